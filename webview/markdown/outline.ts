import type { Tag } from './view';

/**
 * Levels of headings that fit under the panel's own: an answer begins with `h3` however deep its first
 * heading is written, and none is more than one level below the one before, as assistive technology needs it.
 * Models often begin with `###` or leave levels out.
 */
export class Outline {
  readonly #written: number[];

  constructor(written: readonly number[] = []) {
    this.#written = [...written];
  }

  copy(): Outline {
    return new Outline(this.#written);
  }

  /** The tag for the next heading, written with `level` marks (1 to 6). */
  next(level: number): Tag {
    while ((this.#written.at(-1) ?? 0) >= level) this.#written.pop();
    this.#written.push(level);
    switch (this.#written.length) {
      case 1:
        return 'h3';
      case 2:
        return 'h4';
      case 3:
        return 'h5';
      default:
        return 'h6';
    }
  }
}
