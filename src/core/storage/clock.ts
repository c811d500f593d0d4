import type { Releasable } from '../emitter';

/** The one thing asked of a clock's alarm, so that tests decide when time has passed. */
export interface Timers {
  /** Calls back once after so many milliseconds, unless the returned object is disposed of before. */
  after(milliseconds: number, callback: () => void): Releasable;
}

/** The surroundings' own timers. */
export const systemTimers: Timers = {
  after(milliseconds, callback) {
    const handle = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(handle) };
  },
};
