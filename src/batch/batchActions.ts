import type { Releasable } from '../core/emitter';
import type { BatchServices } from './batchServices';
import { RunOverMany } from './runOverMany';

/** What Run a Prompt over Many… does. Loaded when it is first run, or when a run was broken off. */
export interface BatchActions extends Releasable {
  /** @param parameters what VS Code hands a command of the menu that it stands in */
  runOverMany(parameters: readonly unknown[]): Promise<void>;
  /** Says, once, that a run of this workspace was broken off. */
  offerBrokenOff(): Promise<void>;
  close(): Promise<void>;
}

export function createBatchActions(services: BatchServices): BatchActions {
  const runs = new RunOverMany(services);
  return {
    runOverMany: async (parameters) => runs.start(parameters),
    offerBrokenOff: async () => runs.offerBrokenOff(),
    close: async () => runs.close(),
    dispose: () => runs.dispose(),
  };
}
