/**
 * Waits for promises, but not for ever: until a time runs out that is counted over all of them, or until `end`. One
 * timer serves them all, however many there are.
 */
export class Patience {
  #deadline: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;
  #hasEnded = false;
  #giveUp: ((reason: Error) => void) | undefined;

  /** `milliseconds`: for everything until the first `restart`. */
  constructor(milliseconds: number) {
    this.#deadline = performance.now() + milliseconds;
  }

  /** Whether the time ran out. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Counts anew from now. */
  restart(milliseconds: number): void {
    const deadline = performance.now() + milliseconds;
    if (deadline < this.#deadline) this.#stopTimer();
    this.#deadline = deadline;
  }

  /** As the promise settles; rejects when the time runs out or has been ended first. One promise at a time. */
  wait<T>(promise: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      promise.then(
        (value) => {
          this.#giveUp = undefined;
          resolve(value);
        },
        (error: unknown) => {
          this.#giveUp = undefined;
          reject(error instanceof Error ? error : new Error('Failed', { cause: error }));
        },
      );
      this.#giveUp = reject;
      if (this.#hasEnded) reject(new Error('Nobody waits any more'));
      else this.#timer ??= this.#startTimer();
    });
  }

  /** Whatever is being waited for rejects at once, and so does all that follows. */
  end(): void {
    this.#hasEnded = true;
    this.#stopTimer();
    this.#giveUp?.(new Error('Nobody waits any more'));
  }

  #startTimer(): ReturnType<typeof setTimeout> {
    const left = Math.ceil(Math.max(0, this.#deadline - performance.now()));
    return setTimeout(() => {
      this.#timer = undefined;
      // Nobody waits now: whoever does next starts the timer again.
      if (this.#giveUp === undefined) return;
      if (performance.now() < this.#deadline) {
        this.#timer = this.#startTimer();
        return;
      }
      this.#isOver = true;
      this.#giveUp(new Error('Waited too long'));
    }, left);
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
