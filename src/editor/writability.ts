import * as vscode from 'vscode';
import { commitMessageScheme, documentName, notebookOf } from './documentWords';

/** Schemes whose documents have no file system of their own and can be typed into. */
const editableWithoutFiles = new Set(['untitled', commitMessageScheme]);

/** Why a document cannot be changed, as a sentence for a person; `undefined` where it can. */
export async function whyReadOnly(document: vscode.TextDocument): Promise<string | undefined> {
  const name = documentName(document);
  const uri = notebookOf(document)?.uri ?? document.uri;
  if (editableWithoutFiles.has(uri.scheme)) return undefined;
  const why = whyReadOnlyAtOnce(document);
  if (why !== undefined) return why;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) === 0 ? undefined : `${name} is read-only.`;
  } catch {
    // A file that is gone can still be changed in its editor, and saved anew.
    return undefined;
  }
}

/** The same as far as it can be told without looking at the file. */
export function whyReadOnlyAtOnce(document: vscode.TextDocument): string | undefined {
  const name = documentName(document);
  const uri = notebookOf(document)?.uri ?? document.uri;
  if (editableWithoutFiles.has(uri.scheme)) return undefined;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) {
    return `${name} can be read but not changed.`;
  }
  if (matchesSetting('readonlyInclude', document) && !matchesSetting('readonlyExclude', document)) {
    return `${name} is set to read-only by the setting “Files: Readonly Include”.`;
  }
  return undefined;
}

/** Whether one of the globs of `files.readonlyInclude` or `files.readonlyExclude` that are on names the document. */
function matchesSetting(name: 'readonlyInclude' | 'readonlyExclude', document: vscode.TextDocument): boolean {
  const globs = vscode.workspace
    .getConfiguration('files', document.uri)
    .get<Record<string, unknown>>(name, {});
  const folder = vscode.workspace.getWorkspaceFolder(document.uri);
  return Object.entries(globs).some(([glob, on]) => {
    if (on !== true) return false;
    const pattern =
      folder === undefined || glob.startsWith('/') ? glob : new vscode.RelativePattern(folder, glob);
    return vscode.languages.match({ pattern }, document) > 0;
  });
}
