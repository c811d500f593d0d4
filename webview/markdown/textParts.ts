/**
 * A paragraph without end is shown in parts, each on lines of its own: a browser lays out a whole paragraph anew
 * when a word comes, and emphasis that is open could go on through all of it. Where a part ends depends on nothing
 * that follows it, so that a text makes the same parts however it was cut.
 */

/** Characters (UTF-16 units) after which a part ends, at the next end of a sentence. Hardly a paragraph is longer. */
export const textPartLength = 4096;

const longest = 2 * textPartLength;

/** The text in parts. Between two of them only blanks are lost. */
export function inTextParts(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let end = partEnd(text, 0); end !== undefined; end = partEnd(text, start)) {
    parts.push(withoutEnd(text.slice(start, end)));
    start = end;
  }
  return [...parts, text.slice(start)];
}

/** Where the last part begins, in a text that goes on. */
export function lastPartStart(text: string): number {
  let start = 0;
  for (let end = partEnd(text, 0); end !== undefined; end = partEnd(text, start)) start = end;
  return start;
}

/** Where the part that begins at `start` ends and the next begins; undefined if that isn't known yet. */
function partEnd(text: string, start: number): number | undefined {
  if (text.length - start < textPartLength) return undefined;
  let atBlank: number | undefined;
  let balanced: number | undefined;
  const marks = new Marks(text, start);
  const boundaries = /(?<=[。！？])(?=[^\s。！？])|(?<=[ \t\n])(?=[^ \t\n])/gu;
  boundaries.lastIndex = start + textPartLength;
  for (let found = boundaries.exec(text); found; found = boundaries.exec(text)) {
    const at = found.index;
    if (at >= start + longest) break;
    boundaries.lastIndex = at + 1;
    if (!isBoundary(text, start, at)) continue;
    atBlank ??= at;
    if (!marks.areClosedBefore(at)) continue;
    balanced ??= at;
    if (/[.!?:;。！？]["'”’)\]*_]*\s*$/u.test(text.slice(at - 8, at))) return at;
  }
  if (text.length - start <= longest) return undefined;
  return balanced ?? atBlank ?? hardEnd(text, start + longest);
}

/** The beginning of a line, or a place in a line so long that it can't become anything but text. */
function isBoundary(text: string, start: number, at: number): boolean {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  if (text.slice(lineStart, at).trim() === '') return true;
  return lineStart <= start || at - lineStart >= textPartLength;
}

/** Tells whether code, emphasis or a bracket seems to be open. */
class Marks {
  readonly #text: string;
  #counted: number;
  #code = 0;
  #emphasis = 0;
  #brackets = 0;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#counted = start;
  }

  /** @param at no lower than the time before */
  areClosedBefore(at: number): boolean {
    for (const [mark] of this.#text.slice(this.#counted, at).matchAll(/`|\*\*?|[[\]]/gu)) {
      if (mark === '`') this.#code++;
      else if (mark === '[') this.#brackets++;
      else if (mark === ']') this.#brackets--;
      else this.#emphasis++;
    }
    this.#counted = at;
    return this.#code % 2 === 0 && this.#emphasis % 2 === 0 && this.#brackets === 0;
  }
}

function hardEnd(text: string, at: number): number {
  return /[\uD800-\uDBFF]/u.test(text.charAt(at - 1)) ? at - 1 : at;
}

function withoutEnd(part: string): string {
  return part.replace(/[ \t\n]+$/u, '');
}
