import * as vscode from 'vscode';
import type { Releasable } from '../../core/emitter';
import { commandIds } from '../../platform/commands';
import { settingsSection } from '../../platform/settings';
import { anyDocument, type Provide } from './automaticStandIn';
import type { Continuations } from './continuations';
import type { ContinuationServices } from './continuationServices';

/** Continuing at the cursor, registered. */
export interface ContinuationCommands extends Releasable {
  readonly provide: Provide;
  /** Ends what is being prepared; false if nothing was. */
  stop(): boolean;
}

/** Registers Continue Writing, and continuing by itself where it is on. Cheap: what they do is loaded on first use. */
export function registerContinuations(services: ContinuationServices): ContinuationCommands {
  let loading: Promise<Continuations> | undefined;
  let loaded: Continuations | undefined;
  let provider: vscode.Disposable | undefined;
  const load = async (): Promise<Continuations> =>
    (loading ??= import('./continuations').then(({ createContinuations }) => {
      loaded = createContinuations(services, async () => {
        offer();
        await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      });
      return loaded;
    }));
  const provide: Provide = async (...parameters) => (await load()).provide(...parameters);
  // Once there, it stays: VS Code asks again for what is left of a suggestion at each key.
  const offer = (): void => {
    provider ??= vscode.languages.registerInlineCompletionItemProvider(anyDocument, {
      provideInlineCompletionItems: provide,
    });
  };
  const update = (): void => {
    if (services.continuing().continueAutomatically) offer();
  };
  update();
  const registrations = [
    vscode.commands.registerCommand(commandIds.continueWriting, async () => (await load()).continueWriting()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingsSection)) update();
    }),
  ];
  return {
    provide,
    stop: () => loaded?.stop() ?? false,
    dispose: () => {
      for (const registration of registrations) registration.dispose();
      provider?.dispose();
      loaded?.dispose();
    },
  };
}
