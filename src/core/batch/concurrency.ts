/**
 * How many requests may be on their way at once: halved when the service has too much to do, one more after as many good
 * answers as there may be requests.
 */
export class Concurrency {
  readonly #most: number;
  #limit: number;
  #good = 0;
  #times = 0;

  constructor(most: number) {
    this.#most = most;
    this.#limit = most;
  }

  get limit(): number {
    return this.#limit;
  }

  /** How often it was halved: what a request is told at its start, and hands back with its failure. */
  get times(): number {
    return this.#times;
  }

  answered(timesAtStart: number): void {
    if (timesAtStart !== this.#times) return;
    this.#good += 1;
    if (this.#good < this.#limit || this.#limit === this.#most) return;
    this.#good = 0;
    this.#limit += 1;
  }

  /** Requests that were on their way together are refused together, which counts once. */
  overloaded(timesAtStart: number): void {
    if (timesAtStart !== this.#times) return;
    this.#times += 1;
    this.#good = 0;
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
  }
}
