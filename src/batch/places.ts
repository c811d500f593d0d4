import { homedir } from 'node:os';
import * as vscode from 'vscode';

/** The last part of an address, as a person knows a file. */
export function nameOf({ path }: vscode.Uri): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** A name in its two parts: `report.final.csv` → `report.final` and `.csv`. */
export function partsOfName(name: string): { readonly stem: string; readonly ending: string } {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? { stem: name, ending: '' } : { stem: name.slice(0, dot), ending: name.slice(dot) };
}

export function folderOf(uri: vscode.Uri): vscode.Uri {
  return uri.with({ path: uri.path.slice(0, uri.path.lastIndexOf('/')) || '/' });
}

/** The document of a file that is open, with its unsaved words. */
export function openDocument(file: vscode.Uri): vscode.TextDocument | undefined {
  const address = file.toString();
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === address);
}

/** Whether new files can be made in a folder, as far as can be told beforehand. */
export function isWritable(folder: vscode.Uri): boolean {
  return vscode.workspace.fs.isWritableFileSystem(folder.scheme) === true;
}

/** Where dialogs begin: the open folder if it can be written, else the person's own. */
export function firstPlace(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder && isWritable(folder) ? folder : vscode.Uri.file(homedir());
}

/**
 * Writes a new file in a folder, with a number behind its name where there is one of that name. One that says the very
 * same is taken for it: it was written before something broke off.
 */
export async function writeNew(
  folder: vscode.Uri,
  stem: string,
  ending: string,
  bytes: Uint8Array,
): Promise<vscode.Uri> {
  for (let count = 1; ; count += 1) {
    const file = vscode.Uri.joinPath(folder, count === 1 ? stem + ending : `${stem} (${count})${ending}`);
    const there = await readIfThere(file);
    if (there === undefined) {
      await vscode.workspace.fs.writeFile(file, bytes);
      return file;
    }
    if (there !== 'unreadable' && equal(there, bytes)) return file;
  }
}

async function readIfThere(file: vscode.Uri): Promise<Uint8Array | 'unreadable' | undefined> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(file);
    if (type !== vscode.FileType.File || size > 50_000_000) return 'unreadable';
    return await vscode.workspace.fs.readFile(file);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

export function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** Why something could not be written, in words that follow "could not be saved: ". */
export function reasonInWords(error: unknown): string {
  const code = error instanceof vscode.FileSystemError ? error.code : '';
  if (code === 'NoPermissions') return 'VS Code may not write there.';
  if (code === 'Unavailable') return 'that place can’t be reached now.';
  if (/ENOSPC|EDQUOT/.test(error instanceof Error ? error.message : '')) return 'the disk is full.';
  return 'it could not be written there. Perhaps the disk is full, or the folder may not be written to.';
}
