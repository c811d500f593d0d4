import type { ChatHistory, DeletedConversation } from '../../core/chat/chatHistory';
import { StorageError } from '../../core/storage/fileSystem';
import { keptAfterRemoval } from '../../core/storage/removedConversations';
import type { DeletedItem, HistoryIntent, HistoryMessage } from '../../protocol/history';
import { changedInWords, daysLeftInWords, groupInWords } from './historyWords';

export interface DeletedChatsServices {
  readonly history: Pick<ChatHistory, 'deleted'>;
  readonly post: (message: HistoryMessage) => void;
  readonly now: () => Date;
}

/** Answers the panel's question for what was deleted and can be brought back. */
export async function listDeleted(
  { request, offset, count }: HistoryIntent & { type: 'listDeleted' },
  { history, post, now }: DeletedChatsServices,
): Promise<void> {
  const answer = { type: 'deletedConversations', request, offset } as const;
  try {
    const { items, total } = await history.deleted(offset, count);
    post({ ...answer, items: items.map((deleted) => deletedItem(deleted, now())), total, notice: '' });
  } catch (error) {
    // Anything else is a mistake of ours.
    if (!(error instanceof StorageError)) throw error;
    const notice =
      'What you deleted could not be read from disk. It is kept as it is; please try again in a while.';
    post({ ...answer, items: [], total: 0, notice });
  }
}

function deletedItem({ id, removedAt, summary }: DeletedConversation, now: Date): DeletedItem {
  const title = summary?.title ?? '';
  return {
    id,
    title: title === '' ? 'A chat without a title' : title,
    group: groupInWords(removedAt, now),
    detail: `${changedInWords(removedAt, now)} · ${daysLeftInWords(removedAt + keptAfterRemoval, now)}`,
  };
}
