import * as vscode from 'vscode';
import { troublesDocument } from '../core/batch/runDocuments';
import { countsInWords } from '../core/batch/runWords';
import type { Written } from './openSource';
import type { Work } from './work';

const show = 'Open the Result';
const why = 'Show Why';

/** Says what came of a run, with the way to it; the places of the items that the person wants to be asked about again. */
export async function report(work: Work, written: Written): Promise<readonly number[] | undefined> {
  const { session, open } = work;
  const again = session.worthAnotherTry;
  const { failed, incomplete } = session.counts;
  const isAllFailed = again.every((index) => session.results.get(index)?.state === 'failed');
  const retry = isAllFailed ? `Try the ${again.length} Failed Again` : `Try ${again.length} Again`;
  const counts = countsInWords(session.counts, session.items.length, open.source.kind, session.cost);
  const words = [counts, written.remark].filter((part) => part !== undefined).join(' ');
  const buttons = [
    ...(written.uri === undefined ? [] : [show]),
    ...(again.length > 0 ? [retry] : []),
    ...(failed + incomplete > 0 ? [why] : []),
  ];
  for (;;) {
    const choice = await (failed > 0
      ? vscode.window.showWarningMessage(words, ...buttons)
      : vscode.window.showInformationMessage(words, ...buttons));
    if (choice === retry) return again;
    if (choice === show) await vscode.commands.executeCommand('vscode.open', written.uri);
    if (choice !== why) return undefined;
    const content = troublesDocument([...session.results.values()], session.items);
    const document = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
    await vscode.window.showTextDocument(document);
  }
}
