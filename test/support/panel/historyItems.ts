import type { HostMessage } from '../../../src/protocol';
import type { ConversationItem, DeletedItem } from '../../../src/protocol/history';

export function item(id: string, title: string, changes: Partial<ConversationItem> = {}): ConversationItem {
  return {
    id,
    title,
    group: 'Today',
    detail: '12 minutes ago · 4 messages',
    pinned: false,
    current: false,
    answering: false,
    titleRanges: [],
    ...changes,
  };
}

/** Earlier conversations of every kind that the history shows. */
export const someConversations: readonly ConversationItem[] = [
  item('p', 'House rules for the shared kitchen, in English and in French', {
    group: 'Pinned',
    pinned: true,
  }),
  item('c', 'A letter to the landlord', { current: true, detail: 'just now · 2 messages' }),
  item('a', 'How a mortgage works', { answering: true, detail: 'answering now · 3 messages' }),
  item('y', 'Totals by month in a spreadsheet', {
    group: 'Yesterday',
    detail: 'yesterday, 09:30 · 12 messages',
  }),
  item('m', 'A poem about the sea', { group: 'June 2026', detail: '3 June 2026 · 2 messages' }),
];

/** Chats that were deleted and can be brought back. */
export const someDeleted: readonly DeletedItem[] = [
  {
    id: 'd1',
    title: 'A complaint to the railway company',
    group: 'Today',
    detail: '12 minutes ago · 30 days left',
  },
  {
    id: 'd2',
    title: 'Names for a kitten',
    group: 'November',
    detail: '3 November · 7 days left',
  },
];

/** The host's answer to the panel's question for what was deleted. */
export function deletedConversations(request: number, items = someDeleted): HostMessage {
  return { type: 'deletedConversations', request, offset: 0, items, total: items.length, notice: '' };
}

/** The host's answer to the panel's question for a part of the list. */
export function conversations(
  request: number,
  items: readonly ConversationItem[],
  changes: Partial<Extract<HostMessage, { readonly type: 'conversations' }>> = {},
): HostMessage {
  return { type: 'conversations', request, offset: 0, items, total: items.length, notice: '', ...changes };
}
