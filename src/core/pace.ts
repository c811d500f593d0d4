/** Milliseconds of work after which others have their turn: less than a frame, so that nothing else is felt to wait. */
const longestStretch = 8;

/**
 * Cuts long work into slices. Whoever has much to do awaits {@link step} between the parts; now and then that lets
 * everything else that waits on this thread go first.
 */
export class Pace {
  readonly #now: () => number;
  readonly #pause: () => Promise<void>;
  #since: number;

  constructor(clock: PaceClock = systemPaceClock) {
    this.#now = () => clock.now();
    this.#pause = () => clock.pause();
    this.#since = this.#now();
  }

  /** The work has gone on for long enough: {@link step} would pause. For loops in which awaiting alone costs much. */
  get isDue(): boolean {
    return this.#now() - this.#since >= longestStretch;
  }

  async step(): Promise<void> {
    if (!this.isDue) return;
    await this.#pause();
    this.#since = this.#now();
  }
}

/** What slicing needs of a clock, so that tests need no real one. */
export interface PaceClock {
  /** Milliseconds that only ever go up. */
  now(): number;
  /** Resolves when everything else that was waiting has had its turn. */
  pause(): Promise<void>;
}

export const systemPaceClock: PaceClock = {
  now: () => performance.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};
