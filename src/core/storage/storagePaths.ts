import { StorageError, type StorageErrorKind } from './fileSystem';

export const conversationsFolder = 'conversations';
/** Conversations that were deleted and can be brought back. */
export const deletedFolder = `${conversationsFolder}/deleted`;
export const conversationExtension = '.jsonl';
export const indexPath = 'index.json';
/** What the search remembers: made anew from the conversations whenever it is missing or damaged. */
export const searchPath = 'search.bin';

/** Where a conversation's file lies below the storage folder. */
export function pathOf(conversationId: string): string {
  return `${conversationsFolder}/${conversationId}${conversationExtension}`;
}

/** The id of the conversation whose file has this name; `undefined` for any other file. */
export function idOf(fileName: string): string | undefined {
  if (!fileName.endsWith(conversationExtension)) return undefined;
  const id = fileName.slice(0, -conversationExtension.length);
  return isConversationId(id) ? id : undefined;
}

/** Ids become file names, so nothing else than a plain name may pass. */
export function isConversationId(id: string): boolean {
  return /^[\w-]{1,100}$/.test(id);
}

/** What may be told of an error that a file operation threw. */
export function kindOf(error: unknown): StorageErrorKind {
  return error instanceof StorageError ? error.kind : 'unexpected';
}

/** Runs a task for each item, at most so many at a time; resolves with the results in the items' order. */
export async function forEachOf<Item, Result>(
  items: readonly Item[],
  task: (item: Item) => Promise<Result>,
  atOnce = 32,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += atOnce)
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(task))));
  return results;
}
