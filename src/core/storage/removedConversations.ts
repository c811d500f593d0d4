import type { FileSystem } from './fileSystem';
import { conversationExtension, deletedFolder, forEachOf, isConversationId, pathOf } from './storagePaths';

/** How long a deleted conversation can be brought back, in milliseconds: 30 days. */
export const keptAfterRemoval = 30 * 24 * 3_600_000;

/** A file of a removed conversation. Another window may have written on after the removal: there is then another. */
interface RemovedFile {
  readonly path: string;
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly removedAt: number;
}

/** The files of removed conversations, by id. */
export type RemovedFiles = ReadonlyMap<string, readonly RemovedFile[]>;

/**
 * Conversations that a person deleted: their files, moved to `conversations/deleted/<id>.<when>.jsonl`, from where
 * they can be brought back. Every method rejects with a `StorageError`.
 */
export class RemovedConversations {
  readonly #fileSystem: FileSystem;

  constructor(fileSystem: FileSystem) {
    this.#fileSystem = fileSystem;
  }

  /** Moves a conversation's file aside. False if there was none. */
  setAside(id: string, now: number): Promise<boolean> {
    return this.#fileSystem.move(pathOf(id), removedPath(id, now));
  }

  /**
   * Brings a conversation back whole, also where another window has gone on writing it meanwhile. False if it was not
   * removed. Two windows that do so at once write lines twice, which a reader counts once.
   *
   * @param removed what {@link files} has told, for whoever brings many back: looking each time would take for ever
   */
  async bringBack(id: string, now: number, removed?: RemovedFiles): Promise<boolean> {
    const [first, ...others] = (removed ?? (await this.files())).get(id) ?? [];
    if (!first) return false;
    if (others.length === 0 && !(await this.#fileSystem.stat(pathOf(id))))
      return this.#fileSystem.move(first.path, pathOf(id));
    await this.setAside(id, Math.max(now, ...[first, ...others].map(({ removedAt }) => removedAt + 1)));
    const files = (await this.files()).get(id) ?? [];
    for (const { path } of files) {
      const bytes = await this.#fileSystem.read(path);
      if (bytes) await this.#fileSystem.append(pathOf(id), bytes);
    }
    for (const { path } of files) await this.#fileSystem.remove(path);
    return true;
  }

  /** All that stands in these files of one removed conversation; `undefined` if none of them is there any more. */
  async read(paths: readonly string[]): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = [];
    for (const path of paths) {
      const bytes = await this.#fileSystem.read(path);
      if (bytes) parts.push(bytes);
    }
    if (parts.length < 2) return parts[0];
    const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let length = 0;
    for (const part of parts) {
      whole.set(part, length);
      length += part.length;
    }
    return whole;
  }

  /** Removes for good whatever was set aside before this moment (milliseconds since the epoch); tells how many files. */
  async removeForGood(before: number): Promise<number> {
    const old = [...(await this.files()).values()].flat().filter(({ removedAt }) => removedAt < before);
    await forEachOf(old, ({ path }) => this.#fileSystem.remove(path));
    return old.length;
  }

  /** All that is set aside, of each conversation the oldest first. */
  async files(): Promise<RemovedFiles> {
    const files = new Map<string, RemovedFile[]>();
    for (const name of await this.#fileSystem.list(deletedFolder)) {
      const [id = '', time = '', ...rest] = name.split('.');
      if (!isConversationId(id) || !/^\d+$/.test(time) || `.${rest.join('.')}` !== conversationExtension)
        continue;
      const known = files.get(id) ?? [];
      files.set(id, known);
      known.push({ path: `${deletedFolder}/${name}`, id, removedAt: Number(time) });
      known.sort((one, other) => one.removedAt - other.removedAt);
    }
    return files;
  }
}

function removedPath(id: string, now: number): string {
  return `${deletedFolder}/${id}.${String(now)}${conversationExtension}`;
}
