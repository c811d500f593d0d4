import * as vscode from 'vscode';
import { refusalInWords } from '../core/chat/refusalWords';
import type { TurnRefusal } from '../core/chat/turnRefusal';
import { commandIds } from '../platform/commands';
import type { EditorServices } from './editorServices';

/**
 * Shows the chat and sends a message into it. Where an answer still streams there, the person chooses whether it is
 * waited for or stopped. Resolves when the answer ended; false if nothing was sent.
 */
export async function sendToChat(
  services: Pick<EditorServices, 'chat' | 'selection' | 'showChat'>,
  wanted: { readonly text: string; readonly promptText: string; readonly modelId?: string },
): Promise<boolean> {
  const { chat } = services;
  let message = wanted;
  await services.showChat();
  let isWaiting = false;
  for (;;) {
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
    const outcome = await chat.send(message);
    if (typeof outcome === 'object') {
      if (!(await choosesAnotherModel(services, outcome))) return false;
      message = { text: wanted.text, promptText: wanted.promptText };
    } else if (outcome !== 'busy') {
      return true;
    }
    // Another question may have been faster: then this one waits for that answer too.
  }
}

/** Says why a question was not sent; true if it may now be tried again, with another model. */
async function choosesAnotherModel(
  { selection }: Pick<EditorServices, 'selection'>,
  refusal: TurnRefusal,
): Promise<boolean> {
  const { name } = await selection.resolve();
  const chooseModel = 'Choose another model';
  const choice = await vscode.window.showWarningMessage(refusalInWords(refusal, name), chooseModel);
  return choice === chooseModel && (await vscode.commands.executeCommand(commandIds.selectModel)) === true;
}
