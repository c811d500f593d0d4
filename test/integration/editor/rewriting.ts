import * as vscode from 'vscode';
import { suggestion, suggestionTabs, until, type EditorBench } from './editorBench';

/** Asks for a rewrite of a part of a document, and waits until the diff is shown and the model was asked. */
export async function beginRewrite(
  bench: EditorBench,
  editor: vscode.TextEditor,
  selection: vscode.Selection,
  instruction = 'shorter',
): Promise<{ done: Thenable<unknown> }> {
  editor.selection = selection;
  const asked = bench.model.asked();
  const done = vscode.commands.executeCommand('huggingphaze.rewriteSelection', { instruction });
  await asked;
  await until('the diff is shown', () => suggestionTabs().some((tab) => tab.isActive));
  return { done };
}

/** As `beginRewrite`, with the whole answer, and waits until it is shown. */
export async function finishRewrite(
  bench: EditorBench,
  editor: vscode.TextEditor,
  selection: vscode.Selection,
  answer: string,
): Promise<void> {
  const { done } = await beginRewrite(bench, editor, selection);
  bench.model.says(answer);
  bench.model.ends();
  await done;
  const wanted = answer.trim().split(/\r?\n/);
  await until('the suggestion is shown', () => {
    const text = suggestion()?.getText() ?? '';
    return wanted.every((line) => text.includes(line));
  });
}

/** The editor of the suggestion, with the keyboard in it and the cursor at a line, from 0. */
export async function inSuggestion(line: number, lastLine = line): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  const shown = suggestion();
  await until(
    'the suggestion has the keyboard',
    () => vscode.window.activeTextEditor?.document === shown && shown !== undefined,
  );
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new Error('no editor has the keyboard');
  editor.selection = new vscode.Selection(line, 0, lastLine, lastLine === line ? 0 : 1);
  return editor;
}
