import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasCode, isAlive } from './processes';

/** A lock without a readable holder is given up on after this long: its taker died between two lines. */
const ORPHAN_MS = 10_000;
const POLL_MS = 250;

/**
 * Runs `work` while holding the lock folder `folder`, so that two runs on one machine don't do it twice.
 * Waits while the holder lives; takes over from one that died. Two that take over in the same moment may
 * both get it: `work` must stand that.
 */
export async function withLock<T>(folder: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  await mkdir(path.dirname(folder), { recursive: true });
  let told = false;
  while (!(await take(folder))) {
    if (await abandoned(folder)) {
      await rm(folder, { recursive: true, force: true });
      continue;
    }
    if (!told) onWait();
    told = true;
    await delay(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function take(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
  await writeFile(path.join(folder, 'pid'), String(process.pid));
  return true;
}

async function abandoned(folder: string): Promise<boolean> {
  const holder = Number(await readFile(path.join(folder, 'pid'), 'utf8').catch(() => ''));
  if (holder > 0) return !isAlive(holder);
  const age = await stat(folder).then(
    (found) => Date.now() - found.mtimeMs,
    () => 0,
  );
  return age > ORPHAN_MS;
}
