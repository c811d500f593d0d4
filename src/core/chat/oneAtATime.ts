/** One piece of work at a time: while it goes on, whatever would begin another does nothing. */
export class OneAtATime {
  readonly #onBegin: () => void;
  #current: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();

  /** @param onBegin called before a piece of work begins */
  constructor(onBegin: () => void) {
    this.#onBegin = onBegin;
  }

  /** What ends the work that goes on; `undefined` while there is none. */
  get current(): AbortController | undefined {
    return this.#current;
  }

  /** Resolves when the work that began last has ended, however it did. Never rejects. */
  get ended(): Promise<void> {
    return this.#ended.catch(() => undefined);
  }

  /** Resolves, as the task does, when it has ended; at once, with nothing done, while other work goes on. */
  async begin(task: (abort: AbortController) => Promise<void>): Promise<void> {
    if (this.#current) return;
    const abort = new AbortController();
    this.#current = abort;
    this.#onBegin();
    this.#ended = task(abort).finally(() => this.release(abort));
    await this.#ended;
  }

  /** Lets other work begin, though this piece of it may still have something to write down. */
  release(abort: AbortController): void {
    if (this.#current === abort) this.#current = undefined;
  }

  stop(): void {
    this.#current?.abort();
  }

  /** Resolves when no work goes on any more. */
  async whenIdle(): Promise<void> {
    while (this.#current) await this.ended;
  }
}
