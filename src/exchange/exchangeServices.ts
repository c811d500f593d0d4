import type { ConversationSnapshot } from '../core/chat/chatEvent';
import type { ChatPictures } from '../core/chat/chatPictures';
import type { ChatService } from '../core/chat/chatService';
import type { Log } from '../core/log';
import type { ConversationStore } from '../core/storage/conversationStore';

/** All that exporting and importing need from the rest of the extension. */
export interface ExchangeServices {
  readonly chat: Pick<ChatService, 'load'> & {
    readonly current: Pick<ConversationSnapshot, 'id' | 'draft' | 'attachments'>;
  };
  readonly store: Pick<ConversationStore, 'list' | 'read' | 'importConversation'>;
  readonly pictures: Pick<ChatPictures, 'address' | 'add'>;
  readonly log: Log;
  /** What no export may hold; `undefined` where there is none. */
  token(): Promise<string | undefined>;
  /** Shows a conversation in the chat view. */
  openChat(conversationId: string): Promise<void>;
  /** Takes care of what nobody waits for, should it fail. */
  inBackground(work: Promise<unknown>): void;
  /** Shows the list of all conversations. */
  showChats(): Promise<void>;
}
