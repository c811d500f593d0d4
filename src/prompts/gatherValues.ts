import * as vscode from 'vscode';
import type { PromptMaterial, PromptValues } from '../core/prompts/fillPrompt';
import { usesSelection, type PromptTemplate, type VariableName } from '../core/prompts/template';
import { documentName } from '../editor/documentWords';
import { passageToWorkOn } from '../editor/passage';

/** What a prompt is put together from, and what it is about, in words for the transcript. */
export interface GatheredValues {
  readonly values: PromptValues;
  readonly about: readonly string[];
}

/** Everything that is about the open document, but its text. */
const ofDocument: readonly VariableName[] = [
  'file',
  'fileBasename',
  'fileBasenameNoExtension',
  'fileDirname',
  'language',
];

/**
 * Reads what a prompt asks for, and nothing else. `undefined`, after saying what to do, where there is nothing to read.
 *
 * @param instead takes the selection's place
 */
export async function gatherValues(
  title: string,
  template: PromptTemplate,
  instead?: PromptMaterial,
): Promise<GatheredValues | undefined> {
  const { variables } = template;
  const editor = vscode.window.activeTextEditor;
  const about: string[] = [];
  const wantsPassage = usesSelection(template) && instead === undefined;
  if (editor === undefined && (wantsPassage || ofDocument.some((name) => variables.has(name)))) {
    void vscode.window.showInformationMessage(
      wantsPassage
        ? `“${title}” works on a text. Open a document and select the text, then run it again.`
        : `“${title}” works on the open document. Open one, then run it again.`,
    );
    return undefined;
  }
  let selection = instead;
  if (wantsPassage && editor) {
    const passage = await passageToWorkOn(editor);
    if (passage === undefined) return undefined;
    selection = { text: passage.document.getText(passage.range), name: passage.place };
    about.push(passage.place);
  }
  let file: PromptMaterial | undefined;
  if (variables.has('file') && editor) {
    file = { text: editor.document.getText(), name: documentName(editor.document) };
    about.push(file.name);
  }
  let clipboard: PromptMaterial | undefined;
  if (variables.has('clipboard')) {
    clipboard = { text: await vscode.env.clipboard.readText(), name: 'the copied text' };
    if (clipboard.text.trim() === '') {
      void vscode.window.showInformationMessage(
        `“${title}” works on what you copied, and nothing is copied. Copy the text, then run it again.`,
      );
      return undefined;
    }
    about.push(clipboard.name);
  }
  const plain = plainValues(editor?.document);
  return { values: { selection, file, clipboard, plain }, about };
}

function plainValues(document: vscode.TextDocument | undefined): NonNullable<PromptValues['plain']> {
  const name = document === undefined ? '' : documentName(document);
  const folder =
    (document && vscode.workspace.getWorkspaceFolder(document.uri)) ?? vscode.workspace.workspaceFolders?.[0];
  return {
    fileBasename: name,
    fileBasenameNoExtension: name.replace(/(.)\.[^.]*$/, '$1'),
    fileDirname: document === undefined ? '' : folderOf(document.uri),
    workspaceFolder: folder === undefined ? '' : pathOf(folder.uri),
    workspaceFolderBasename: folder?.name ?? '',
    language: document?.languageId ?? '',
    date: new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'full' }).format(new Date()),
  };
}

/** From the workspace's folder on, where it lies in one. */
function folderOf(uri: vscode.Uri): string {
  if (uri.scheme === 'untitled') return '';
  return vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..'), false);
}

function pathOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.path;
}
