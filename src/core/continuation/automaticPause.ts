import type { InferenceError, InferenceErrorKind } from '../inference/inferenceError';

/** Errors that do not pass by themselves: the person, or another model, has to mend them. */
const lasting: ReadonlySet<InferenceErrorKind> = new Set([
  'noToken',
  'badToken',
  'tokenLacksPermission',
  'noCredit',
  'modelUnavailable',
  'modelGated',
  'tooLong',
  'badRequest',
]);

/** Milliseconds after a failure that may pass; twice as many after each further one. */
const firstPause = 30_000;
const longestPause = 600_000;

/** Failures in a row that are worth a word, where none of them is by itself. */
const worthAWord = 3;

/**
 * Whether continuations may be asked for without the person: not while something is wrong that asking again would not
 * mend, and not at each key while a service has trouble. What is wrong is said once.
 */
export class AutomaticPause {
  readonly #now: () => number;
  /** Milliseconds since the epoch; `Infinity` until the person does something. */
  #until = 0;
  #failures = 0;
  #isTold = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  get isOn(): boolean {
    return this.#now() < this.#until;
  }

  /** Takes note of a failure; true if the person should be told of it now. */
  failed(error: InferenceError): boolean {
    this.#failures += 1;
    if (lasting.has(error.kind)) this.#until = Infinity;
    else {
      const doubled = Math.min(firstPause * 2 ** (this.#failures - 1), longestPause);
      this.#until = this.#now() + Math.max(doubled, (error.retryAfterSeconds ?? 0) * 1_000);
    }
    const isWorthIt = lasting.has(error.kind) || error.kind === 'rateLimited' || this.#failures >= worthAWord;
    if (!isWorthIt || this.#isTold) return false;
    this.#isTold = true;
    return true;
  }

  /** Pauses until {@link resume}, as after a limit. */
  hold(): void {
    this.#until = Infinity;
  }

  /** An answer came. */
  succeeded(): void {
    if (!this.isOn) this.resume();
  }

  /** The person wants it to go on, or changed what may have been wrong. */
  resume(): void {
    this.#until = 0;
    this.#failures = 0;
    this.#isTold = false;
  }
}
