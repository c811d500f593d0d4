const saveAfterMilliseconds = 120;

/**
 * Tells the host what stands in the composer, shortly after it was typed, so that no unsent word is lost.
 * It also knows what it has told, since the host may say it back.
 */
export class DraftKeeper {
  readonly #save: (text: string) => void;
  #timer: number | undefined;
  #pending: string | undefined;
  #told = '';

  constructor(save: (text: string) => void) {
    this.#save = save;
  }

  typed(text: string): void {
    this.#pending = text;
    this.#timer ??= window.setTimeout(() => this.flush(), saveAfterMilliseconds);
  }

  /** Tells the host at once what it does not know yet. */
  flush(): void {
    const text = this.#pending;
    this.#forget();
    if (text === undefined || text === this.#told) return;
    this.#told = text;
    this.#save(text);
  }

  /** What the host knows without being told: it sent the text itself, or has taken it as a message. */
  known(text: string): void {
    this.#forget();
    this.#told = text;
  }

  /** Whether the host knows this text already because it was told. */
  isKnown(text: string): boolean {
    return this.#pending === undefined && text === this.#told;
  }

  #forget(): void {
    window.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = undefined;
  }
}
