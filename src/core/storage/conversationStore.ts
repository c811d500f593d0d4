import { Emitter, type Listen, type Releasable } from '../emitter';
import type { Log } from '../log';
import { Pace, systemPaceClock, type PaceClock } from '../pace';
import { AppendQueue, type AppendOutcome } from './appendQueue';
import type { ConversationSummary } from './conversationIndex';
import { ConversationList, type ListedConversation } from './conversationList';
import { picturesFolder } from './pictureStore';
import { ConversationRemoval, type RemovalOutcome } from './conversationRemoval';
import { formatRecord, type ConversationRecord } from './conversationRecord';
import { StorageError, type FileSystem, type StorageErrorKind } from './fileSystem';
import { readConversationFile, type StoredConversation } from './readConversation';
import {
  conversationsFolder,
  deletedFolder,
  forEachOf,
  indexPath,
  isConversationId,
  kindOf,
  pathOf,
  searchPath,
} from './storagePaths';
import { UnsavedConversations } from './unsavedConversations';
import type { Timers } from './clock';

/**
 * Conversations on disk: `conversations/<id>.jsonl`, to which every window only ever appends, and `index.json`, which
 * saves reading them all to list them and is made anew whenever it is missing, damaged or older than a file.
 */
export class ConversationStore implements Releasable {
  readonly #fileSystem: FileSystem;
  readonly #timers: Timers;
  readonly #log: Log;
  readonly #writer: string;
  readonly #clock: PaceClock;
  readonly #queues = new Map<string, AppendQueue>();
  readonly #troubleChanged = new Emitter<StorageErrorKind | undefined>();
  readonly #changed = new Emitter<string | undefined>();
  readonly #unsaved = new UnsavedConversations();
  /** Conversations that were deleted and can come back. */
  readonly removal: ConversationRemoval;
  readonly #list: ConversationList;
  #sequence = 0;
  #trouble: StorageErrorKind | undefined;

