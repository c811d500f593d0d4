import * as vscode from 'vscode';

/** Milliseconds until something that is being done is said to be: what is over by then would only flash. */
const patience = 700;

/** Does something, and if it takes longer than a moment says so, with a button that ends it. */
export async function withPatientProgress<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const result = work(abort.signal);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patience);
  });
  try {
    if ((await Promise.race([result, late])) !== 'late') return await result;
    return await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_, cancellation) => {
        cancellation.onCancellationRequested(() => abort.abort());
        return result;
      },
    );
  } finally {
    clearTimeout(timer);
  }
}
