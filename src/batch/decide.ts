import * as vscode from 'vscode';
import type { RunTarget } from '../core/batch/runRecord';
import { previewDocument } from '../core/batch/runDocuments';
import { estimateCost, itemsInWords, moreInWords, priceOfRest } from '../core/batch/runWords';
import { askWithProgress } from './asking';
import type { BatchServices } from './batchServices';
import { pickFolder } from './filesSource';
import type { PreviewTab } from './previewTab';
import { rest, type Work } from './work';

/** How many answers the person sees before the rest is asked. */
const mostShown = 3;

/** What the person wants after having seen the first answers. */
export type Decision =
  | { readonly kind: 'run'; readonly target: RunTarget }
  | { readonly kind: 'changePrompt' }
  | { readonly kind: 'cancel' };

/** Asks about the first items, shows what comes, and asks whether to go on. */
export async function lookAndDecide(
  services: BatchServices,
  preview: PreviewTab,
  work: Work,
): Promise<Decision> {
  const { session, open } = work;
  const { kind } = open.source;
  const askable = session.items.flatMap(({ refusal }, index) => (refusal === undefined ? [index] : []));
  const shown = askable.slice(0, mostShown);
  const model = await services.selection.resolve();
  const document = (): string =>
    previewDocument({
      prompt: session.prompt.text,
      modelName: model.name,
      what: firstInWords(shown.length, itemsInWords(session.items.length, kind), kind),
      answers: shown.flatMap((index) => {
        const item = session.items[index];
        return item === undefined ? [] : [{ item, result: session.results.get(index) }];
      }),
    });
  await preview.show('First Answers', document());
  const missing = shown.filter((index) => !session.results.has(index));
  if (missing.length > 0) {
    const title = `Trying it on ${firstInWords(shown.length, '', kind)}`;
    const how = await askWithProgress(services, work, missing, 'these', title, () =>
      preview.update(document()),
    );
    if (how === 'stopped') return { kind: 'cancel' };
  }
  work.isDeciding = true;
  try {
    return await decide(services, work, shown);
  } finally {
    work.isDeciding = false;
  }
}

function firstInWords(count: number, all: string, kind: Work['open']['source']['kind']): string {
  const [one, many] = [itemsInWords(1, kind).slice(2), itemsInWords(2, kind).slice(2)];
  if (count === 1) return all === '' ? `the first ${one}` : `the first of ${all}`;
  return all === '' ? `the first ${count} ${many}` : `the first ${count} of ${all}`;
}

interface DecisionItem extends vscode.QuickPickItem {
  readonly decision: Decision | 'pickFolder';
}

async function decide(services: BatchServices, work: Work, shown: readonly number[]): Promise<Decision> {
  const { session, open } = work;
  const { kind } = open.source;
  const left = rest(work);
  const model = await services.selection.resolve();
  const itemAt = (index: number) => session.items[index];
  const asked = shown.flatMap((index) => {
    const [item, result] = [itemAt(index), session.results.get(index)];
    return item === undefined || result === undefined || result.state === 'failed' ? [] : [{ item, result }];
  });
  const items = left.map(itemAt).filter((item) => item !== undefined && item.refusal === undefined);
  const cost = estimateCost(
    session.prompt,
    items.filter((item) => item !== undefined),
    asked,
    model.pricing,
  );
  // One line each: the list lies over the answers that the person wants to read.
  const verb = left.length === 0 ? 'Save the answers' : 'Run all,';
  const offers = await open.offers();
  const lines: readonly DecisionItem[] = [
    ...offers.map(({ target, label, detail }) => ({
      label: `$(run-all) ${verb} ${label}`,
      description: detail,
      decision: target === undefined ? ('pickFolder' as const) : ({ kind: 'run', target } as const),
    })),
    {
      label: '$(edit) Change the prompt',
      description: 'asks about the first ones anew',
      decision: { kind: 'changePrompt' },
    },
    {
      label: '$(close) Cancel',
      description: 'the first answers are kept, to go on later',
      decision: { kind: 'cancel' },
    },
  ];
  for (;;) {
    const chosen = await vscode.window.showQuickPick(lines, {
      title: left.length === 0 ? 'These are all of them' : `Run over ${moreInWords(left.length, kind)}?`,
      placeHolder:
        left.length === 0
          ? 'Nothing more is to be asked'
          : `${capitalised(priceOfRest(cost, left.length, kind))}, answered by ${model.name}`,
      // The person may want to scroll through the answers first.
      ignoreFocusOut: true,
    });
    if (chosen === undefined) return { kind: 'cancel' };
    if (chosen.decision !== 'pickFolder') return chosen.decision;
    const folder = await pickFolder();
    if (folder !== undefined) return { kind: 'run', target: { kind: 'folder', folder: folder.toString() } };
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
