import { visiblePath } from '../chat/conversation';
import { titleOf } from '../chat/title';
import { Emitter, type Listen, type Releasable } from '../emitter';
import type { Log } from '../log';
import { AppendQueue, type AppendOutcome } from './appendQueue';
import { ConversationIndex, type ConversationSummary } from './conversationIndex';
import { formatRecord, type ConversationRecord } from './conversationRecord';
import { StorageError, type FileFacts, type FileSystem, type StorageErrorKind } from './fileSystem';
import { readConversation, type StoredConversation } from './readConversation';
import type { Timers } from './clock';

const folder = 'conversations';
const extension = '.jsonl';
const indexPath = 'index.json';

/**
 * Conversations on disk: `conversations/<id>.jsonl`, to which every window only ever appends, and `index.json`, which
 * saves reading them all to list them and is made anew whenever it is missing, damaged or older than a file.
 */
export class ConversationStore implements Releasable {
  readonly #fileSystem: FileSystem;
  readonly #timers: Timers;
  readonly #log: Log;
  readonly #writer: string;
  readonly #queues = new Map<string, AppendQueue>();
  readonly #troubleChanged = new Emitter<StorageErrorKind | undefined>();
  #sequence = 0;
  #trouble: StorageErrorKind | undefined;

  constructor(options: {
    readonly fileSystem: FileSystem;
    readonly timers: Timers;
    readonly log: Log;
    /** Unlike that of every other window, now and ever (a UUID). */
    readonly writer: string;
  }) {
    this.#fileSystem = options.fileSystem;
    this.#timers = options.timers;
    this.#log = options.log;
    this.#writer = options.writer;
  }

  /** Why something waits unwritten; `undefined` while all that was appended is on disk. */
  get trouble(): StorageErrorKind | undefined {
    return this.#trouble;
  }

  readonly onDidChangeTrouble: Listen<StorageErrorKind | undefined> = this.#troubleChanged.event;

  get timers(): Timers {
    return this.#timers;
  }

  /**
   * Adds records to a conversation's file, together. Never rejects: `queued` says that they are kept in memory and
   * written as soon as the disk allows; {@link read} and {@link list} show them all the same.
   */
  append(conversationId: string, records: readonly ConversationRecord[]): Promise<AppendOutcome> {
    const lines = records.map((record) =>
      formatRecord({ writer: this.#writer, sequence: this.#sequence++, record }),
    );
    return this.#queue(conversationId).add(lines);
  }

  /**
   * Reads a conversation, with what other windows wrote and what still waits to be written here; `undefined` if
   * there is none. Rejects with a {@link StorageError} if there is a file that can't be read and nothing waits.
   */
  async read(conversationId: string): Promise<StoredConversation | undefined> {
    if (!isConversationId(conversationId)) return undefined;
    // Taken before the file is read: a line that is written meanwhile is then read twice, and counted once.
    const waiting = [...(this.#queues.get(conversationId)?.waiting ?? [])];
    let bytes: Uint8Array | undefined;
    try {
      bytes = await this.#fileSystem.read(pathOf(conversationId));
    } catch (error) {
      if (waiting.length === 0) throw error;
      this.#log.warn(`A conversation's file can't be read: ${kindOf(error)}.`);
    }
    if (!bytes && waiting.length === 0) return undefined;
    const content = [bytes ? new TextDecoder().decode(bytes) : '', ...waiting].join('\n');
    const stored = readConversation(conversationId, content);
    if (stored.unreadableLines > 0)
      this.#log.warn(
        `${stored.unreadableLines} lines of conversation ${conversationId} can't be read. The file is kept.`,
      );
    return stored;
  }

  /**
   * Every conversation that holds a message, sent or not, the one that changed last first. Rejects only if the folder
   * can't be read.
   */
  async list(): Promise<readonly ConversationSummary[]> {
    const ids = await this.#ids();
    const index = ConversationIndex.parse(await this.#readIndex());
    let changed = index.keepOnly(ids);
    const summaries: ConversationSummary[] = [];
    for (const id of ids) {
      const facts = await this.#facts(id);
      let summary = facts && index.get(id, facts);
      if (!summary) {
        summary = await this.#summarise(id);
        // What waits in memory is not in the file, so such a summary must not be taken for the file's.
        if (summary && facts && !this.#queues.get(id)?.waiting.length) {
          index.set(summary, facts);
          changed = true;
        }
      }
      if (summary && (summary.messageCount > 0 || summary.title !== '')) summaries.push(summary);
    }
    if (changed) await this.#writeIndex(index);
    return summaries.sort((one, other) => other.updatedAt - one.updatedAt);
  }

  /** Tries to write all that waits. Never rejects; {@link trouble} tells whether something still waits. */
  async flush(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.flush()));
  }

  dispose(): void {
    for (const queue of this.#queues.values()) queue.dispose();
    this.#troubleChanged.dispose();
  }

  #queue(conversationId: string): AppendQueue {
    let queue = this.#queues.get(conversationId);
    if (!queue) {
      if (!isConversationId(conversationId))
        throw new RangeError(`Not a conversation's id: ${conversationId}`);
      queue = new AppendQueue({
        path: pathOf(conversationId),
        fileSystem: this.#fileSystem,
        timers: this.#timers,
        onTrouble: () => this.#updateTrouble(),
      });
      this.#queues.set(conversationId, queue);
    }
    return queue;
  }

  #updateTrouble(): void {
    const trouble = [...this.#queues.values()].find((queue) => queue.trouble)?.trouble;
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    if (trouble) this.#log.warn(`Conversations can't be written to disk: ${trouble}.`);
    else this.#log.info('Conversations are written to disk again.');
    this.#troubleChanged.fire(trouble);
  }

  async #ids(): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    try {
      for (const name of await this.#fileSystem.list(folder)) {
        const id = name.endsWith(extension) ? name.slice(0, -extension.length) : '';
        if (isConversationId(id)) ids.add(id);
      }
    } finally {
      for (const [id, queue] of this.#queues) if (queue.waiting.length > 0) ids.add(id);
    }
    return ids;
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
      const stored = await this.read(id);
      if (!stored) return undefined;
      const { conversation, draft, attachments, updatedAt } = stored;
      const messageCount = visiblePath(conversation).length;
      // What was written and never sent has no other way back to its writer than the list.
      const title = messageCount > 0 ? conversation.title : titleOf({ text: draft, attachments });
      return { id, title, updatedAt, messageCount };
    } catch (error) {
      this.#log.warn(`A conversation's file can't be read: ${kindOf(error)}.`);
      return undefined;
    }
  }

  async #readIndex(): Promise<string | undefined> {
    try {
      const bytes = await this.#fileSystem.read(indexPath);
      return bytes && new TextDecoder().decode(bytes);
    } catch (error) {
      this.#log.warn(`The index of conversations can't be read: ${kindOf(error)}.`);
      return undefined;
    }
  }

  /** Another window may replace it at the same time: either is good, for entries are checked against the files. */
  async #writeIndex(index: ConversationIndex): Promise<void> {
    try {
      await this.#fileSystem.replace(indexPath, new TextEncoder().encode(index.format()));
    } catch (error) {
      this.#log.warn(`The index of conversations can't be written: ${kindOf(error)}.`);
    }
  }
}

function pathOf(conversationId: string): string {
  return `${folder}/${conversationId}${extension}`;
}

/** Ids become file names, so nothing else than a plain name may pass. */
function isConversationId(id: string): boolean {
  return /^[\w-]{1,100}$/.test(id);
}

function kindOf(error: unknown): StorageErrorKind {
  return error instanceof StorageError ? error.kind : 'unexpected';
}
