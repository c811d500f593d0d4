import type { InferenceError } from './inferenceError';

/** A failure on its way out through the SDK, which passes on what a transport throws. */
export class CallFailure extends Error {
  constructor(
    readonly error: InferenceError,
    /** The connection broke: what came before stands, only its end is missing. */
    readonly isConnectionLost = false,
  ) {
    super(error.kind);
    this.name = 'CallFailure';
  }
}
