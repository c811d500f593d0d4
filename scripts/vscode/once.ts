import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from './lock';
import { isAlive } from './processes';

/**
 * Makes a folder once, for this run and all later ones. It is made under another name and gets its own when
 * it is whole, so that a run that was killed in the middle leaves nothing that looks finished, and nothing
 * that the next run trips over.
 *
 * @param stamp tells one recipe from another: a folder with another stamp is made anew.
 * @param make fills the folder whose path it is given.
 */
export async function makeOnce(
  folder: string,
  stamp: string,
  onWait: () => void,
  make: (unfinished: string) => Promise<void>,
): Promise<void> {
  const stampFile = path.join(folder, 'made.txt');
  const isMade = async (): Promise<boolean> =>
    (await readFile(stampFile, 'utf8').catch(() => undefined)) === stamp;
  if (await isMade()) return;
  await withLock(`${folder}.lock`, onWait, async () => {
    if (await isMade()) return;
    await removeLeftovers(folder);
    const unfinished = `${folder}.unfinished-${process.pid}`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    try {
      await make(unfinished);
    } catch (error) {
      await rm(unfinished, { recursive: true, force: true });
      throw error;
    }
    await writeFile(path.join(unfinished, path.basename(stampFile)), stamp);
    if (await isMade()) {
      // Two runs took over the lock of a dead one in the same moment, and the other was faster.
      await rm(unfinished, { recursive: true, force: true });
      return;
    }
    await rm(folder, { recursive: true, force: true });
    await rename(unfinished, folder);
  });
}

/** Removes what runs that were killed left. Something of theirs may still write there; then it stays. */
async function removeLeftovers(folder: string): Promise<void> {
  const beginning = `${path.basename(folder)}.unfinished-`;
  for (const name of await readdir(path.dirname(folder))) {
    if (!name.startsWith(beginning) || isAlive(Number(name.slice(beginning.length)))) continue;
    await rm(path.join(path.dirname(folder), name), { recursive: true, force: true }).catch(() => undefined);
  }
}
