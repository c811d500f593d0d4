/** A failed file operation as a value of a closed set. */
export type StorageErrorKind = 'diskFull' | 'notPermitted' | 'unexpected';

/** Thrown by a {@link FileSystem} whenever it could not do what it was asked. */
export class StorageError extends Error {
  constructor(
    readonly kind: StorageErrorKind,
    readonly path: string,
    options?: ErrorOptions,
  ) {
    super(`${kind}: ${path}`, options);
    this.name = 'StorageError';
  }
}

/** What can be told of a file without reading it. */
export interface FileFacts {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
}

/**
 * The few file operations that conversations need, so that `core` runs on a fake in tests and on disk in VS Code.
 * Paths are relative to the storage folder, with `/` between segments. Folders appear as they are needed.
 * Every method rejects with a {@link StorageError}.
 */
export interface FileSystem {
  /** The bytes of a file, or `undefined` where there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Adds bytes at the end of a file in one write (as `O_APPEND` does), making the file if there is none. */
  append(path: string, bytes: Uint8Array): Promise<void>;
  /** Replaces a file whole or not at all (written aside, then renamed over it). */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  /** Makes a file whole or not at all; false, with nothing changed, where there is one already. */
  create(path: string, bytes: Uint8Array): Promise<boolean>;
  /** Names of the files directly in a folder; empty where there is no folder. */
  list(folder: string): Promise<readonly string[]>;
  /** A file's size and last change, or `undefined` where there is none. */
  stat(path: string): Promise<FileFacts | undefined>;
  /** Gives a file another place, over whatever is there. False where there is no file. */
  move(from: string, to: string): Promise<boolean>;
  /** Removes a file for good; does nothing where there is none. */
  remove(path: string): Promise<void>;
}
