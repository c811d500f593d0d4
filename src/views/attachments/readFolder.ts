import { attachmentText } from '../../core/chat/promptAttachments';
import type { NewAttachment } from '../../core/chat/message';
import { gitignoreRules, type IsIgnored } from './ignoreRules';

/** What of a folder goes along at most. */
export const folderLimits = {
  files: 100,
  /** Bytes of all their texts together: as much as of one file. */
  bytes: 200_000,
  /** Files and folders that are looked at, so that a whole disk does not take all day. */
  entries: 5_000,
  /** Names in the list of what was left out. */
  leftOut: 200,
} as const;

export interface FolderEntry {
  readonly name: string;
  /** Links to folders count as neither: they may lead in circles. */
  readonly type: 'file' | 'folder' | 'other';
}

/** What a file says, or that it is no text (but perhaps something that could go along by itself), or too long. */
export type FileText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'notText' | 'picture' | 'document' }
  | { readonly kind: 'tooLong' };

/** How a folder is looked at. Paths are relative to it, with `/` between segments; `''` is the folder itself. */
export interface FolderAccess {
  list(path: string): Promise<readonly FolderEntry[]>;
  /** The text of a file, or why it can't go along. Rejects if it can't be read. */
  readText(path: string, mostBytes: number): Promise<FileText>;
  /** True for what the person wants hidden, whatever `.gitignore` says. A folder's path ends in `/`. */
  isHidden: IsIgnored;
}

export interface FolderReading {
  /** `undefined` if no file of it can go along. */
  readonly attachment: NewAttachment | undefined;
  readonly fileCount: number;
  /** A line each: what was left out and why. */
  readonly leftOut: readonly string[];
}

interface Rules {
  /** The folder that they hold for, with its `/`; empty for the whole. */
  readonly base: string;
  readonly isIgnored: IsIgnored;
}

interface Collected {
  readonly texts: string[];
  readonly leftOut: string[];
  bytes: number;
  entries: number;
}

/**
 * Reads a folder's text files into one attachment, the nearest first: all of a folder before those below it. What
 * `.gitignore` files name and what is hidden is passed over in silence; everything else that does not go along is
 * listed, in the attachment too, so that neither person nor model thinks that they have seen all.
 *
 * @param name what the folder is called, as in `notes`
 */
export async function readFolder(name: string, access: FolderAccess): Promise<FolderReading> {
  const collected: Collected = { texts: [], leftOut: [], bytes: 0, entries: 0 };
  let level: readonly { readonly path: string; readonly rules: readonly Rules[] }[] = [
    { path: '', rules: [] },
  ];
  while (level.length > 0) {
    const next: { readonly path: string; readonly rules: readonly Rules[] }[] = [];
    for (const { path, rules } of level) {
      const own = await rulesIn(path, rules, access);
      for (const entry of await entriesOf(path, access, collected, name)) {
        const below = `${path}${entry.name}`;
        const isFolder = entry.type === 'folder';
        if (entry.name === '.git' || isPassedOver(isFolder ? `${below}/` : below, own, access)) continue;
        if (collected.entries >= folderLimits.entries) {
          leaveOut(
            collected,
            `everything from ${name}/${below} on: the folder is too big to look at all of it`,
          );
          return finished(name, collected);
        }
        collected.entries += 1;
        if (isFolder) next.push({ path: `${below}/`, rules: own });
        else if (entry.type === 'file') await take(below, name, access, collected);
      }
    }
    level = next;
  }
  return finished(name, collected);
}

async function rulesIn(
  path: string,
  rules: readonly Rules[],
  access: FolderAccess,
): Promise<readonly Rules[]> {
  try {
    const file = await access.readText(`${path}.gitignore`, folderLimits.bytes);
    return file.kind === 'text' ? [...rules, { base: path, isIgnored: gitignoreRules(file.text) }] : rules;
  } catch {
    // Most folders have none.
    return rules;
  }
}

async function entriesOf(
  path: string,
  access: FolderAccess,
  collected: Collected,
  name: string,
): Promise<readonly FolderEntry[]> {
  try {
    const entries = await access.list(path.replace(/\/$/, ''));
    return entries.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  } catch {
    leaveOut(collected, `${name}/${path}: it could not be read`);
    return [];
  }
}

function isPassedOver(path: string, rules: readonly Rules[], access: FolderAccess): boolean {
  return access.isHidden(path) || rules.some(({ base, isIgnored }) => isIgnored(path.slice(base.length)));
}

/** Why a file does not go along with its folder. */
const reasons: Readonly<Record<Exclude<FileText['kind'], 'text'>, string>> = {
  notText: 'not a text',
  picture: 'a picture; attach it by itself',
  document: 'a document; attach it by itself',
  tooLong: 'too long to fit beside the others',
};

async function take(path: string, name: string, access: FolderAccess, collected: Collected): Promise<void> {
  const label = `${name}/${path}`;
  if (collected.texts.length >= folderLimits.files) {
    leaveOut(collected, `${label}: ${folderLimits.files} files are already there`);
    return;
  }
  try {
    const file = await access.readText(path, folderLimits.bytes - collected.bytes);
    if (file.kind !== 'text') leaveOut(collected, `${label}: ${reasons[file.kind]}`);
    else if (file.text.trim() === '') leaveOut(collected, `${label}: empty`);
    else {
      collected.bytes += new TextEncoder().encode(file.text).byteLength;
      collected.texts.push(attachmentText({ id: '', label, languageId: endingOf(path), text: file.text }));
    }
  } catch {
    leaveOut(collected, `${label}: it could not be read`);
  }
}

function leaveOut(collected: Collected, line: string): void {
  if (collected.leftOut.length === folderLimits.leftOut) line = 'and more';
  if (collected.leftOut.length <= folderLimits.leftOut) collected.leftOut.push(line);
}

function finished(name: string, { texts, leftOut }: Collected): FolderReading {
  if (texts.length === 0) return { attachment: undefined, fileCount: 0, leftOut };
  const counts = [texts.length === 1 ? '1 file' : `${texts.length} files`];
  if (leftOut.length > 0)
    counts.push(`${leftOut.length > folderLimits.leftOut ? 'many' : leftOut.length} left out`);
  const list = leftOut.length === 0 ? [] : [`Left out:\n${leftOut.map((line) => `- ${line}`).join('\n')}`];
  return {
    attachment: {
      label: `${name} (${counts.join(', ')})`,
      languageId: 'markdown',
      // The list comes first, so that who looks at the attachment sees it.
      text: [...list, ...texts].join('\n\n'),
    },
    fileCount: texts.length,
    leftOut,
  };
}

function endingOf(path: string): string {
  return /\.([\w+-]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
