import * as vscode from 'vscode';
import type { Releasable } from '../core/emitter';
import type { EditorServices } from './editorServices';
import { rewriteScheme } from './rewrite/rewriteScheme';
import type { EditorActions } from './editorActions';

/** The commands on the open document, registered. */
export interface EditorCommands extends Releasable {
  /** Ends whatever streams into a document or a suggestion; what has arrived stays. False if nothing did. */
  stop(): boolean;
}

/**
 * Registers Ask…, Explain, Rewrite… and the commands on a suggestion. Cheap: what they do is loaded when one of them is first
 * run, so that it costs nothing at activation.
 */
export function registerEditorCommands(services: EditorServices): EditorCommands {
  let actions: Promise<EditorActions> | undefined;
  let loaded: EditorActions | undefined;
  const load = async (): Promise<EditorActions> => {
    actions ??= import('./editorActions').then(({ createEditorActions }) => {
      loaded = createEditorActions(services);
      return loaded;
    });
    return actions;
  };
  const registrations = [
    vscode.commands.registerCommand('huggingphaze.ask', async (options: unknown) =>
      (await load()).ask(options),
    ),
    vscode.commands.registerCommand('huggingphaze.explainSelection', async () =>
      (await load()).explainSelection(),
    ),
    vscode.commands.registerCommand('huggingphaze.rewriteSelection', async (options: unknown) =>
      (await load()).rewriteSelection(options),
    ),
    vscode.commands.registerCommand('huggingphaze.acceptRewrite', async (options: unknown) =>
      (await load()).acceptRewrite(options),
    ),
    vscode.commands.registerCommand('huggingphaze.discardRewrite', async () =>
      (await load()).discardRewrite(),
    ),
    vscode.commands.registerCommand('huggingphaze.refineRewrite', async (options: unknown) =>
      (await load()).refineRewrite(options),
    ),
    vscode.commands.registerCommand('huggingphaze.previousSuggestion', async () =>
      (await load()).showSuggestion(-1),
    ),
    vscode.commands.registerCommand('huggingphaze.nextSuggestion', async () =>
      (await load()).showSuggestion(1),
    ),
    vscode.commands.registerCommand('huggingphaze.showSuggestions', async () =>
      (await load()).showSuggestions(),
    ),
  ];
  closeTabsOfAnEarlierWindow(services);
  return {
    stop: () => loaded?.stop() ?? false,
    dispose: () => {
      for (const registration of registrations) registration.dispose();
      loaded?.dispose();
    },
  };
}

/** A suggestion lives as long as its window: a tab that VS Code brought back after a reload has nothing to show. */
function closeTabsOfAnEarlierWindow(services: EditorServices): void {
  const orphans = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input }) =>
        (input instanceof vscode.TabInputTextDiff && input.modified.scheme === rewriteScheme) ||
        (input instanceof vscode.TabInputText && input.uri.scheme === rewriteScheme),
    );
  if (orphans.length === 0) return;
  vscode.window.tabGroups.close(orphans, true).then(undefined, () => {
    services.log.warn('A suggestion of an earlier window could not be closed.');
  });
}
