import { formatVersion, type ConversationRecord } from '../storage/conversationRecord';
import type { StoredConversation } from '../storage/readConversation';
import type { ConversationServices } from './conversationServices';

/** Writes what happens to a conversation: to its file, or where the person wants no history, to memory only. */
export class ConversationWriter {
  readonly #id: string;
  readonly #services: Pick<ConversationServices, 'store' | 'settings' | 'now'>;
  readonly #isStored: boolean;
  /** Its file says in which version of the format this window writes. */
  #begun: boolean;

  constructor(
    id: string,
    stored: StoredConversation | undefined,
    services: Pick<ConversationServices, 'store' | 'settings' | 'now'>,
  ) {
    this.#id = id;
    this.#services = services;
    this.#isStored = stored !== undefined;
    // What another version wrote must not be taken for ours, nor ours for that: each says which one it is.
    this.#begun = stored !== undefined && !stored.isNewer;
  }

  /** False where the person wants no history: it is then gone when the window closes. */
  get isKept(): boolean {
    const { store, settings } = this.#services;
    if (store.isInMemory(this.#id)) return false;
    return this.#begun || this.#isStored || settings().keepHistory !== false;
  }

  /** Adds records, the first ones after a header. Never rejects. */
  append(records: readonly ConversationRecord[]): Promise<unknown> {
    if (records.length === 0) return Promise.resolve();
    const { store, now } = this.#services;
    if (!this.isKept) store.keepInMemory(this.#id);
    const header: readonly ConversationRecord[] = this.#begun
      ? []
      : [{ kind: 'header', format: formatVersion, id: this.#id, createdAt: now() }];
    this.#begun = true;
    return store.append(this.#id, [...header, ...records]);
  }
}
