import type { FinishReason } from '../../../src/core/inference/streamEvent';
import { ChatWindow } from '../../support/chatWindow';

/** A window that has asked `question` and been told `answer`, ended for this reason. */
export async function windowWith(answer: string, reason: FinishReason = 'stop'): Promise<ChatWindow> {
  const window = new ChatWindow();
  const sent = window.chat.send({ text: 'question' });
  const call = await window.client.nextCall();
  if (answer !== '') await call.text(answer);
  await call.finish(reason);
  await sent;
  return window;
}

/** What the window was told, by kind. */
export const types = (window: ChatWindow): readonly string[] => window.events.map(({ type }) => type);
