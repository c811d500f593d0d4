import * as vscode from 'vscode';
import { languageIdOf } from './languages';

/** Puts code of an answer at the cursor of the editor that was used last; without one, into a new document. */
export async function insertAtCursor(code: string): Promise<void> {
  const editor = lastTextEditor();
  if (editor === undefined) {
    await newDocument(code, 'plaintext');
    vscode.window.setStatusBarMessage('No document was open, so the text is in a new one.', 6_000);
    return;
  }
  const inserted = await editor.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, code);
  });
  if (inserted) {
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
    return;
  }
  await newDocument(code, editor.document.languageId);
  void vscode.window.showInformationMessage('That document cannot be changed, so the text is in a new one.');
}

/** Opens code of an answer as a new document, coloured for its language. */
export async function newFile(code: string, fenceName: string): Promise<void> {
  await newDocument(code, languageIdOf(fenceName, await vscode.languages.getLanguages()));
}

/** The text editor that was used last. Output panels and the like count as none. */
export function lastTextEditor(): vscode.TextEditor | undefined {
  const isDocument = ({ document }: vscode.TextEditor): boolean =>
    !['output', 'debug', 'comment'].includes(document.uri.scheme);
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (activeTextEditor !== undefined && isDocument(activeTextEditor)) return activeTextEditor;
  return visibleTextEditors.find((editor) => editor.viewColumn !== undefined && isDocument(editor));
}

async function newDocument(content: string, language: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
}
