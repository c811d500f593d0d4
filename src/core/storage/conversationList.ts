import { visiblePath } from '../chat/conversation';
import { titleOf } from '../chat/title';
import type { Log } from '../log';
import { ConversationIndex, type ConversationSummary } from './conversationIndex';
import type { FileFacts, FileSystem } from './fileSystem';
import type { StoredConversation } from './readConversation';
import { conversationsFolder, forEachOf, idOf, indexPath, kindOf, pathOf } from './storagePaths';

/** Where the list finds what is not in the files. */
export interface ListedConversations {
  /** Reads a conversation, with what still waits to be written. */
  read(id: string): Promise<StoredConversation | undefined>;
  /** Conversations with lines that are not in their files (yet). */
  unwritten(): ReadonlySet<string>;
}

/** A conversation in the list, and its file as it was when it was looked at. */
export interface ListedConversation {
  readonly summary: ConversationSummary;
  /** `undefined` where it can't be told, or where something is in memory that is not in the file. */
  readonly file: FileFacts | undefined;
}

/**
 * The summaries of all conversations: from the index where a file has not changed since it was summarised, else from
 * the file, which the index then remembers.
 */
export class ConversationList {
  readonly #fileSystem: FileSystem;
  readonly #log: Log;
  readonly #conversations: ListedConversations;
  /** The index as it was read or written last: reading one of ten thousand conversations takes a while. */
  #index = new ConversationIndex();
  #indexFile: FileFacts | undefined;

  constructor(fileSystem: FileSystem, log: Log, conversations: ListedConversations) {
    this.#fileSystem = fileSystem;
    this.#log = log;
    this.#conversations = conversations;
  }

  /** The latest change first. Rejects with a `StorageError` only if the folder can't be read. */
  async summaries(): Promise<readonly ConversationSummary[]> {
    return (await this.survey()).map(({ summary }) => summary);
  }

  /** {@link summaries}, with what is known of each file. */
  async survey(): Promise<readonly ListedConversation[]> {
    const written = new Set<string>();
    for (const name of await this.#fileSystem.list(conversationsFolder)) {
      const id = idOf(name);
      if (id !== undefined) written.add(id);
    }
    const unwritten = this.#conversations.unwritten();
    const index = await this.#readIndex();
    let changed = index.keepOnly(written);
    const listed = await forEachOf([...new Set([...written, ...unwritten])], async (id) => {
      const facts = written.has(id) ? await this.#facts(id) : undefined;
      const known = facts && index.get(id, facts);
      const summary = known ?? (await this.#summarise(id));
      // What waits in memory is not in the file, so neither must be taken for the other's.
      const file = this.#conversations.unwritten().has(id) ? undefined : facts;
      if (!known && summary && file) {
        index.set(summary, file);
        changed = true;
      }
      return summary && { summary, file };
    });
    if (changed) await this.#writeIndex(index);
    return listed
      .filter((conversation) => conversation !== undefined)
      .filter(({ summary: { messageCount, title } }) => messageCount > 0 || title !== '')
      .sort((one, other) => other.summary.updatedAt - one.summary.updatedAt);
  }

  async #facts(id: string): Promise<FileFacts | undefined> {
    try {
      return await this.#fileSystem.stat(pathOf(id));
    } catch (error) {
      this.#log.warn(`A conversation's file can't be looked at: ${kindOf(error)}.`);
      return undefined;
    }
  }

  async #summarise(id: string): Promise<ConversationSummary | undefined> {
    try {
      const stored = await this.#conversations.read(id);
      return stored && summaryOf(stored);
    } catch (error) {
      this.#log.warn(`A conversation's file can't be read: ${kindOf(error)}.`);
      return undefined;
    }
  }

  async #readIndex(): Promise<ConversationIndex> {
    try {
      const file = await this.#fileSystem.stat(indexPath);
      if (!file || file.size !== this.#indexFile?.size || file.modifiedAt !== this.#indexFile.modifiedAt) {
        const bytes = await this.#fileSystem.read(indexPath);
        this.#index = ConversationIndex.parse(bytes && new TextDecoder().decode(bytes));
        this.#indexFile = file;
      }
    } catch (error) {
      this.#log.warn(`The index of conversations can't be read: ${kindOf(error)}.`);
    }
    return this.#index;
  }

  /** Another window may replace it at the same time: either is good, for entries are checked against the files. */
  async #writeIndex(index: ConversationIndex): Promise<void> {
    try {
      await this.#fileSystem.replace(indexPath, new TextEncoder().encode(index.format()));
      this.#indexFile = await this.#fileSystem.stat(indexPath);
    } catch (error) {
      this.#log.warn(`The index of conversations can't be written: ${kindOf(error)}.`);
    }
  }
}

/** What a list shows of a conversation. Its title is empty where nothing was ever written in it. */
export function summaryOf(stored: StoredConversation): ConversationSummary {
  const { conversation, draft, attachments, updatedAt, titledBy, pinned } = stored;
  const messageCount = visiblePath(conversation).length;
  // What was written and never sent has no other way back to its writer than the list.
  const title =
    messageCount > 0 || titledBy !== undefined ? conversation.title : titleOf({ text: draft, attachments });
  return { id: conversation.id, title, updatedAt, messageCount, pinned };
}
