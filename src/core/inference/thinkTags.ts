const OPENING = '<think>';
const CLOSING = '</think>';

export interface Thoughts {
  readonly text: string;
  readonly reasoning: string;
}

/**
 * Tells reasoning in `<think>` tags from the answer, the tags cut anywhere. Only what stands before the first word of
 * the answer is reasoning: a tag further on is one that the answer is about.
 */
export class ThinkTags {
  #place: 'before' | 'within' | 'after' = 'before';
  /** What may become a tag with the next piece: never more than a tag, and white space before the first word. */
  #held = '';

  take(piece: string): Thoughts {
    if (this.#place === 'after') return { text: piece, reasoning: '' };
    let rest = this.#held + piece;
    this.#held = '';
    let text = '';
    let reasoning = '';
    while (rest !== '') {
      if (this.#place === 'before') {
        const word = rest.trimStart();
        if (word.startsWith(OPENING)) {
          this.#place = 'within';
          rest = word.slice(OPENING.length);
        } else if (OPENING.startsWith(word)) {
          this.#held = rest;
          break;
        } else {
          this.#place = 'after';
          text += rest;
          break;
        }
      } else {
        const end = rest.indexOf(CLOSING);
        if (end === -1) {
          const kept = lengthOfBeginning(rest, CLOSING);
          reasoning += rest.slice(0, rest.length - kept);
          this.#held = rest.slice(rest.length - kept);
          break;
        }
        reasoning += rest.slice(0, end);
        rest = rest.slice(end + CLOSING.length);
        this.#place = 'before';
      }
    }
    return { text, reasoning };
  }

  /** What was held back and became no tag. */
  finish(): Thoughts {
    const held = this.#held;
    this.#held = '';
    return this.#place === 'within' ? { text: '', reasoning: held } : { text: held, reasoning: '' };
  }
}

/** How many characters at the end of `text` are a beginning of `tag`. */
function lengthOfBeginning(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(tag.slice(0, length))) return length;
  }
  return 0;
}
