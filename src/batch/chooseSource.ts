import * as vscode from 'vscode';
import { itemsInWords } from '../core/batch/runWords';
import type { CellKinds, RunSource } from '../core/batch/runRecord';
import type { ReadFile } from './batchServices';
import { filesIn, openFiles } from './filesSource';
import { cellsOf, isNotebook, openNotebook } from './notebookSource';
import type { OpenSource } from './openSource';
import { firstPlace, nameOf } from './places';
import { isTable, openTable } from './tableSource';

const title = 'Run a Prompt over Many';

interface SourceItem extends vscode.QuickPickItem {
  readonly open: () => Promise<OpenSource | string | undefined>;
}

/**
 * What to run over: what the command was pointed at, what is open, or what the person chooses. `undefined` if they changed
 * their mind; a sentence where it can't be.
 */
export async function chooseSource(
  parameters: readonly unknown[],
  read: ReadFile,
): Promise<OpenSource | string | undefined> {
  const pointedAt = urisFrom(parameters);
  const [only] = pointedAt;
  if (only !== undefined) {
    return saysWhy(nameOf(only), async () =>
      pointedAt.length === 1 ? openOne(only, read) : openMany(pointedAt, read),
    );
  }
  const chosen = await vscode.window.showQuickPick(placesToOffer(read), {
    title,
    placeHolder: 'What should the prompt be run over?',
  });
  return chosen && saysWhy('This', chosen.open);
}

/** Opens again what an earlier run went over. */
export async function reopenSource(
  source: RunSource,
  read: ReadFile,
): Promise<OpenSource | string | undefined> {
  switch (source.kind) {
    case 'files':
      return openFiles(
        source.files.map((file) => vscode.Uri.parse(file, true)),
        true,
        read,
      );
    case 'table':
      return saysWhy(nameOf(vscode.Uri.parse(source.file)), async () =>
        openTable(vscode.Uri.parse(source.file, true)),
      );
    case 'notebook':
      return saysWhy(nameOf(vscode.Uri.parse(source.file)), async () =>
        openNotebook(vscode.Uri.parse(source.file, true), source.cells),
      );
  }
}

function placesToOffer(read: ReadFile): readonly SourceItem[] {
  const items: SourceItem[] = [];
  const table = vscode.window.activeTextEditor?.document;
  if (table !== undefined && (isTable(table.uri) || /^(?:csv|tsv)\b/.test(table.languageId)))
    items.push({
      label: `$(table) The rows of ${nameOf(table.uri)}`,
      open: async () => openTable(table.uri),
    });
  const notebook = vscode.window.activeNotebookEditor?.notebook;
  if (notebook !== undefined)
    items.push({
      label: `$(notebook) The cells of ${nameOf(notebook.uri)}`,
      open: async () => openCells(notebook.uri),
    });
  return [
    ...items,
    {
      label: '$(files) Files…',
      description: 'texts, PDF, Word or Excel; or a table (CSV), row by row',
      open: async () => openChosen(read, false),
    },
    {
      label: '$(folder) All Files of a Folder…',
      open: async () => openChosen(read, true),
    },
  ];
}

async function openChosen(read: ReadFile, isFolder: boolean): Promise<OpenSource | string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: isFolder ? `${title}: the files of which folder?` : `${title}: which files?`,
    openLabel: isFolder ? 'Choose This Folder' : 'Choose',
    canSelectMany: !isFolder,
    canSelectFiles: !isFolder,
    canSelectFolders: isFolder,
    defaultUri: firstPlace(),
  });
  const [only] = chosen ?? [];
  if (chosen === undefined || only === undefined) return undefined;
  return chosen.length === 1 ? openOne(only, read) : openMany(chosen, read);
}

async function openOne(uri: vscode.Uri, read: ReadFile): Promise<OpenSource | string | undefined> {
  if (isNotebook(uri)) return openCells(uri);
  if (isTable(uri)) return openTable(uri);
  return openMany([uri], read);
}

async function openMany(
  uris: readonly vscode.Uri[],
  read: ReadFile,
): Promise<OpenSource | string | undefined> {
  const files: vscode.Uri[] = [];
  let hasFolders = false;
  for (const uri of uris) {
    const type =
      uri.scheme === 'untitled' ? vscode.FileType.File : (await vscode.workspace.fs.stat(uri)).type;
    if ((type & vscode.FileType.Directory) === 0) files.push(uri);
    else {
      hasFolders = true;
      const found = await pickDepth(uri);
      if (found === undefined) return undefined;
      files.push(...found);
    }
  }
  if (files.length === 0) return 'There is no file in this folder. Choose another.';
  return openFiles(files, !hasFolders, read);
}

/** The files of a folder, and those of its folders if the person wants them. */
async function pickDepth(folder: vscode.Uri): Promise<readonly vscode.Uri[] | undefined> {
  const { direct, all } = await filesIn(folder);
  if (direct.length === all.length || direct.length === 0) return all;
  const items = [
    { label: `The ${itemsInWords(direct.length, 'files')} in ${nameOf(folder)}`, files: direct },
    { label: `All ${itemsInWords(all.length, 'files')}, also those in its folders`, files: all },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: 'Which files?' });
  return chosen?.files;
}

async function openCells(uri: vscode.Uri): Promise<OpenSource | string | undefined> {
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  const [markdown, code] = [cellsOf(notebook, 'markdown').length, cellsOf(notebook, 'code').length];
  if (markdown === 0 || code === 0) return openNotebook(uri, 'all');
  const items: readonly (vscode.QuickPickItem & { readonly kinds: CellKinds })[] = [
    { label: `$(markdown) The ${itemsInWords(markdown, 'notebook')} with text`, kinds: 'markdown' },
    { label: `$(code) The ${itemsInWords(code, 'notebook')} with code`, kinds: 'code' },
    { label: `$(notebook) All ${itemsInWords(markdown + code, 'notebook')}`, kinds: 'all' },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: 'Which cells?' });
  return chosen && openNotebook(uri, chosen.kinds);
}

async function saysWhy(
  name: string,
  open: () => Promise<OpenSource | string | undefined>,
): Promise<OpenSource | string | undefined> {
  try {
    return await open();
  } catch {
    return `“${name}” could not be opened. Perhaps it was moved or deleted; look for it, and try again.`;
  }
}

/** What a menu, a key binding or another extension points at: the explorer's items, a tab, a notebook's toolbar. */
function urisFrom([first, second]: readonly unknown[]): readonly vscode.Uri[] {
  if (Array.isArray(second) && second.length > 0)
    return second.filter((value) => value instanceof vscode.Uri);
  if (first instanceof vscode.Uri) return [first];
  const editor = property(first, 'notebookEditor');
  const uri = property(editor, 'notebookUri');
  return uri instanceof vscode.Uri ? [uri] : [];
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
