import type { Pace } from '../pace';
import type { FileSystem } from './fileSystem';
import { isPictureFile, picturesFolder } from './pictureStore';
import { conversationExtension, conversationsFolder, deletedFolder, forEachOf } from './storagePaths';

/**
 * Milliseconds for which a picture is left alone whatever names it: the line of a conversation that does may still be on
 * its way, in any window.
 */
export const leftAloneFor = 24 * 3_600_000;

/** Bytes that are looked through at once. */
const chunkSize = 262_144;

/** Bytes of a picture's name: 64 digits, a dot and an ending. */
const nameLength = 68;

/**
 * Removes the pictures that no conversation names any more, whether it is in the list or deleted and to be brought
 * back. Every mention counts, also one in a draft, in a message that was deleted, in a damaged line or in one of a
 * newer version. Removes nothing if a file can't be read, or went elsewhere meanwhile: what it names isn't known then.
 *
 * @param waiting lines of conversations that are not in their files yet
 * @param now milliseconds since the epoch
 * @returns how many were removed; rejects with a `StorageError`
 */
export async function removeUnusedPictures(
  fileSystem: FileSystem,
  waiting: Iterable<string>,
  now: number,
  pace: Pace,
): Promise<number> {
  const isOld = async (name: string): Promise<boolean> => {
    const facts = await fileSystem.stat(`${picturesFolder}/${name}`);
    return facts !== undefined && facts.modifiedAt < now - leftAloneFor;
  };
  const names = (await fileSystem.list(picturesFolder)).filter(isPictureFile);
  const old = await forEachOf(names, isOld);
  const unused = new Set(names.filter((_name, index) => old[index]));
  for (const line of waiting) for (const name of namesIn(line)) unused.delete(name);
  for (const path of await conversationFiles(fileSystem)) {
    if (unused.size === 0) return 0;
    const bytes = await fileSystem.read(path);
    if (!bytes) return 0;
    await takeOutNamed(bytes, unused, pace);
  }
  let removed = 0;
  for (const name of unused) {
    // Another window may have attached it this moment: it is then as good as new.
    if (!(await isOld(name))) continue;
    await fileSystem.remove(`${picturesFolder}/${name}`);
    removed += 1;
  }
  return removed;
}

/** All files that a conversation is in. */
async function conversationFiles(fileSystem: FileSystem): Promise<ReadonlySet<string>> {
  const paths = new Set<string>();
  // A conversation that is deleted or brought back meanwhile is met before or after.
  for (const folder of [deletedFolder, conversationsFolder, deletedFolder])
    for (const name of await fileSystem.list(folder))
      if (name.endsWith(conversationExtension)) paths.add(`${folder}/${name}`);
  return paths;
}

async function takeOutNamed(bytes: Uint8Array, unused: Set<string>, pace: Pace): Promise<void> {
  const decoder = new TextDecoder('latin1');
  for (let start = 0; start < bytes.length; start += chunkSize) {
    // A name may stand across two chunks.
    const chunk = bytes.subarray(start, start + chunkSize + nameLength - 1);
    for (const name of namesIn(decoder.decode(chunk))) unused.delete(name);
    await pace.step();
  }
}

function namesIn(text: string): readonly string[] {
  return text.match(/[0-9a-f]{64}\.(?:jpg|png)/g) ?? [];
}
