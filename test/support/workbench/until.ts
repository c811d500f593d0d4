import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 40;
const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * Asks `probe` again and again until it gives something other than `undefined` or `false`, and gives that.
 *
 * @param what completes the sentence "Waited 15 s for …" of the error.
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = DEFAULT_TIMEOUT_MS,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}`);
    await delay(POLL_MS);
  }
}
