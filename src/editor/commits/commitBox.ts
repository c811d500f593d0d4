import type { Repository } from '../../platform/git';

/** Milliseconds between two looks at the box, and at most one change of it in between. */
const step = 60;

/**
 * The box in which the message of a commit is written. A message is written into it as it arrives, but never over what
 * the person types meanwhile: from then on the box is theirs.
 */
export class CommitBox {
  /** What stood there. */
  readonly before: string;
  readonly #box: Repository['inputBox'];
  readonly #taken: () => void;
  /** What we wrote last. */
  #written: string;
  #wanted: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isTaken = false;

  /** @param taken called once, if the person writes in the box */
  constructor(box: Repository['inputBox'], taken: () => void) {
    this.#box = box;
    this.#taken = taken;
    this.before = box.value;
    this.#written = box.value;
    this.#timer = setInterval(() => this.#write(), step);
  }

  get isTaken(): boolean {
    return this.#isTaken;
  }

  /** Whether there was a message to show, be it the one that stood there. */
  get hasMessage(): boolean {
    return this.#wanted !== undefined;
  }

  /** Whether there is something else now than before. */
  get isChanged(): boolean {
    return this.#box.value !== this.before;
  }

  /** Shows this much of a message; nothing stays what it is. */
  show(message: string): void {
    if (message.trim() !== '') this.#wanted = message;
  }

  /** Writes the last of it, and writes no more. */
  finish(): void {
    this.#write();
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Puts back what stood there. */
  putBack(): void {
    this.#box.value = this.before;
    this.#written = this.before;
  }

  #write(): void {
    if (this.#isTaken) return;
    if (this.#box.value !== this.#written) {
      this.#isTaken = true;
      this.#taken();
      return;
    }
    if (this.#wanted === undefined || this.#wanted === this.#written) return;
    this.#box.value = this.#wanted;
    this.#written = this.#wanted;
  }
}
