/**
 * A text that grows at its end. Appending costs the same however long the text is: the pieces are joined only when
 * somebody reads the whole, and stay joined until the next piece.
 */
export class GrowingText {
  #pieces: string[];

  constructor(initial = '') {
    this.#pieces = initial === '' ? [] : [initial];
  }

  append(piece: string): void {
    if (piece !== '') this.#pieces.push(piece);
  }

  /** The whole text. Copies it once if anything was appended since the last time. */
  toString(): string {
    if (this.#pieces.length > 1) this.#pieces = [this.#pieces.join('')];
    return this.#pieces[0] ?? '';
  }
}
