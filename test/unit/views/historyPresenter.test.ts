import assert from 'node:assert/strict';
import { ChatHistory } from '../../../src/core/chat/chatHistory';
import type { ConversationSummary } from '../../../src/core/storage/conversationIndex';
import type { HostMessage } from '../../../src/protocol';
import { HistoryPresenter } from '../../../src/views/chat/historyPresenter';
import { ChatWindow } from '../../support/chatWindow';

const day = 86_400_000;

class Window extends ChatWindow {
  readonly posted: HostMessage[] = [];
  readonly told: string[] = [];
  readonly exported: string[] = [];
  /** What a search finds, whatever is looked for. */
  found: readonly ConversationSummary[] = [];
  time = new Date(2026, 10, 26, 14, 30).getTime();
  readonly presenter = new HistoryPresenter({
    chat: this.chat,
    history: new ChatHistory({ chat: this.chat, store: this.store, now: () => this.time }),
    search: {
      search: (_query, options) =>
        Promise.resolve(
          this.found.slice(0, options?.limit).map((summary) => ({
            summary,
            titleRanges: [],
            messageId: '',
            snippet: '',
            ranges: [],
          })),
        ),
    },
    post: (message) => this.posted.push(message),
    now: () => new Date(this.time),
    keepsHistory: () => true,
    showFiles: () => Promise.resolve(),
    exportChat: (id) => Promise.resolve(void this.exported.push(id)),
    tell: (sentence) => this.told.push(sentence),
  });

  /** The last message of this kind that the panel got. */
  latest<Type extends HostMessage['type']>(type: Type): Extract<HostMessage, { readonly type: Type }> {
    const message = this.posted.findLast((one) => one.type === type);
    assert.ok(message, `no ${type}`);
    return message as Extract<HostMessage, { readonly type: Type }>;
  }
}

async function withChats(count: number): Promise<Window> {
  const window = new Window();
  for (let index = 0; index < count; index += 1) {
    await window.chat.newChat();
    await window.ask(`chat ${index}`, 'Yes.');
  }
  return window;
}

suite('The host’s side of the list of chats', () => {
  test('“Select all” is told every chat of the list, however few are shown', async () => {
    const window = await withChats(12);
    await window.presenter.handle({ type: 'listConversations', request: 1, query: '', offset: 0, count: 5 });
    assert.equal(window.latest('conversations').items.length, 5);
    await window.presenter.handle({ type: 'listConversationIds', request: 7, query: ' ' });
    const { request, conversationIds } = window.latest('conversationIds');
    assert.deepEqual([request, new Set(conversationIds).size], [7, 12]);
  });

  test('“Select all” of what was found is told all of it, also where the list shows the latest alone', async () => {
    const window = new Window();
    window.found = Array.from({ length: 450 }, (_, index) => ({
      id: `c${index}`,
      title: 'rent',
      updatedAt: 1,
      messageCount: 2,
      pinned: false,
    }));
    const list = { type: 'listConversations', request: 1, query: 'rent', offset: 0, count: 100 } as const;
    await window.presenter.handle(list);
    assert.equal(window.latest('conversations').total, 200);
    await window.presenter.handle({ type: 'listConversationIds', request: 2, query: 'rent' });
    assert.equal(window.latest('conversationIds').conversationIds.length, 450);
  });

  test('what was deleted is listed with the time that is left, and comes back, one or all', async () => {
    const window = await withChats(3);
    const ids = (await window.store.list()).map(({ id }) => id);
    await window.presenter.handle({ type: 'deleteConversations', conversationIds: ids });
    window.time += 8 * day;
    const part = { type: 'listDeleted', request: 3, offset: 0, count: 10 } as const;
    await window.presenter.handle(part);
    const { items, total } = window.latest('deletedConversations');
    assert.equal(total, 3);
    assert.deepEqual(items.map(({ title }) => title).toSorted(), ['chat 0', 'chat 1', 'chat 2']);
    assert.deepEqual([items[0]?.group, items[0]?.detail], ['November', '26 November · 22 days left']);
    await window.presenter.handle({ type: 'restoreConversations', conversationIds: ids.slice(0, 1) });
    await window.presenter.handle(part);
    assert.equal(window.latest('deletedConversations').total, 2);
    await window.presenter.handle({ type: 'restoreAllDeleted' });
    await window.presenter.handle(part);
    assert.equal(window.latest('deletedConversations').total, 0);
    assert.equal((await window.store.list()).length, 3);
    assert.deepEqual(window.told, []);
  });

  test('a folder of deleted chats that cannot be read is said, not taken for empty', async () => {
    const window = await withChats(1);
    window.disk.trouble = (operation, path) =>
      operation === 'list' && path.endsWith('deleted') ? 'notPermitted' : undefined;
    await window.presenter.handle({ type: 'listDeleted', request: 1, offset: 0, count: 10 });
    assert.match(window.latest('deletedConversations').notice, /could not be read .* kept/);
  });

  test('a chat is exported from its row, which has the keyboard again afterwards', async () => {
    const window = new Window();
    await window.presenter.handle({ type: 'exportConversation', conversationId: 'c9' });
    assert.deepEqual(window.exported, ['c9']);
    assert.equal(window.latest('keyboardToConversation').conversationId, 'c9');
  });
});
