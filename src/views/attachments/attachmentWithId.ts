import type { ChatService } from '../../core/chat/chatService';
import type { Attachment } from '../../core/chat/message';

/** What is attached to the next message or to one that was sent, by its id. */
export function attachmentWithId(chat: Pick<ChatService, 'current'>, id: string): Attachment | undefined {
  const { attachments, messages } = chat.current;
  const sent = messages.flatMap((message) => (message.role === 'user' ? message.attachments : []));
  return [...attachments, ...sent].find((attachment) => attachment.id === id);
}
