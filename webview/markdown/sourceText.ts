/**
 * Brings text that arrives in pieces into the form in which the parser counts lines: `\n` only, no NUL (both
 * as CommonMark asks), and no character cut in two. What could belong to the next piece waits for it.
 */
export class SourceText {
  #waiting = '';

  append(piece: string): string {
    const text = this.#waiting + piece;
    const cut = /[\r\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length;
    this.#waiting = text.slice(cut);
    return normalised(text.slice(0, cut));
  }

  end(): string {
    const rest = normalised(this.#waiting);
    this.#waiting = '';
    return rest;
  }
}

function normalised(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD');
}
