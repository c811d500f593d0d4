import { randomUUID } from 'node:crypto';
import { appendFile, link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StorageError, type FileSystem, type StorageErrorKind } from '../core/storage/fileSystem';

/**
 * A {@link FileSystem} on disk below a folder, which is made when it is first needed. `append` opens with `O_APPEND`,
 * so that several windows can add to one file; it does not wait for the disk itself (a killed process loses nothing,
 * a power failure the last seconds). `replace` does.
 */
export function nodeFileSystem(folder: string): FileSystem {
  const at = (path: string): string => join(folder, ...path.split('/'));
  return {
    read: (path) => orAbsent(path, () => readFile(at(path))),
    append: (path, bytes) => withFolder(path, at(path), () => appendFile(at(path), bytes, { mode: 0o600 })),
    replace: (path, bytes) => withFolder(path, at(path), () => replaceFile(at(path), bytes)),
    create: (path, bytes) => withFolder(path, at(path), () => createFile(at(path), bytes)),
    list: async (path) => (await orAbsent(path, () => namesOfFiles(at(path)))) ?? [],
    stat: (path) =>
      orAbsent(path, async () => {
        const { size, mtimeMs } = await stat(at(path));
        return { size, modifiedAt: mtimeMs };
      }),
    move: async (from, to) => {
      const moved = await orAbsent(from, async () => {
        await stat(at(from));
        await withFolder(from, at(to), () => rename(at(from), at(to)));
        return true;
      });
      return moved ?? false;
    },
    remove: (path) => orStorageError(path, () => rm(at(path), { force: true })),
  };
}

async function namesOfFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  await writeAside(path, bytes, 'synced', (aside) => rename(aside, path));
}

/** A link is what a disk makes only where there is nothing yet. Some disks have none; a look must do there. */
async function createFile(path: string, bytes: Uint8Array): Promise<boolean> {
  if (await exists(path)) return false;
  // Thousands may be made at once, each of something that stands elsewhere too: none waits for the disk itself.
  return writeAside(path, bytes, 'written', async (aside) => {
    try {
      await link(aside, path);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      if (await exists(path)) return false;
      await rename(aside, path);
      return true;
    }
    return true;
  });
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

async function writeAside<T>(
  path: string,
  bytes: Uint8Array,
  until: 'written' | 'synced',
  place: (aside: string) => Promise<T>,
): Promise<T> {
  const aside = `${path}.${randomUUID()}.tmp`;
  try {
    const handle = await open(aside, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      if (until === 'synced') await handle.sync();
    } finally {
      await handle.close();
    }
    return await place(aside);
  } finally {
    // It is gone already where it was renamed.
    await rm(aside, { force: true });
  }
}

/** Makes the folder only when it turns out to be missing: nearly always it is there. */
async function withFolder<T>(path: string, target: string, write: () => Promise<T>): Promise<T> {
  return orStorageError(path, async () => {
    try {
      return await write();
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      await mkdir(dirname(target), { recursive: true });
      return write();
    }
  });
}

async function orAbsent<T>(path: string, read: () => Promise<T>): Promise<T | undefined> {
  return orStorageError(path, async () => {
    try {
      return await read();
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}

async function orStorageError<T>(path: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw new StorageError(kindOf(error), path, { cause: error });
  }
}

function kindOf(error: unknown): StorageErrorKind {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'diskFull';
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return 'notPermitted';
    default:
      return 'unexpected';
  }
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