  constructor(options: {
    readonly fileSystem: FileSystem;
    readonly timers: Timers;
    readonly log: Log;
    /** Unlike that of every other window, now and ever (a UUID). */
    readonly writer: string;
    readonly clock?: PaceClock;
  }) {
    this.#clock = options.clock ?? systemPaceClock;
    this.#fileSystem = options.fileSystem;
    this.#timers = options.timers;
    this.#log = options.log;
    this.#writer = options.writer;
    this.removal = new ConversationRemoval({
      fileSystem: options.fileSystem,
      log: options.log,
      clock: this.#clock,
      unsaved: this.#unsaved,
      waiting: () => [...this.#queues.values()].flatMap((queue) => queue.waiting),
      letGo: (id) => this.#letGo(id),
      changed: (id) => this.#changed.fire(id),
    });
    this.#list = new ConversationList(options.fileSystem, options.log, {
      read: (id) => this.read(id),
      unwritten: () => this.#unwritten(),
    });
  }

  /** Why something waits unwritten; `undefined` while all that was appended is on disk. */
  get trouble(): StorageErrorKind | undefined {
    return this.#trouble;
  }

  readonly onDidChangeTrouble: Listen<StorageErrorKind | undefined> = this.#troubleChanged.event;

  /**
   * Tells the id of a conversation that this window changes, when the change can be read and again when it is on disk;
   * `undefined` when all of them may have changed.
   */
  readonly onDidChange: Listen<string | undefined> = this.#changed.event;

  get timers(): Timers {
    return this.#timers;
  }

  /**
   * Keeps a conversation that nothing was written of yet in memory only, from its first record on: it is read and
   * listed like any other until the window closes, and never touches the disk.
   */
  keepInMemory(conversationId: string): void {
    this.#unsaved.begin(conversationId);
  }

  isInMemory(conversationId: string): boolean {
    return this.#unsaved.has(conversationId);
  }

  /**
   * Adds records to a conversation's file, together. Never rejects: `queued` says that they are kept in memory and
   * written as soon as the disk allows; {@link read} and {@link list} show them all the same.
   */
  append(conversationId: string, records: readonly ConversationRecord[]): Promise<AppendOutcome> {
    const lines = records.map((record) => this.#lineOf(record));
    const added = this.#add(conversationId, lines);
    this.#changed.fire(conversationId);
    void added.then(() => this.#changed.fire(conversationId));
    return added;
  }

  /**
   * Adds a conversation from elsewhere as a file of its own, whole or not at all. False, with nothing changed, if there
   * is one of this id. Rejects with a {@link StorageError} if the disk doesn't take it.
   */
  async importConversation(conversationId: string, records: readonly ConversationRecord[]): Promise<boolean> {
    if (!isConversationId(conversationId)) throw new RangeError(`Not a conversation's id: ${conversationId}`);
    if (this.#unwritten().has(conversationId)) return false;
    const content = records.map((record) => `\n${this.#lineOf(record)}`).join('');
    const made = await this.#fileSystem.create(pathOf(conversationId), new TextEncoder().encode(content));
    if (made) this.#changed.fire(conversationId);
    return made;
  }

  /**
   * Reads a conversation, with what other windows wrote and what still waits to be written here; `undefined` if
   * there is none. Rejects with a {@link StorageError} if there is a file that can't be read and nothing waits.
   */
  async read(conversationId: string): Promise<StoredConversation | undefined> {
    if (!isConversationId(conversationId)) return undefined;
    const stored = await this.#readLines(conversationId);
    // Removed here while another window went on writing it: what was removed is its beginning.
    const isRest = stored && !stored.hasBeginning && (await this.removal.bringBeginningBack(conversationId));
    return isRest ? this.#readLines(conversationId) : stored;
  }

  /**
   * Every conversation that holds a message, sent or not, the one that changed last first. Rejects only if the folder
   * can't be read.
   */
  async list(): Promise<readonly ConversationSummary[]> {
    return this.#list.summaries();
  }

  /** {@link list}, with what is known of each file. */
  async survey(): Promise<readonly ListedConversation[]> {
    return this.#list.survey();
  }

  /** {@link ConversationRemoval.remove} */
  remove(ids: readonly string[], now: number): Promise<RemovalOutcome> {
    return this.removal.remove(ids, now);
  }

  /** {@link ConversationRemoval.restore} */
  restore(ids: readonly string[], now: number): Promise<RemovalOutcome> {
    return this.removal.restore(ids, now);
  }

  /**
   * Removes every conversation for good: files, deleted ones, what is only in memory, and what was made from them.
   * Nothing of this window may write to any of them any more. Resolves with why something is left, if it is.
   */
  async removeAll(): Promise<StorageErrorKind | undefined> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.discard()));
    this.#queues.clear();
    this.#updateTrouble();
    this.#unsaved.clear();
    this.#changed.fire(undefined);
    try {
      await this.#fileSystem.remove(indexPath);
      await this.#fileSystem.remove(searchPath);
      for (const folder of [deletedFolder, conversationsFolder, picturesFolder]) {
        const names = await this.#fileSystem.list(folder);
        await forEachOf(names, (name) => this.#fileSystem.remove(`${folder}/${name}`));
      }
      return undefined;
    } catch (error) {
      return kindOf(error);
    } finally {
      this.#changed.fire(undefined);
    }
  }

  /** Tries to write all that waits. Never rejects; {@link trouble} tells whether something still waits. */
  async flush(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.flush()));
  }

  dispose(): void {
    for (const queue of this.#queues.values()) queue.dispose();
    this.#troubleChanged.dispose();
    this.#changed.dispose();
  }

  #add(conversationId: string, lines: readonly string[]): Promise<AppendOutcome> {
    if (!this.#unsaved.has(conversationId)) return this.#queue(conversationId).add(lines);
    this.#unsaved.add(conversationId, lines);
    return Promise.resolve('saved');
  }

  async #readLines(conversationId: string): Promise<StoredConversation | undefined> {
    const unsaved = this.#unsaved.get(conversationId);
    // Taken before the file is read: a line that is written meanwhile is then read twice, and counted once.
    const waiting = unsaved ?? [...(this.#queues.get(conversationId)?.waiting ?? [])];
    let bytes: Uint8Array | undefined;
    try {
      if (!unsaved) bytes = await this.#fileSystem.read(pathOf(conversationId));
    } catch (error) {
      if (waiting.length === 0) throw error;
      this.#log.warn(`A conversation's file can't be read: ${kindOf(error)}.`);
    }
    if (!bytes && waiting.length === 0) return undefined;
    const pace = new Pace(this.#clock);
    const stored = await readConversationFile(conversationId, bytes ?? new Uint8Array(), waiting, pace);
    if (stored.unreadableLines > 0)
      this.#log.warn(
        `${stored.unreadableLines} lines of conversation ${conversationId} can't be read. The file is kept.`,
      );
    return stored;
  }

  #unwritten(): ReadonlySet<string> {
    const ids = new Set<string>(this.#unsaved.ids);
    for (const [id, queue] of this.#queues) if (queue.waiting.length > 0) ids.add(id);
    return ids;
  }

  /** Writes what waits of a conversation that is removed, and forgets it. */
  async #letGo(conversationId: string): Promise<void> {
    const queue = this.#queues.get(conversationId);
    // Lines that the disk doesn't take now would make a new file of what is left as soon as it does.
    if ((await queue?.flush()) === 'queued')
      throw new StorageError(queue?.trouble ?? 'unexpected', pathOf(conversationId));
    queue?.dispose();
    this.#queues.delete(conversationId);
  }

  #lineOf(record: ConversationRecord): string {
    return formatRecord({ writer: this.#writer, sequence: this.#sequence++, record });
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
}
