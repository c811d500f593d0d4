import * as vscode from 'vscode';
import type { ItemResult } from '../core/batch/batchItem';
import { progressInWords, shareInWords } from '../core/batch/runWords';
import type { BatchServices } from './batchServices';
import type { Work } from './work';

/**
 * Asks about items, with a notification that tells how far it is and can end it, and a place in the status bar for who has
 * closed that. Where something has to be mended first, it says so and waits.
 */
export async function askWithProgress(
  services: BatchServices,
  work: Work,
  indexes: readonly number[],
  scope: 'all' | 'these',
  title: string,
  onResult: (result: ItemResult) => void,
): Promise<'ended' | 'stopped'> {
  const { session, open } = work;
  const { kind } = open.source;
  // Of a first look only those that it is about are counted.
  const all = scope === 'all' ? session.items.length : indexes.length;
  const before = session.results.size;
  const status = vscode.window.createStatusBarItem('huggingphaze.run', vscode.StatusBarAlignment.Right, 99);
  status.name = 'Huggingphaze: Run over Many';
  status.command = 'huggingphaze.runOverMany';
  try {
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, cancellation) => {
        cancellation.onCancellationRequested(() => session.stop());
        const show = (note = session.isPaused ? '; waiting for you' : '', increment = 0): void => {
          const count = scope === 'all' ? session.results.size : session.results.size - before;
          const message = `${progressInWords(count, all, kind, session.cost)}${note}`;
          progress.report({ message, increment });
          status.text = `$(run-all) ${session.isPaused ? 'Waiting at ' : ''}${count} of ${all}`;
          status.tooltip = `${title}: ${message}. Click to stop it or to go on.`;
          status.accessibilityInformation = { label: `Huggingphaze: ${title}, ${message}` };
          status.show();
        };
        show();
        return session.ask(indexes, {
          onResult: (result) => {
            show(undefined, 100 / indexes.length);
            onResult(result);
          },
          onPause: (error, modelName) => {
            show();
            const goOn = (): void => {
              session.resume();
              show();
            };
            services.inBackground(
              services
                .reportError(error, modelName, goOn)
                .then(async () => askToGoOn(work))
                .then(() => show()),
            );
          },
          onHold: (milliseconds) => {
            const seconds = Math.max(1, Math.round(milliseconds / 1000));
            show(`; the service is busy, going on in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`);
          },
        });
      },
    );
  } finally {
    status.dispose();
  }
}

/** Where what went wrong was closed without being mended, or is mended elsewhere, as on the page for credits. */
export async function askToGoOn({ session, open }: Work): Promise<void> {
  if (!session.isPaused) return;
  const [goOn, stop] = ['Go On', 'Stop'];
  const far = shareInWords(session.results.size, session.items.length, open.source.kind);
  const choice = await vscode.window.showWarningMessage(
    `The run over ${open.name} waits at ${far}. Nothing is lost.`,
    goOn,
    stop,
  );
  if (choice === goOn) session.resume();
  if (choice === stop) session.stop();
}
