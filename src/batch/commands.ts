import * as vscode from 'vscode';
import { RunStore } from '../core/batch/runJournal';
import type { Releasable } from '../core/emitter';
import { commandIds } from '../platform/commands';
import type { BatchActions } from './batchActions';
import type { BatchServices } from './batchServices';

/** Running a prompt over many things, registered. */
export interface BatchCommands extends Releasable {
  /** Lets go of what is running, so that another window can go on with it at once. */
  close(): Promise<void>;
}

/**
 * Registers Run a Prompt over Many…. Cheap: what it does is loaded when it is first run, or when a run of this workspace
 * was broken off, which is said once.
 */
export function registerBatchCommands(services: BatchServices): BatchCommands {
  let actions: Promise<BatchActions> | undefined;
  let loaded: BatchActions | undefined;
  const load = async (): Promise<BatchActions> => {
    actions ??= import('./batchActions').then(({ createBatchActions }) => {
      loaded = createBatchActions(services);
      return loaded;
    });
    return actions;
  };
  const registration = vscode.commands.registerCommand(
    commandIds.runOverMany,
    async (...parameters: unknown[]) => (await load()).runOverMany(parameters),
  );
  const offer = async (): Promise<void> => {
    const store = new RunStore({ ...services, now: Date.now });
    if (await store.hasUnfinished()) await (await load()).offerBrokenOff();
  };
  services.inBackground(offer());
  return {
    close: async () => loaded?.close(),
    dispose: () => {
      registration.dispose();
      loaded?.dispose();
    },
  };
}
