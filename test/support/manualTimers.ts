import type { Timers } from '../../src/core/storage/clock';

/** Timers whose time passes when the test says so. */
export class ManualTimers implements Timers {
  #now = 0;
  readonly #pending = new Set<{ readonly at: number; readonly callback: () => void }>();

  /** How many are set. */
  get pending(): number {
    return this.#pending.size;
  }

  after(milliseconds: number, callback: () => void): { dispose(): void } {
    const timer = { at: this.#now + milliseconds, callback };
    this.#pending.add(timer);
    return { dispose: () => this.#pending.delete(timer) };
  }

  /** Lets time pass and calls back whatever is due, in order. */
  advance(milliseconds: number): void {
    const until = this.#now + milliseconds;
    for (;;) {
      const next = [...this.#pending]
        .filter(({ at }) => at <= until)
        .reduce<{ at: number; callback: () => void } | undefined>(
          (first, timer) => (first && first.at <= timer.at ? first : timer),
          undefined,
        );
      if (!next) break;
      this.#pending.delete(next);
      this.#now = next.at;
      next.callback();
    }
    this.#now = until;
  }
}
