import * as vscode from 'vscode';
import type { NewMessage } from '../core/chat/newMessage';
import { refusalInWords } from '../core/chat/refusalWords';
import { sendToChat } from '../editor/chatHandover';
import type { PromptServices } from './promptServices';

export interface FilledPrompt {
  /** What the transcript shows. */
  readonly text: string;
  readonly promptText: string;
  readonly modelId?: string;
}

/** Sends a prompt into the chat, from wherever the person is. */
export async function sendFromEditor(services: PromptServices, prompt: FilledPrompt): Promise<void> {
  await sendToChat(services, prompt);
}

/**
 * Sends a prompt that was called from the composer: what is attached there goes along. If nothing is sent, what was
 * typed is there again.
 */
export async function sendFromComposer(
  services: PromptServices,
  prompt: FilledPrompt,
  typed: string,
): Promise<void> {
  const message: NewMessage = { ...prompt, typed };
  const outcome = await services.chat.send(message);
  if (typeof outcome === 'object') {
    const { name } = services.selection.resolveNow(outcome.modelId);
    services.post({ type: 'turnRefused', refusal: { sentence: refusalInWords(outcome, name) } });
  } else if (outcome === 'busy') {
    void vscode.window.showInformationMessage(
      'The chat is answering another question. Send it again when that answer has ended.',
    );
  }
}
