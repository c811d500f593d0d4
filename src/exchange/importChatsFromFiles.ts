import * as vscode from 'vscode';
import { importChats, type ImportFile, type ImportSummary } from '../core/exchange/importChats';
import { importInWords } from '../core/exchange/importWords';
import type { ExchangeServices } from './exchangeServices';
import { firstPlace, nameOf } from './places';

/** Bytes. Larger files would not fit into memory beside what they hold. */
const largestFile = 500_000_000;

/** Import Chats…: asks for files, adds the chats in them, and says what came of it. Never rejects. */
export async function importChatsFromFiles(services: ExchangeServices): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Import Chats: from Huggingphaze, HuggingChat or ChatGPT',
    openLabel: 'Import',
    canSelectMany: true,
    defaultUri: firstPlace(),
    filters: { 'Exported chats': ['json', 'zip'], 'All files': ['*'] },
  });
  if (!chosen || chosen.length === 0) return;
  const summary = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Importing chats', cancellable: true },
    async (progress, token) => importWithProgress(services, chosen, progress, token),
  );
  const { imported, troubles, storageTrouble } = summary;
  services.log.info(
    `Import: ${imported.length} added, ${summary.alreadyHere} here already, ${troubles.length} not read${storageTrouble === undefined ? '' : `; ${storageTrouble}`}.`,
  );
  await tell(services, summary);
}

async function importWithProgress(
  { store, pictures }: ExchangeServices,
  chosen: readonly vscode.Uri[],
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<ImportSummary> {
  const abort = new AbortController();
  const listener = token.onCancellationRequested(() => abort.abort());
  let percent = 0;
  try {
    return await importChats({
      files: chosen.map(fileAt),
      target: {
        read: async (id) => store.read(id),
        importConversation: async (id, records) => store.importConversation(id, records),
        addPicture: async (picture) => pictures.add(picture),
      },
      signal: abort.signal,
      onProgress: (done, imported) => {
        progress.report({ message: `${imported} so far`, increment: Math.max(0, done * 100 - percent) });
        percent = Math.max(percent, done * 100);
      },
      now: () => performance.now(),
      pause: async () => new Promise((resolve) => setImmediate(resolve)),
    });
  } finally {
    listener.dispose();
  }
}

function fileAt(uri: vscode.Uri): ImportFile {
  return {
    name: nameOf(uri),
    read: async () => {
      const { size } = await vscode.workspace.fs.stat(uri);
      return size > largestFile ? 'tooLarge' : vscode.workspace.fs.readFile(uri);
    },
  };
}

async function tell(services: ExchangeServices, summary: ImportSummary): Promise<void> {
  const { text, kind } = importInWords(summary);
  const [first] = summary.imported;
  const button = first === undefined ? [] : [summary.imported.length === 1 ? 'Open' : 'Show Chats'];
  const say = {
    information: vscode.window.showInformationMessage,
    warning: vscode.window.showWarningMessage,
    error: vscode.window.showErrorMessage,
  }[kind];
  const chosen = await say(text, ...button);
  if (chosen === undefined || first === undefined) return;
  if (summary.imported.length === 1) await services.openChat(first);
  else await services.showChats();
}
