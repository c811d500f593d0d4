import { StorageError, type FileSystem, type StorageErrorKind } from '../../src/core/storage/fileSystem';

export type FileOperation = 'read' | 'append' | 'replace' | 'create' | 'list' | 'stat' | 'move' | 'remove';

/** A disk in memory that can be full, read-only, slow or damaged. */
export class MemoryFileSystem implements FileSystem {
  readonly files = new Map<string, Uint8Array>();
  /** Every operation that was asked for, as in `append conversations/1.jsonl`. */
  readonly operations: string[] = [];
  /** Why an operation fails now, if it does. */
  trouble: (operation: FileOperation, path: string) => StorageErrorKind | undefined = () => undefined;
  /** How many of the bytes of an append that fails still reach the disk. */
  bytesBeforeTrouble: (length: number) => number = () => 0;
  /** What each operation waits for, so that a test decides their order. */
  turn: (operation: FileOperation, path: string) => Promise<void> = () => Promise.resolve();
  #time = 0;
  readonly #changedAt = new Map<string, number>();

  async read(path: string): Promise<Uint8Array | undefined> {
    await this.#begin('read', path);
    return this.files.get(path);
  }

  async append(path: string, bytes: Uint8Array): Promise<void> {
    await this.turn('append', path);
    this.operations.push(`append ${path}`);
    const trouble = this.trouble('append', path);
    this.#add(path, trouble ? bytes.subarray(0, this.bytesBeforeTrouble(bytes.length)) : bytes);
    if (trouble) throw new StorageError(trouble, path);
  }

  async replace(path: string, bytes: Uint8Array): Promise<void> {
    await this.#begin('replace', path);
    this.set(path, bytes);
  }

  async create(path: string, bytes: Uint8Array): Promise<boolean> {
    await this.#begin('create', path);
    if (this.files.has(path)) return false;
    this.set(path, bytes);
    return true;
  }

  async list(folder: string): Promise<readonly string[]> {
    await this.#begin('list', folder);
    return [...this.files.keys()]
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => path.slice(folder.length + 1))
      .filter((name) => !name.includes('/'));
  }

  async stat(path: string): Promise<{ size: number; modifiedAt: number } | undefined> {
    await this.#begin('stat', path);
    const bytes = this.files.get(path);
    return bytes && { size: bytes.length, modifiedAt: this.#changedAt.get(path) ?? 0 };
  }

  async move(from: string, to: string): Promise<boolean> {
    await this.#begin('move', from);
    const bytes = this.files.get(from);
    if (!bytes) return false;
    this.files.delete(from);
    this.files.set(to, bytes);
    this.#changedAt.set(to, this.#changedAt.get(from) ?? 0);
    return true;
  }

  async remove(path: string): Promise<void> {
    await this.#begin('remove', path);
    this.files.delete(path);
  }

  /** Puts bytes where a test wants them. */
  set(path: string, content: Uint8Array | string): void {
    this.files.set(path, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    this.#changedAt.set(path, ++this.#time);
  }

  /** Has a file have changed at this moment (milliseconds since the epoch). */
  touch(path: string, time: number): void {
    this.#changedAt.set(path, time);
  }

  /** A file as text; empty where there is none. */
  text(path: string): string {
    return new TextDecoder().decode(this.files.get(path));
  }

  #add(path: string, bytes: Uint8Array): void {
    const old = this.files.get(path) ?? new Uint8Array();
    const all = new Uint8Array(old.length + bytes.length);
    all.set(old);
    all.set(bytes, old.length);
    if (all.length > 0) this.set(path, all);
  }

  async #begin(operation: FileOperation, path: string): Promise<void> {
    await this.turn(operation, path);
    this.operations.push(`${operation} ${path}`);
    const trouble = this.trouble(operation, path);
    if (trouble) throw new StorageError(trouble, path);
  }
}
