import * as vscode from 'vscode';
import { fileLabel } from '../chat/attachmentWords';
import { nameOf } from './fileNames';
import { textReading } from './readText';
import type { Reading } from './reading';

/** What a selection is called, as in "letter.md, lines 3–9". */
export function selectionLabel({ document, selection }: vscode.TextEditor): string {
  return fileLabel(nameOf(document.uri), selection.start.line + 1, lastLine(selection) + 1);
}

/** The selected text of an editor. */
export function readSelection(editor: vscode.TextEditor): Reading {
  const { document, selection } = editor;
  return textReading(selectionLabel(editor), document.languageId, document.getText(selection));
}

/** The files of all open editors, each once. */
export function openFiles(): readonly vscode.Uri[] {
  const files = new Map<string, vscode.Uri>();
  for (const { input } of vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
    const uri =
      input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
        ? input.uri
        : input instanceof vscode.TabInputTextDiff
          ? input.modified
          : undefined;
    if (uri !== undefined && !uri.scheme.startsWith('huggingphaze')) files.set(uri.toString(), uri);
  }
  return [...files.values()];
}

/** A selection that ends at the start of a line does not include that line, to a person's eye. */
function lastLine({ start, end }: vscode.Selection): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}
