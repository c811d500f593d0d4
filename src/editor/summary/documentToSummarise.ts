import * as vscode from 'vscode';
import { textKind, type TextKind } from '../../core/text/textKind';
import { documentName } from '../documentWords';
import type { EditorServices } from '../editorServices';
import { maySend } from '../secretQuestion';

/** A text that is to be summarised. */
export interface DocumentToSummarise {
  readonly name: string;
  readonly text: string;
  readonly kind: TextKind;
  readonly languageId: string;
}

/** The longest text, in UTF-16 code units: a book of some 600 pages. */
const longestText = 2_000_000;

/**
 * The document that a menu was opened on, or else the one that is open, as it stands there with its unsaved words.
 * `undefined`, after saying so, where there is nothing to summarise.
 *
 * @param place what VS Code hands over from the menu of a file
 */
export async function documentToSummarise(
  services: Pick<EditorServices, 'readFile'>,
  place: unknown,
): Promise<DocumentToSummarise | undefined> {
  const document = await read(services, place instanceof vscode.Uri ? place : activeUri());
  if (document === undefined) return undefined;
  const { name, text } = document;
  if (text.trim() === '') {
    void vscode.window.showInformationMessage(`${name} has no text yet, so there is nothing to summarise.`);
    return undefined;
  }
  if (text.length > longestText) {
    void vscode.window.showInformationMessage(
      `${name} is longer than a book of 600 pages. Split it, and have its parts summarised one by one.`,
    );
    return undefined;
  }
  return document;
}

function activeUri(): vscode.Uri | undefined {
  const { activeTextEditor, activeNotebookEditor, tabGroups } = vscode.window;
  const input: unknown = tabGroups.activeTabGroup.activeTab?.input;
  const shown = input instanceof vscode.TabInputCustom ? input.uri : undefined;
  return activeNotebookEditor?.notebook.uri ?? shown ?? activeTextEditor?.document.uri;
}

async function read(
  services: Pick<EditorServices, 'readFile'>,
  uri: vscode.Uri | undefined,
): Promise<DocumentToSummarise | undefined> {
  if (uri === undefined) {
    void vscode.window.showInformationMessage('Open the document that you want summarised.');
    return undefined;
  }
  const address = uri.toString();
  const notebook = vscode.workspace.notebookDocuments.find((open) => open.uri.toString() === address);
  if (notebook !== undefined) return ofNotebook(notebook);
  const open = vscode.workspace.textDocuments.find((candidate) => candidate.uri.toString() === address);
  const name = open === undefined ? nameOf(uri) : documentName(open);
  if (!(await maySend(name, uri.path))) return undefined;
  const file = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: `Reading ${name}…` },
    async () => services.readFile(uri, new AbortController().signal),
  );
  if (file.kind === 'refused') {
    void vscode.window.showWarningMessage(file.sentence);
    return undefined;
  }
  return { name, text: file.text, languageId: file.languageId, kind: textKind(file.languageId, file.text) };
}

function ofNotebook(notebook: vscode.NotebookDocument): DocumentToSummarise {
  const cells = notebook.getCells().map((cell) => {
    const text = cell.document.getText();
    return cell.kind === vscode.NotebookCellKind.Code
      ? `\`\`\`${cell.document.languageId}\n${text}\n\`\`\``
      : text;
  });
  const text = notebook.getCells().every((cell) => cell.document.getText().trim() === '')
    ? ''
    : cells.join('\n\n');
  return { name: nameOf(notebook.uri), text, languageId: 'markdown', kind: 'prose' };
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').filter(Boolean).at(-1) ?? uri.path;
}
