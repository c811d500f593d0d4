import * as vscode from 'vscode';
import type { Releasable } from '../core/emitter';
import type { EditorServices } from './editorServices';
import { hasSuggestionOfEarlierWindow } from './earlierSuggestions';
import type { EditorActions } from './editorActions';

/** The commands on the open document, registered. */
export interface EditorCommands extends Releasable {
  /** Ends whatever streams into a document or a suggestion; what has arrived stays. False if nothing did. */
  stop(): boolean;
  /** Resolves when the suggestions of an earlier window are there. */
  readonly restored: Promise<void>;
  /** Writes down what is not written down yet. */
  close(): Promise<void>;
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
    vscode.commands.registerCommand('huggingphaze.explainSelection', async (options: unknown) =>
      (await load()).explainSelection(options),
    ),
    vscode.commands.registerCommand('huggingphaze.explainAs', async () => (await load()).explainAs()),
    vscode.commands.registerCommand('huggingphaze.explainProblem', async (...parameters: unknown[]) =>
      (await load()).explainProblem(parameters),
    ),
    vscode.commands.registerCommand('huggingphaze.explainTerminal', async () =>
      (await load()).explainTerminal(),
    ),
    vscode.commands.registerCommand('huggingphaze.explainTerminalSelection', async () =>
      (await load()).explainTerminalSelection(),
    ),
    vscode.commands.registerCommand('huggingphaze.fixProblem', async (...parameters: unknown[]) =>
      (await load()).fixProblem(parameters),
    ),
    vscode.commands.registerCommand('huggingphaze.documentCode', async (...parameters: unknown[]) =>
      (await load()).documentCode(parameters),
    ),
    vscode.commands.registerCommand('huggingphaze.writeTests', async (...parameters: unknown[]) =>
      (await load()).writeTests(parameters),
    ),
    vscode.commands.registerCommand('huggingphaze.rewriteSelection', async (options: unknown) =>
      (await load()).rewriteSelection(options),
    ),
    vscode.commands.registerCommand('huggingphaze.rewriteCommitMessage', async (repository: unknown) =>
      (await load()).rewriteCommitMessage(repository),
    ),
    vscode.commands.registerCommand('huggingphaze.acceptRewrite', async (options: unknown) =>
      (await load()).acceptRewrite(options),
    ),
    vscode.commands.registerCommand('huggingphaze.discardRewrite', async () =>
      (await load()).discardRewrite(),
    ),
    vscode.commands.registerCommand('huggingphaze.acceptChange', async (options: unknown) =>
      (await load()).acceptChange(options),
    ),
    vscode.commands.registerCommand('huggingphaze.discardChange', async () => (await load()).discardChange()),
    vscode.commands.registerCommand('huggingphaze.refineRewrite', async (options: unknown) =>
      (await load()).refineRewrite(options),
    ),
    vscode.commands.registerCommand('huggingphaze.previousSuggestion', async () =>
      (await load()).showSuggestion(-1),
    ),
    vscode.commands.registerCommand('huggingphaze.nextSuggestion', async () =>
      (await load()).showSuggestion(1),
    ),
    vscode.commands.registerCommand('huggingphaze.writeCommitMessage', async (place: unknown) =>
      (await load()).writeCommitMessage(place),
    ),
    vscode.commands.registerCommand('huggingphaze.summariseDocument', async (place: unknown) =>
      (await load()).summariseDocument(place),
    ),
    vscode.commands.registerCommand('huggingphaze.showSuggestions', async () =>
      (await load()).showSuggestions(),
    ),
  ];
  /** Of suggestions that lost their tabs a look at the folder tells, which is cheap where there are none. */
  async function restore(): Promise<void> {
    if (hasSuggestionOfEarlierWindow() || (await leftOnDisk())) await (await load()).restored;
  }

  async function leftOnDisk(): Promise<boolean> {
    try {
      return (await services.suggestions.ids()).length > 0;
    } catch {
      services.log.warn('Suggestions of an earlier window could not be looked for.');
      return false;
    }
  }

  return {
    restored: restore(),
    close: async () => loaded?.close(),
    stop: () => loaded?.stop() ?? false,
    dispose: () => {
      for (const registration of registrations) registration.dispose();
      loaded?.dispose();
    },
  };
}
