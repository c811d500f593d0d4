import type { ConversationSummary } from '../storage/conversationIndex';
import { summaryOf } from '../storage/conversationList';
import type { RemovalOutcome } from '../storage/conversationRemoval';
import type { ConversationStore } from '../storage/conversationStore';
import type { StorageErrorKind } from '../storage/fileSystem';
import type { ChatService } from './chatService';

/** How often deleted conversations are looked at for those that are old enough to be removed for good, in milliseconds. */
const lookEvery = 86_400_000;

/** Longest title that a person may give, in characters (UTF-16 units): more than any list shows. */
export const longestOwnTitle = 200;

/** A conversation that was deleted and can be brought back. */
export interface DeletedConversation {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly removedAt: number;
  /** `undefined` where it can't be read now. */
  readonly summary: ConversationSummary | undefined;
}

export interface DeletedPart {
  readonly items: readonly DeletedConversation[];
  /** How many there are altogether. */
  readonly total: number;
}

/**
 * What a person does with their earlier conversations: rename, pin, delete and bring back. It sees to it that the
 * window's own open conversations know of it.
 */
export class ChatHistory {
  readonly #chat: ChatService;
  readonly #store: ConversationStore;
  readonly #now: () => number;
  #lookedAt = -Infinity;
  /** A conversation that was shown when it was deleted, and what was shown in its place. */
  #left: { readonly id: string; readonly replacement: string } | undefined;

  constructor(options: {
    readonly chat: ChatService;
    readonly store: ConversationStore;
    /** Milliseconds since the epoch. */
    readonly now: () => number;
  }) {
    this.#chat = options.chat;
    this.#store = options.store;
    this.#now = options.now;
  }

  /**
   * Every conversation with a message in it, sent or not: the pinned ones first, each part with the latest change
   * first. Empty if they can't be read, which the chat's `storageTrouble` then tells.
   */
  async list(): Promise<readonly ConversationSummary[]> {
    await this.#chat.load();
    const summaries = await this.#chat.list();
    if (this.#now() - this.#lookedAt > lookEvery) {
      this.#lookedAt = this.#now();
      void this.#store.removal.removeForGood(this.#now());
    }
    return [...summaries.filter(({ pinned }) => pinned), ...summaries.filter(({ pinned }) => !pinned)];
  }

  /** Gives a conversation the person's own title, on one line. An empty one changes nothing. */
  async rename(id: string, title: string): Promise<void> {
    const line = title.replace(/\s+/g, ' ').trim().slice(0, longestOwnTitle).trim();
    if (line === '') return;
    const open = this.#chat.openConversation(id);
    if (open) open.naming.rename(line);
    else if (await this.#exists(id))
      await this.#store.append(id, [{ kind: 'title', title: line, by: 'person' }]);
  }

  async setPinned(id: string, pinned: boolean): Promise<void> {
    if (await this.#exists(id)) await this.#store.append(id, [{ kind: 'pin', pinned }]);
  }

  /**
   * Moves conversations aside; {@link restore} brings them back. An answer that is on its way in one of them is
   * stopped first, and where one of them is shown, an empty one takes its place.
   */
  async remove(ids: readonly string[]): Promise<RemovalOutcome> {
    const shown = this.#chat.current.id;
    await this.#leave(new Set(ids));
    const outcome = await this.#store.remove(ids, this.#now());
    if (outcome.done.includes(shown)) this.#left = { id: shown, replacement: this.#chat.current.id };
    return outcome;
  }

  /** Brings conversations back. One that was shown when it was deleted is shown again if nothing else was begun. */
  async restore(ids: readonly string[]): Promise<RemovalOutcome> {
    const outcome = await this.#store.restore(ids, this.#now());
    const { current } = this.#chat;
    const isUntouched =
      current.messages.length === 0 && current.draft === '' && current.attachments.length === 0;
    if (this.#left && outcome.done.includes(this.#left.id)) {
      if (isUntouched && current.id === this.#left.replacement) await this.#chat.open(this.#left.id);
      this.#left = undefined;
    }
    return outcome;
  }

  /**
   * A part of what was deleted and can be brought back, what was deleted last first; only that part is read. Rejects
   * with a `StorageError` if they can't be looked for.
   */
  async deleted(offset: number, count: number): Promise<DeletedPart> {
    const all = await this.#store.removal.list();
    const items: DeletedConversation[] = [];
    for (const removed of all.slice(offset, offset + count)) {
      const { id, removedAt } = removed;
      const stored = await this.#store.removal.read(removed);
      items.push({ id, removedAt, summary: stored && summaryOf(stored) });
    }
    return { items, total: all.length };
  }

  /** The ids of all that can be brought back. Rejects with a `StorageError` if they can't be looked for. */
  async deletedIds(): Promise<readonly string[]> {
    return (await this.#store.removal.list()).map(({ id }) => id);
  }

  /** Removes every conversation for good, what streams stopped first. Resolves with why something is left, if it is. */
  async removeAll(): Promise<StorageErrorKind | undefined> {
    await this.#chat.leave(() => true);
    return this.#store.removeAll();
  }

  #leave(ids: ReadonlySet<string>): Promise<void> {
    return this.#chat.leave((id) => ids.has(id));
  }

  async #exists(id: string): Promise<boolean> {
    try {
      return (await this.#store.read(id)) !== undefined;
    } catch {
      // Then nothing can be added to it either; the list says that it can't be read.
      return false;
    }
  }
}
