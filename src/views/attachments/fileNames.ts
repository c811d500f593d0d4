import type * as vscode from 'vscode';

/** The last segment of a file's or folder's path, as a person knows it. */
export function nameOf({ path }: vscode.Uri): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}
