import * as vscode from 'vscode';
import type { SettingName } from '../../platform/settings';

/** Documents of any kind; which of them are continued by themselves is decided when VS Code asks. */
export const anyDocument: vscode.DocumentSelector = { pattern: '**' };

/** Written out: `settings.ts` is too much to load with every window. */
const automatically = `huggingphaze.${'continueAutomatically' satisfies SettingName}`;

/** What is done for a document while its person types. */
export type Provide = vscode.InlineCompletionItemProvider['provideInlineCompletionItems'];

/**
 * Stands for continuing by itself from the start of a window, where the person turned it on, and loads what does it at
 * the first key. Nobody else pays for it: without the setting VS Code is not even told.
 */
export function standInForContinuing(load: () => Promise<Provide | undefined>): vscode.Disposable {
  let registration: vscode.Disposable | undefined;
  const update = (): void => {
    const isOn = vscode.workspace.getConfiguration().get<unknown>(automatically) === true;
    if (!isOn) {
      registration?.dispose();
      registration = undefined;
    } else
      registration ??= vscode.languages.registerInlineCompletionItemProvider(anyDocument, {
        provideInlineCompletionItems: async (...parameters) => (await load())?.(...parameters),
      });
  };
  update();
  const subscription = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(automatically)) update();
  });
  return new vscode.Disposable(() => {
    subscription.dispose();
    registration?.dispose();
  });
}
