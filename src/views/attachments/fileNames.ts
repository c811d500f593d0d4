import * as vscode from 'vscode';

/** The last segment of a file's or folder's path, as a person knows it. */
export function nameOf({ path }: vscode.Uri): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** An address as one that VS Code can read a file at; `undefined` for pages of the web and what is no address. */
export function fileUri(address: string): vscode.Uri | undefined {
  try {
    const uri = vscode.Uri.parse(address, true);
    const isReadable =
      uri.scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
    return isReadable ? uri : undefined;
  } catch {
    return undefined;
  }
}
