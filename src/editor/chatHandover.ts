import * as vscode from 'vscode';
import type { EditorServices } from './editorServices';

/**
 * Shows the chat and sends a message into it. Where an answer still streams there, the person chooses whether it is
 * waited for or stopped. Resolves when the answer ended; false if nothing was sent.
 */
export async function sendToChat(
  services: EditorServices,
  message: { readonly text: string; readonly promptText: string },
): Promise<boolean> {
  const { chat } = services;
  await services.showChat();
  let isWaiting = false;
  do {
    while (chat.busy) {
      if (!isWaiting) {
        const stop = 'Stop it and ask this';
        const wait = 'Ask when it is done';
        const choice = await vscode.window.showInformationMessage('The chat is still answering.', wait, stop);
        if (choice === undefined) return false;
        if (choice === stop) chat.stop();
        isWaiting = true;
      }
      await chat.whenIdle();
    }
    // Another question may have been faster: then this one waits for that answer too.
  } while ((await chat.send(message)) === 'busy');
  return true;
}
