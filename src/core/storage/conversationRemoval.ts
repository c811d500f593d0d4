import type { Log } from '../log';
import { Pace, type PaceClock } from '../pace';
import type { FileSystem, StorageErrorKind } from './fileSystem';
import { readConversationFile, type StoredConversation } from './readConversation';
import { keptAfterRemoval, RemovedConversations, type RemovedFiles } from './removedConversations';
import { forEachOf, isConversationId, kindOf } from './storagePaths';
import { removeUnusedPictures } from './unusedPictures';
import type { UnsavedConversations } from './unsavedConversations';

/** What has become of conversations that were to be removed or brought back. */
export interface RemovalOutcome {
  /** Those with which it was done. */
  readonly done: readonly string[];
  /** Why it was not done with the others; `undefined` if there are none. */
  readonly trouble: StorageErrorKind | undefined;
}

/** A conversation that was removed and can be brought back. */
export interface RemovedConversation {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly removedAt: number;
  /** Its files, the oldest first; none if it is in memory only. */
  readonly paths: readonly string[];
}

/** What of the store the removal of its conversations needs. */
export interface RemovalSurroundings {
  readonly fileSystem: FileSystem;
  readonly log: Log;
  readonly clock: PaceClock;
  readonly unsaved: UnsavedConversations;
  /** Lines of any conversation that are not in its file yet. */
  readonly waiting: () => readonly string[];
  /** Writes what waits of a conversation, and writes to it no more. Rejects with a `StorageError` if it can't be written. */
  letGo(conversationId: string): Promise<void>;
  /** To be called when a conversation was removed or brought back, or when that failed. */
  changed(conversationId: string): void;
}

/** Conversations that a person deleted: set aside, found again, brought back, and one day removed for good. */
export class ConversationRemoval {
  readonly #store: RemovalSurroundings;
  readonly #removed: RemovedConversations;

  constructor(surroundings: RemovalSurroundings) {
    this.#store = surroundings;
    this.#removed = new RemovedConversations(surroundings.fileSystem);
  }

  /**
   * Moves conversations aside, so that {@link restore} can bring them back for 30 days. Nothing of this window may
   * write to them any more. Never rejects; one that can't be moved stays as it is.
   *
   * @param now milliseconds since the epoch
   */
  remove(ids: readonly string[], now: number): Promise<RemovalOutcome> {
    return this.#each(ids, async (id) => {
      if (this.#store.unsaved.remove(id, now)) return true;
      await this.#store.letGo(id);
      return this.#removed.setAside(id, now);
    });
  }

  /** Brings removed conversations back. Never rejects. */
  restore(ids: readonly string[], now: number): Promise<RemovalOutcome> {
    // Looked for once for all: a folder of ten thousand takes its time.
    let removed: Promise<RemovedFiles> | undefined;
    return this.#each(ids, async (id) => {
      if (this.#store.unsaved.restore(id)) return true;
      removed ??= this.#removed.files();
      return this.#removed.bringBack(id, now, await removed);
    });
  }

  /** All that can be brought back, what was removed last first. Rejects if the folder can't be read. */
  async list(): Promise<readonly RemovedConversation[]> {
    const files = [...(await this.#removed.files())].map(([id, ofOne]) => ({
      id,
      removedAt: ofOne.at(-1)?.removedAt ?? 0,
      paths: ofOne.map(({ path }) => path),
    }));
    const unsaved = this.#store.unsaved.removed.map((removed) => ({ ...removed, paths: [] }));
    return [...unsaved, ...files].sort((one, other) => other.removedAt - one.removedAt);
  }

  /** What a removed conversation holds; `undefined` if it is none, or can't be read. Never rejects. */
  async read({ id, paths }: RemovedConversation): Promise<StoredConversation | undefined> {
    const { unsaved, clock, log } = this.#store;
    const pace = new Pace(clock);
    const lines = unsaved.getRemoved(id);
    try {
      const bytes = lines ? new Uint8Array() : await this.#removed.read(paths);
      return bytes && (await readConversationFile(id, bytes, lines ?? [], pace));
    } catch (error) {
      log.warn(`A deleted conversation's file can't be read: ${kindOf(error)}.`);
      return undefined;
    }
  }

  /**
   * Removes for good what was removed more than 30 days before `now` (milliseconds since the epoch), and the pictures
   * that no other conversation shows. Never rejects.
   */
  async removeForGood(now: number): Promise<void> {
    const { fileSystem, clock, log, waiting } = this.#store;
    try {
      if ((await this.#removed.removeForGood(now - keptAfterRemoval)) === 0) return;
      const pictures = await removeUnusedPictures(fileSystem, waiting(), now, new Pace(clock));
      log.info(`Old deleted conversations were removed for good, and ${pictures} pictures.`);
    } catch (error) {
      log.warn(`Old deleted conversations can't be removed: ${kindOf(error)}.`);
    }
  }

  /** Brings a conversation back that another window went on writing after it had been removed here. Never rejects. */
  async bringBeginningBack(id: string): Promise<boolean> {
    try {
      return await this.#removed.bringBack(id, 0);
    } catch (error) {
      this.#store.log.warn(`The beginning of a conversation can't be brought back: ${kindOf(error)}.`);
      return false;
    }
  }

  async #each(ids: readonly string[], task: (id: string) => Promise<boolean>): Promise<RemovalOutcome> {
    const done: string[] = [];
    let trouble: StorageErrorKind | undefined;
    await forEachOf(ids.filter(isConversationId), async (id) => {
      try {
        if (await task(id)) done.push(id);
        this.#store.changed(id);
      } catch (error) {
        trouble = kindOf(error);
      }
    });
    return { done, trouble };
  }
}
