import type { ChatHistory } from '../../core/chat/chatHistory';
import type { ChatService } from '../../core/chat/chatService';
import type { Releasable } from '../../core/emitter';
import type { ConversationSummary } from '../../core/storage/conversationIndex';
import { StorageError } from '../../core/storage/fileSystem';
import type { ConversationSearch, SearchHit } from '../../core/search/conversationSearch';
import type { HostMessage } from '../../protocol';
import { mostConversationsAtOnce, type ConversationItem, type HistoryIntent } from '../../protocol/history';
import { listDeleted } from './deletedChats';
import {
  changedInWords,
  deletedInWords,
  groupInWords,
  messagesInWords,
  removalTroubleInWords,
} from './historyWords';

export interface HistoryServices {
  readonly chat: Pick<ChatService, 'open' | 'current' | 'answering' | 'storageTrouble' | 'onDidChangeList'>;
  readonly history: ChatHistory;
  readonly search: Pick<ConversationSearch, 'search'>;
  readonly post: (message: HostMessage) => void;
  readonly now: () => Date;
  readonly keepsHistory: () => boolean;
  /** Shows the folder of conversations in the system, or opens it. */
  readonly showFiles: () => Promise<void>;
  /** Asks in which format and where to, and exports it. */
  readonly exportChat: (conversationId: string) => Promise<void>;
  readonly tell: (sentence: string) => void;
}

/** A conversation in the list, and where in it something was found. */
type Shown = Pick<SearchHit, 'summary'> & Partial<SearchHit>;

/** Most conversations that a search finds; whoever sees so many adds a word. */
const mostHits = 200;

/** Answers the history screen: what stands in the list, and what the person does with it. */
export class HistoryPresenter implements Releasable {
  readonly #services: HistoryServices;
  readonly #subscription: Releasable;
  /** The list as it was when it was last asked for from its beginning; pages and searches go on from it. */
  #summaries: Promise<readonly ConversationSummary[]> | undefined;
  #search = new AbortController();
  #isOpen = false;

  constructor(services: HistoryServices) {
    this.#services = services;
    this.#subscription = services.chat.onDidChangeList(() => this.changed());
  }

