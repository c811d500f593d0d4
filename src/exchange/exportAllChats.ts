import * as vscode from 'vscode';
import { titleInWords } from '../core/exchange/documentWords';
import { fileNameFrom, UniqueNames } from '../core/exchange/fileNames';
import { htmlIndex, indexEntry, markdownIndex, type IndexEntry } from '../core/exchange/indexDocument';
import { formatOurs } from '../core/exchange/ourFormat';
import type { PortableConversation } from '../core/exchange/portableConversation';
import type { ConversationSummary } from '../core/storage/conversationIndex';
import type { ExchangeServices } from './exchangeServices';
import { documentOf } from './exportChat';
import { tellExported } from './exportEnd';
import { endings, filters, pickFormat, type ExportFormat } from './exportFormats';
import { firstPlace, newFolder, reasonInWords } from './places';
import { readForExport } from './readForExport';
import { textForms } from './textForms';

/** What came of an export of all. */
interface Exported {
  readonly file: vscode.Uri;
  readonly count: number;
  /** How many could not be read from disk. */
  readonly missing: number;
}

/** Export All Chats…: into one JSON file, or a new folder of documents with a list. Says how it went; never rejects. */
export async function exportAllChats(services: ExchangeServices): Promise<void> {
  await services.chat.load();
  const list = await listOrSay(services);
  if (!list) return;
  const format = await pickFormat('Export All Chats', true);
  if (format === undefined) return;
  for (;;) {
    const place = await pickPlace(format);
    if (!place) return;
    try {
      const exported = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: 'Exporting chats', cancellable: true },
        async (progress, token) => {
          const reading = readAll(services, list, progress, token);
          return format === 'json' ? toFile(reading, place, token) : toFolder(reading, place, format, token);
        },
      );
      if (exported) await tell(exported, format);
      return;
    } catch (error) {
      const again = 'Choose Another Place';
      const sentence = `The chats could not be exported: ${reasonInWords(error)}`;
      if ((await vscode.window.showErrorMessage(sentence, again)) !== again) return;
    }
  }
}

async function listOrSay(services: ExchangeServices): Promise<readonly ConversationSummary[] | undefined> {
  try {
    const list = await services.store.list();
    if (list.length > 0) return list;
    void vscode.window.showInformationMessage('There is no chat to export yet. Send a message first.');
  } catch {
    void vscode.window.showErrorMessage(
      'Your chats could not be read from disk. Their files are kept as they are; please try again in a while.',
    );
  }
  return undefined;
}

async function pickPlace(format: ExportFormat): Promise<vscode.Uri | undefined> {
  if (format === 'json') {
    return vscode.window.showSaveDialog({
      title: 'Export All Chats',
      saveLabel: 'Export',
      defaultUri: vscode.Uri.joinPath(firstPlace(), `${nameOfToday()}.json`),
      filters: filters.json,
    });
  }
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Export All Chats: where to make the new folder?',
      openLabel: 'Export Here',
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: firstPlace(),
    })) ?? [];
  return folder;
}

/** As in "Huggingphaze chats 2026-11-25", by the computer's calendar. */
function nameOfToday(): string {
  const now = new Date();
  const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return `Huggingphaze chats ${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Each conversation when it is asked for; `undefined` for one that can't be read. Ends early when cancelled. */
async function* readAll(
  services: ExchangeServices,
  list: readonly ConversationSummary[],
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): AsyncGenerator<PortableConversation | undefined> {
  for (const [index, { id }] of list.entries()) {
    if (token.isCancellationRequested) return;
    progress.report({ message: `${index + 1} of ${list.length}`, increment: 100 / list.length });
    try {
      yield await readForExport(services, id);
    } catch {
      yield undefined;
    }
  }
}

type Reading = AsyncGenerator<PortableConversation | undefined>;

async function toFile(
  reading: Reading,
  file: vscode.Uri,
  token: vscode.CancellationToken,
): Promise<Exported | undefined> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  const conversations: PortableConversation[] = [];
  let missing = 0;
  for await (const conversation of reading) {
    if (conversation) conversations.push(conversation);
    else missing += 1;
  }
  if (token.isCancellationRequested) return undefined;
  for (const piece of formatOurs(conversations, new Date())) pieces.push(encoder.encode(piece));
  await vscode.workspace.fs.writeFile(file, Buffer.concat(pieces));
  return { file, count: conversations.length, missing };
}

async function toFolder(
  reading: Reading,
  parent: vscode.Uri,
  format: 'markdown' | 'html',
  token: vscode.CancellationToken,
): Promise<Exported | undefined> {
  const encoder = new TextEncoder();
  const folder = await newFolder(parent, nameOfToday());
  const names = new UniqueNames();
  const entries: IndexEntry[] = [];
  let missing = 0;
  const write = async (name: string, content: string): Promise<vscode.Uri> => {
    const file = vscode.Uri.joinPath(folder, name);
    await vscode.workspace.fs.writeFile(file, encoder.encode(content));
    return file;
  };
  for await (const conversation of reading) {
    if (!conversation) {
      missing += 1;
    } else if (conversation.messages.length > 0) {
      const name = `${names.take(fileNameFrom(titleInWords(conversation)))}${endings[format]}`;
      await write(name, await documentOf(conversation, format));
      entries.push(indexEntry(conversation, name));
    }
  }
  if (token.isCancellationRequested) {
    // It was made a moment ago, and holds nothing but copies.
    await vscode.workspace.fs.delete(folder, { recursive: true, useTrash: false });
    return undefined;
  }
  const index = format === 'html' ? await htmlIndex(entries, textForms) : markdownIndex(entries);
  return { file: await write(`index${endings[format]}`, index), count: entries.length, missing };
}

async function tell({ file, count, missing }: Exported, format: ExportFormat): Promise<void> {
  const done = count === 1 ? '1 chat was exported.' : `${count} chats were exported.`;
  if (missing === 0) {
    await tellExported(done, file, format);
    return;
  }
  const some = missing === 1 ? '1 could not be read and is' : `${missing} could not be read and are`;
  await tellExported(`${done} ${some} not in it; try again in a while.`, file, format, 'warning');
}
