import type { Log } from '../log';
import type { ConversationSummary } from '../storage/conversationIndex';
import type { ConversationStore } from '../storage/conversationStore';
import { StorageError, type StorageErrorKind } from '../storage/fileSystem';
import type { StoredConversation } from '../storage/readConversation';

/** Reads conversations for those who go on without what can't be read, and remembers why it couldn't. Never rejects. */
export class ConversationReader {
  readonly #store: ConversationStore;
  readonly #log: Log;
  readonly #onTrouble: () => void;
  #trouble: StorageErrorKind | undefined;

  /** @param onTrouble called when {@link trouble} begins, ends or is another */
  constructor(store: ConversationStore, log: Log, onTrouble: () => void) {
    this.#store = store;
    this.#log = log;
    this.#onTrouble = onTrouble;
  }

  /** Why the last reading failed; `undefined` if it didn't. */
  get trouble(): StorageErrorKind | undefined {
    return this.#trouble;
  }

  /** A conversation; `undefined` where there is none, or none that can be read. */
  read(conversationId: string): Promise<StoredConversation | undefined> {
    return this.#try(() => this.#store.read(conversationId), undefined);
  }

  /** The list of all conversations; empty where it can't be read. */
  list(): Promise<readonly ConversationSummary[]> {
    return this.#try(() => this.#store.list(), []);
  }

  async #try<T>(reading: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      const result = await reading();
      this.#setTrouble(undefined);
      return result;
    } catch (error) {
      this.#setTrouble(error instanceof StorageError ? error.kind : 'unexpected');
      return otherwise;
    }
  }

  #setTrouble(trouble: StorageErrorKind | undefined): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    if (trouble) this.#log.warn(`Conversations can't be read from disk: ${trouble}.`);
    this.#onTrouble();
  }
}