  async handle(intent: HistoryIntent): Promise<void> {
    const { chat, history, post, tell } = this.#services;
    switch (intent.type) {
      case 'listConversations':
        this.#isOpen = true;
        return this.#list(intent);
      case 'historyClosed':
        this.#close();
        return;
      case 'openConversation':
        this.#close();
        await chat.open(intent.conversationId);
        if (chat.current.id !== intent.conversationId && chat.storageTrouble === undefined) {
          tell('This chat is not there any more. It may have been deleted in another window.');
        }
        post({ type: 'focusComposer' });
        return;
      case 'renameConversation':
        await history.rename(intent.conversationId, intent.title);
        this.changed();
        return;
      case 'pinConversation':
        await history.setPinned(intent.conversationId, intent.pinned);
        this.changed();
        return;
      case 'deleteConversations':
        return this.#delete(intent.conversationIds);
      case 'listDeleted':
        return listDeleted(intent, this.#services);
      case 'listConversationIds':
        return this.#listIds(intent);
      case 'restoreConversations':
        return this.#restore(intent.conversationIds);
      case 'restoreAllDeleted': {
        return this.#restore(await history.deletedIds());
      }
      case 'exportConversation':
        await this.#services.exportChat(intent.conversationId);
        // What had the keyboard before the questions lost it.
        post({ type: 'keyboardToConversation', conversationId: intent.conversationId });
        return;
      case 'showChatFiles':
        return this.#services.showFiles();
    }
  }

  /** Something that the list shows is another, perhaps by another window. */
  changed(): void {
    this.#summaries = undefined;
    if (this.#isOpen) this.#services.post({ type: 'conversationsChanged' });
  }

  dispose(): void {
    this.#close();
    this.#subscription.dispose();
  }

  #close(): void {
    this.#isOpen = false;
    this.#summaries = undefined;
    this.#search.abort();
  }

  async #list({
    request,
    query,
    offset,
    count,
  }: HistoryIntent & { type: 'listConversations' }): Promise<void> {
    this.#search.abort();
    const search = new AbortController();
    this.#search = search;
    const items = query.trim() === '' ? await this.#all(offset) : await this.#found(query, search.signal);
    if (search.signal.aborted) return;
    this.#services.post({
      type: 'conversations',
      request,
      offset,
      items: items.slice(offset, offset + count).map((shown) => this.#item(shown)),
      total: items.length,
      notice: this.#notice(query.trim() === '' ? 0 : items.length),
    });
  }

  /** The whole list; further parts of it go on from the list that its beginning was taken from. */
  async #all(offset: number): Promise<readonly Shown[]> {
    if (offset === 0) this.#summaries = undefined;
    this.#summaries ??= this.#services.history.list();
    return (await this.#summaries).map((summary) => ({ summary }));
  }

  async #found(query: string, signal: AbortSignal, limit = mostHits): Promise<readonly Shown[]> {
    try {
      return await this.#services.search.search(query, { signal, limit });
    } catch (error) {
      // The chat's trouble then says why; anything else is a mistake of ours.
      if (error instanceof StorageError) return [];
      throw error;
    }
  }

  #item({ summary, titleRanges, snippet = '', ranges = [] }: Shown): ConversationItem {
    const { id, title, updatedAt, messageCount, pinned } = summary;
    const { chat } = this.#services;
    const now = this.#services.now();
    const answering = chat.answering.has(id);
    const changed = answering ? 'answering now' : changedInWords(updatedAt, now);
    return {
      id,
      title,
      // What was found stands in the order of its days, pinned or not.
      group: pinned && titleRanges === undefined ? 'Pinned' : groupInWords(updatedAt, now),
      detail: `${changed} · ${messagesInWords(messageCount)}`,
      pinned,
      current: id === chat.current.id,
      answering,
      titleRanges: (titleRanges ?? []).map(({ start, end }) => [start, end] as const),
      ...(snippet !== '' && {
        snippet: { text: snippet, ranges: ranges.map(({ start, end }) => [start, end] as const) },
      }),
    };
  }

  #notice(found: number): string {
    const { chat, keepsHistory } = this.#services;
    if (chat.storageTrouble === 'unreadable') {
      return 'Some earlier chats could not be read from disk. Their files are kept as they are; please try again in a while.';
    }
    if (found >= mostHits) return `The ${mostHits} latest are shown. Add a word to find older ones.`;
    return keepsHistory() ? '' : 'History is off: new chats are gone when this window closes.';
  }

  /** Every conversation of the list, or every one in which something is found, however many are shown. */
  async #listIds({ request, query }: HistoryIntent & { type: 'listConversationIds' }): Promise<void> {
    const limit = mostConversationsAtOnce;
    const found =
      query.trim() === ''
        ? await this.#all(0)
        : await this.#found(query, new AbortController().signal, limit);
    const conversationIds = found.slice(0, limit).map(({ summary }) => summary.id);
    this.#services.post({ type: 'conversationIds', request, conversationIds });
  }

  async #restore(conversationIds: readonly string[]): Promise<void> {
    const { trouble } = await this.#services.history.restore(conversationIds);
    if (trouble !== undefined) this.#services.tell(removalTroubleInWords('brought back', trouble));
    this.changed();
  }

  async #delete(conversationIds: readonly string[]): Promise<void> {
    const { history, post, tell } = this.#services;
    const summaries = await (this.#summaries ?? history.list());
    const { done, trouble } = await history.remove(conversationIds);
    if (trouble !== undefined) tell(removalTroubleInWords('deleted', trouble));
    this.changed();
    if (done.length === 0) return;
    const title = summaries.find(({ id }) => id === done[0])?.title ?? '';
    post({
      type: 'conversationsDeleted',
      conversationIds: done,
      sentence: deletedInWords(done.length, title),
    });
  }
}
