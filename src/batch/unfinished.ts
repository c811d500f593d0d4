import * as vscode from 'vscode';
import type { RunStore, StoredRun } from '../core/batch/runJournal';
import type { RunHeader } from '../core/batch/runRecord';
import { shareInWords } from '../core/batch/runWords';
import { nameOf } from './places';

/** Runs offered at most. */
const mostOffered = 8;

interface RunItem extends vscode.QuickPickItem {
  readonly run: StoredRun | undefined;
}

/** As in "customers.csv" or "12 files". */
export function sourceName({ source }: RunHeader): string {
  if (source.kind !== 'files') return nameOf(vscode.Uri.parse(source.file));
  const [only] = source.files;
  return source.files.length === 1 && only !== undefined
    ? nameOf(vscode.Uri.parse(only))
    : `${source.files.length} files`;
}

/** As in "84 of 120 rows are done". */
export function doneInWords({ header, results }: StoredRun): string {
  const share = shareInWords(results.size, header.items.length, header.source.kind);
  return `${share} ${results.size === 1 ? 'is' : 'are'} done`;
}

/** Asks whether to go on with a run that did not come to its end; `undefined` if the person changed their mind. */
export async function pickUnfinished(runs: readonly StoredRun[]): Promise<StoredRun | 'new' | undefined> {
  const items: readonly RunItem[] = [
    ...runs.slice(0, mostOffered).map((run) => ({
      label: `$(debug-continue) Go on with ${sourceName(run.header)}`,
      description: doneInWords(run),
      detail: run.header.prompt.text.replace(/\s+/g, ' '),
      run,
    })),
    { label: '$(add) Start a new run', run: undefined },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Run a Prompt over Many',
    placeHolder: 'A run was not finished. Go on with it, or start anew?',
  });
  return chosen && (chosen.run ?? 'new');
}

/** Throws a run away, after asking where it has answers. */
export async function discardRun(store: RunStore, { header, results }: StoredRun): Promise<boolean> {
  if (results.size > 0) {
    const discard = 'Throw Away';
    const choice = await vscode.window.showWarningMessage(
      `Throw the answers about ${sourceName(header)} away?`,
      { modal: true, detail: `There are ${results.size}, and they can’t be brought back.` },
      discard,
    );
    if (choice !== discard) return false;
  }
  await store.discard(header.id);
  return true;
}
