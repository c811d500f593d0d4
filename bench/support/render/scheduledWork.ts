/**
 * React does its work in tasks that it posts to itself, by `setImmediate` where there is one. Here there is:
 * this module must be loaded before React, and makes that work part of the append that caused it.
 */
const waiting: (() => void)[] = [];

Object.assign(globalThis, { setImmediate: (task: () => void): number => waiting.push(task) });

/** Does all work that was put off, and what that puts off again. */
export async function finishScheduledWork(): Promise<void> {
  do {
    for (const task of waiting.splice(0)) task();
    // React decides in a microtask what there is to do.
    await Promise.resolve();
    await Promise.resolve();
  } while (waiting.length > 0);
}
