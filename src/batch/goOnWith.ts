import * as vscode from 'vscode';
import { matchItems } from '../core/batch/matchItems';
import { answersDocument } from '../core/batch/runDocuments';
import type { RunJournal, RunStore, StoredRun } from '../core/batch/runJournal';
import { answerToWrite, itemsInWords } from '../core/batch/runWords';
import type { BatchServices } from './batchServices';
import { reopenSource } from './chooseSource';
import type { OpenSource } from './openSource';
import { discardRun, doneInWords, sourceName } from './unfinished';

export interface GoneOn {
  readonly open: OpenSource;
  readonly journal: RunJournal;
  /** Items that the person wants left out. */
  readonly leftOut: ReadonlySet<number>;
}

/**
 * Opens again what a run went over, and finds what was answered there. Where that was changed meanwhile the person
 * decides; `undefined` if there is nothing to go on with, or they changed their mind.
 */
export async function goOnWith(
  run: StoredRun,
  { store, services }: { readonly store: RunStore; readonly services: BatchServices },
): Promise<GoneOn | undefined> {
  // What was stored may have grown since it was offered.
  const stored = (await store.read(run.header.id).catch(() => undefined)) ?? run;
  const open = await reopenSource(stored.header.source, services.readFile);
  if (open === undefined) return undefined;
  if (typeof open === 'string') {
    await saveWithoutSource(store, stored, open);
    return undefined;
  }
  const before = stored.header.items.map(({ digest }) => digest);
  const now = open.items.map(({ text }) => services.digest(text));
  const { places, gone } = matchItems(before, now);
  const unknown = new Set(places.flatMap((place, index) => (place === undefined ? [index] : [])));
  if (unknown.size === 0 && gone === 0 && places.every((place, index) => place === index))
    return { open, journal: store.continue(stored), leftOut: new Set() };
  const isAsked = unknown.size === 0 ? true : await askAboutChanged(open, unknown.size);
  if (isAsked === undefined) return undefined;
  const journal = store.create({
    workspace: stored.header.workspace,
    source: open.source,
    prompt: stored.header.prompt,
    items: open.items.map(({ name }, index) => ({ name, digest: now[index] ?? '' })),
  });
  places.forEach((place, index) => {
    const result = place === undefined ? undefined : stored.results.get(place);
    if (result) journal.add({ kind: 'result', ...result, index });
    const file = place === undefined ? undefined : stored.saved.get(place);
    if (file !== undefined) journal.add({ kind: 'saved', index, file });
  });
  if (stored.target) journal.add({ kind: 'target', target: stored.target });
  await journal.flush();
  // Answers about what is gone stay in the old file for as long as files are kept.
  if (journal.trouble === undefined) await store.settle(stored.header.id);
  return { open, journal, leftOut: isAsked ? new Set() : unknown };
}

/** True: ask about what is new or changed, too; false: leave it out. */
async function askAboutChanged({ name, source }: OpenSource, count: number): Promise<boolean | undefined> {
  const [ask, leave] = ['Ask about Those, Too', 'Leave Those Out'];
  const choice = await vscode.window.showWarningMessage(
    `${name} was changed since this run began.`,
    {
      modal: true,
      detail: `${itemsInWords(count, source.kind)} ${count === 1 ? 'is' : 'are'} new or different. All other answers are found again.`,
    },
    ask,
    leave,
  );
  return choice === undefined ? undefined : choice === ask;
}

/** What a run went over is gone, but not what was answered. */
async function saveWithoutSource(store: RunStore, run: StoredRun, why: string): Promise<void> {
  const [save, discard] = ['Show the Answers', 'Discard'];
  const choice = await vscode.window.showWarningMessage(
    `${why} Of the run over ${sourceName(run.header)}, ${doneInWords(run)}.`,
    ...(run.results.size > 0 ? [save] : []),
    discard,
  );
  if (choice === discard) await discardRun(store, run);
  if (choice !== save) return;
  const results = [...run.results.values()].sort((one, other) => one.index - other.index);
  const content = answersDocument(
    results.map((result) => ({
      name: run.header.items[result.index]?.name ?? '',
      text: answerToWrite(result, 'file'),
    })),
  );
  const document = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
  await vscode.window.showTextDocument(document);
}
