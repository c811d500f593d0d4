/** Search while typing, over 10,000 conversations, side by side (`npm run bench:search [-- <conversations>]`). */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import MiniSearch from 'minisearch';
import { ConversationSearch } from '../src/core/search/conversationSearch';
import { foldText } from '../src/core/search/foldText';
import { findTerm, termsOfQuery } from '../src/core/search/searchTerm';
import { ConversationStore } from '../src/core/storage/conversationStore';
import { systemTimers } from '../src/core/storage/clock';
import { nodeFileSystem } from '../src/platform/storageFileSystem';
import { absentWord, rareWord, writeHistory, writeLargeConversation } from './support/search/history';
import { printTable, type Series } from './support/table';

const conversations = Number(process.argv[2] ?? 10_000);
/** Each is typed letter by letter. */
const queries = ['conversation', 'zurich', 'recipe holiday', rareWord, absentWord, '東京', 'kalomi'];
const limit = 50;

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

interface Searcher {
  find(query: string): Promise<number>;
}

const typed = (query: string): readonly string[] =>
  Array.from(query, (_, index) =>
    Array.from(query)
      .slice(0, index + 1)
      .join(''),
  );

const folder = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-search-'));
try {
  const bytes = await writeHistory(folder, conversations);
  console.log(`${conversations} conversations, ${mega(bytes)} MB`);
  const series = [
    { name: 'all files read', values: await keystrokes(await scanner(), queries.slice(1, 3)) },
    { name: 'minisearch', values: await keystrokes(await library(), queries) },
    { name: 'Huggingphaze', values: await keystrokes(await ours('the first search ever'), queries) },
    {
      name: 'the next window',
      values: await keystrokes(await ours('the first search of the next window'), queries),
    },
  ] satisfies Series[];
  printTable('From a letter to its results', 'ms', series);
  const large = await writeLargeConversation(folder, 100_000_000);
  await report('one conversation of 100 MB, opened', async () => {
    await new ConversationStore({
      fileSystem: nodeFileSystem(folder),
      timers: systemTimers,
      log,
      writer: 'large',
    }).read(large);
  });
  console.log(`On disk: ${mega((await stat(path.join(folder, 'search.bin'))).size)} MB`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Milliseconds of each letter of each query. */
async function keystrokes(searcher: Searcher, of: readonly string[]): Promise<readonly number[]> {
  const values: number[] = [];
  for (const query of of) {
    let found = 0;
    for (const text of typed(query)) {
      const before = performance.now();
      found = await searcher.find(text);
      values.push(performance.now() - before);
    }
    console.log(`    ${query}: ${found} found`);
  }
  return values;
}

async function ours(what: string): Promise<Searcher> {
  const fileSystem = nodeFileSystem(folder);
  const store = new ConversationStore({ fileSystem, timers: systemTimers, log, writer: what });
  if (what.includes('ever')) await report('the list of conversations, without an index', () => store.list());
  const search = new ConversationSearch({ store, fileSystem, log });
  await report(`${what} (for ${rareWord})`, () => search.search(rareWord, { limit }));
  await report('until nothing is left to read', () => search.whenReady());
  return { find: async (query) => (await search.search(query, { limit })).length };
}

/** The simplest way there is: reads every file at every letter. */
async function scanner(): Promise<Searcher> {
  const store = new ConversationStore({
    fileSystem: nodeFileSystem(folder),
    timers: systemTimers,
    log,
    writer: 'scanner',
  });
  const names = await readdir(path.join(folder, 'conversations'));
  return {
    find: async (query) => {
      const terms = termsOfQuery(query);
      let found = 0;
      for (const name of names) {
        const stored = await store.read(name.replace('.jsonl', ''));
        const texts = [...(stored?.conversation.messages.values() ?? [])].map(({ text }) => foldText(text));
        const folded = texts.join('\n');
        if (terms.every((term) => findTerm(folded, term))) found += 1;
      }
      return Math.min(found, limit);
    },
  };
}

/** The library for full-text search in memory that most use. */
async function library(): Promise<Searcher> {
  const store = new ConversationStore({
    fileSystem: nodeFileSystem(folder),
    timers: systemTimers,
    log,
    writer: 'library',
  });
  const index = new MiniSearch({ fields: ['text'], processTerm: (term) => foldText(term) });
  await report('minisearch reads all', async () => {
    for (const name of await readdir(path.join(folder, 'conversations'))) {
      const id = name.replace('.jsonl', '');
      const stored = await store.read(id);
      const text = [...(stored?.conversation.messages.values() ?? [])]
        .map((message) => message.text)
        .join('\n');
      index.add({ id, text });
    }
  });
  return {
    find: (query) =>
      Promise.resolve(Math.min(limit, index.search(query, { prefix: true, combineWith: 'AND' }).length)),
  };
}

/** Prints how long something took, how much memory it left, and the longest that everything else had to wait. */
async function report(what: string, task: () => Promise<unknown>): Promise<void> {
  globalThis.gc?.();
  const memoryBefore = usedMemory();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const before = performance.now();
  await task();
  const took = performance.now() - before;
  delay.disable();
  globalThis.gc?.();
  console.log(
    `${what}: ${took.toFixed(0)} ms, longest stall ${(delay.max / 1e6).toFixed(0)} ms, memory +${mega(usedMemory() - memoryBefore)} MB`,
  );
}

function usedMemory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function mega(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
