import type { RetryPolicy } from './clientEnvironment';
import type { InferenceError } from './inferenceError';

/** 3 calls, half a second, up to 10 s. */
export const DEFAULT_RETRIES: RetryPolicy = {
  attempts: 3,
  firstWaitMs: 500,
  longestWaitMs: 10_000,
  random: Math.random,
  wait,
};

/**
 * Milliseconds to wait before a call that failed before its first word is made again; undefined where that would
 * not help, costs too much time, or has been done often enough. `attempt`: 1 for the first call.
 */
export function waitBeforeRetry(
  error: InferenceError,
  attempt: number,
  policy: Omit<RetryPolicy, 'wait'>,
): number | undefined {
  if (attempt >= policy.attempts || !mayPass(error)) return undefined;
  if (error.retryAfterSeconds !== undefined) {
    const asked = error.retryAfterSeconds * 1000;
    return asked <= policy.longestWaitMs ? asked : undefined;
  }
  const full = Math.min(policy.firstWaitMs * 2 ** (attempt - 1), policy.longestWaitMs);
  return full * (1 - policy.random() / 2);
}

/** Whether the same call may succeed in a moment. */
function mayPass({ kind, status }: InferenceError): boolean {
  if (kind === 'rateLimited') return true;
  // A gateway that waited in vain would wait in vain again.
  return kind === 'providerDown' && status !== 504;
}

/** Resolves after so many milliseconds, or at once when `signal` aborts. */
function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
