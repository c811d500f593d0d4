import * as vscode from 'vscode';
import { declarationAbove, firstLineWithComments, hasDeclarations } from '../../core/text/code/declaration';
import { blockAt } from '../../core/text/paragraph';
import { declarationKinds, symbolAround } from '../outline';
import { passageOfLines, type Passage } from '../passage';
import { editorAt, placeFrom } from '../place';

/**
 * The function or class at the place that a command was pointed at, or else at the cursor, with the comments above it.
 * `undefined`, after saying so, where there is none.
 */
export async function declarationToWorkOn(parameters: readonly unknown[]): Promise<Passage | undefined> {
  const place = placeFrom(parameters);
  const editor = place === undefined ? vscode.window.activeTextEditor : await editorAt(place);
  const lines = editor && (await declarationAt(editor, place?.range.start ?? editor.selection.active));
  if (editor !== undefined && lines !== undefined)
    return { ...passageOfLines(editor, lines), kind: 'code', what: 'this declaration' };
  if (editor !== undefined || place === undefined)
    void vscode.window.showInformationMessage('Put the cursor into a function or a class first.');
  return undefined;
}

async function declarationAt(
  { document }: vscode.TextEditor,
  wanted: vscode.Position,
): Promise<{ readonly first: number; readonly last: number } | undefined> {
  if (!hasDeclarations(document.languageId)) return undefined;
  const position = document.validatePosition(wanted);
  const lineAt = (line: number): string => document.lineAt(line).text;
  // At the beginning of its line a declaration has not begun yet.
  const text = document.lineAt(position.line);
  const inLine = position.with({
    character: Math.max(position.character, text.firstNonWhitespaceCharacterIndex),
  });
  const symbol = await symbolAround(document, inLine, declarationKinds);
  if (symbol !== undefined) {
    return { first: firstLineWithComments(lineAt, symbol.start.line), last: symbol.end.line };
  }
  const head = declarationAbove(lineAt, position.line);
  if (head === undefined) return undefined;
  const block = blockAt(document.getText().split(/\r\n|\r|\n/), head, 'code');
  return { first: firstLineWithComments(lineAt, head), last: Math.max(head, block?.last ?? head) };
}
