import { homedir } from 'node:os';
import * as vscode from 'vscode';

/** Where dialogs begin: the open folder if it can be written, else the person's own. */
export function firstPlace(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const isWritable = folder && vscode.workspace.fs.isWritableFileSystem(folder.scheme) !== false;
  return isWritable ? folder : vscode.Uri.file(homedir());
}

/** The name of the last part of an address, as a person knows a file. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** A new folder in `parent` under this name, or with a number behind it where there is one. Rejects if it can't be made. */
export async function newFolder(parent: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let count = 1; ; count += 1) {
    const folder = vscode.Uri.joinPath(parent, count === 1 ? name : `${name} (${count})`);
    if (await exists(folder)) continue;
    await vscode.workspace.fs.createDirectory(folder);
    return folder;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

/** Why a file could not be written, and what to do, in words that follow "could not be exported: ". */
export function reasonInWords(error: unknown): string {
  const code = error instanceof vscode.FileSystemError ? error.code : '';
  switch (code) {
    case 'NoPermissions':
      return 'VS Code may not write there. Choose another place.';
    case 'Unavailable':
      return 'that place can’t be reached now. Try again in a while, or choose another place.';
    default:
      return 'it could not be written there. Look whether the disk is full, or choose another place.';
  }
}
