import * as vscode from 'vscode';
import { conversationsFolder } from '../core/storage/storagePaths';

/**
 * Shows the folder with the conversations' files: in the system's own file manager where the files are on the
 * computer in front of the person, else in a window of VS Code, which reaches the computer that they are on.
 */
export async function showChatFiles(storage: vscode.Uri): Promise<void> {
  const folder = vscode.Uri.joinPath(storage, conversationsFolder);
  // Before the first chat there is none.
  await vscode.workspace.fs.createDirectory(folder);
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (isHere) await vscode.commands.executeCommand('revealFileInOS', folder);
  else await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
