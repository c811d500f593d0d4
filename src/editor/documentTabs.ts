import * as vscode from 'vscode';
import { notebookOf } from './documentWords';

/** True while a tab, seen or behind another, holds the document or its notebook. */
export function hasTab(document: vscode.TextDocument): boolean {
  const wanted = new Set([document.uri.toString(), notebookOf(document)?.uri.toString()]);
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .some(({ input }) => urisOf(input).some((uri) => wanted.has(uri.toString())));
}

function urisOf(input: unknown): vscode.Uri[] {
  if (input instanceof vscode.TabInputTextDiff) return [input.original, input.modified];
  if (
    input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputNotebook ||
    input instanceof vscode.TabInputCustom
  ) {
    return [input.uri];
  }
  return [];
}
