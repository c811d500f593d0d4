import * as vscode from 'vscode';
import { isSecretFile } from '../core/text/secretFiles';

/** Whether a file may be sent: one that by its name holds passwords or keys only if the person says so. */
export async function maySend(name: string, path: string): Promise<boolean> {
  if (!isSecretFile(path)) return true;
  const send = 'Send it';
  const choice = await vscode.window.showWarningMessage(
    `${name} may hold passwords or keys.`,
    { modal: true, detail: 'What stands in it would be sent to Hugging Face.' },
    send,
  );
  return choice === send;
}
