import type { RunLease } from '../core/batch/runLease';
import type { RunSession } from '../core/batch/runSession';
import type { OpenSource } from './openSource';

/** One run as a window works on it. */
export interface Work {
  readonly open: OpenSource;
  readonly session: RunSession;
  /** `undefined` once it was given up. */
  lease: RunLease | undefined;
  /** The person has the list before them in which they decide about the rest. */
  isDeciding?: boolean;
  /** Items that the person wants left out. */
  readonly leftOut: ReadonlySet<number>;
}

/** Places of the items that are still to be asked about. */
export function rest({ session, leftOut }: Work): readonly number[] {
  return session.open.filter((index) => !leftOut.has(index));
}
