import * as vscode from 'vscode';
import type { ExportFormat } from './exportFormats';

const open = 'Open';
const show = 'Show in Folder';

/**
 * Says that an export is done, with the way to it. The browser and the system's own file manager can be reached only
 * where VS Code runs on the computer that the file is on.
 */
export async function tellExported(
  sentence: string,
  file: vscode.Uri,
  format: ExportFormat,
  kind: 'information' | 'warning' = 'information',
): Promise<void> {
  const isHere =
    file.scheme === 'file' &&
    vscode.env.remoteName === undefined &&
    vscode.env.uiKind === vscode.UIKind.Desktop;
  const buttons = isHere ? [open, show] : [open];
  const chosen =
    kind === 'information'
      ? await vscode.window.showInformationMessage(sentence, ...buttons)
      : await vscode.window.showWarningMessage(sentence, ...buttons);
  if (chosen === show) await vscode.commands.executeCommand('revealFileInOS', file);
  if (chosen !== open) return;
  if (isHere && format === 'html') await vscode.env.openExternal(file);
  else await vscode.commands.executeCommand('vscode.open', file);
}
