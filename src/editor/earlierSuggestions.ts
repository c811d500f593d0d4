import * as vscode from 'vscode';
import { rewriteScheme } from './rewrite/rewriteScheme';

/** True where VS Code brought back the tab of a suggestion. */
export function hasSuggestionOfEarlierWindow(): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(
      ({ input }) =>
        (input instanceof vscode.TabInputTextDiff && input.modified.scheme === rewriteScheme) ||
        (input instanceof vscode.TabInputText && input.uri.scheme === rewriteScheme),
    ),
  );
}
