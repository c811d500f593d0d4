import * as vscode from 'vscode';
import { isPromptFileName, largestPromptFile } from '../core/prompts/ownPrompts';
import type { PromptEntry } from '../core/prompts/promptLibrary';
import { freeName, nameFromFile, promptFileEnding, slugOf } from '../core/prompts/promptName';
import { decodeText } from '../core/text/decodeText';
import { firstPlace, nameOf, reasonInWords } from '../exchange/places';
import { promptItems } from './pickPrompt';
import type { PromptServices } from './promptServices';
import type { PromptShelf } from './promptShelf';
import { orSay } from './storageWords';

/** Export Prompts…: writes prompts into a folder, a file each. Files that are there already are left as they are. */
export async function exportPrompts(services: PromptServices, shelf: PromptShelf): Promise<void> {
  const entries = await shelf.list();
  const items = promptItems(entries).map((item) => ({ ...item, picked: item.entry?.source.kind === 'own' }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Export prompts',
    placeHolder: 'Choose the prompts to export',
    canPickMany: true,
    matchOnDescription: true,
  });
  const wanted = (chosen ?? []).map(({ entry }) => entry).filter((entry) => entry !== undefined);
  if (wanted.length === 0) return;
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Export Prompts: Choose a Folder',
      openLabel: 'Export Here',
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: firstPlace(),
    })) ?? [];
  if (folder === undefined) return;
  try {
    const names = new Set(
      (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name.toLowerCase()),
    );
    for (const entry of wanted) {
      const name = freeName(fileNameFor(entry), (free) => names.has(`${free}${promptFileEnding}`));
      names.add(`${name}${promptFileEnding}`);
      await vscode.workspace.fs.writeFile(
        vscode.Uri.joinPath(folder, `${name}${promptFileEnding}`),
        new TextEncoder().encode(entry.text),
      );
    }
  } catch (error) {
    void vscode.window.showErrorMessage(`The prompts could not all be exported: ${reasonInWords(error)}`);
    return;
  }
  services.log.info(`Prompts: ${wanted.length} exported.`);
  void vscode.window.showInformationMessage(
    `${countInWords(wanted.length)} exported to ${nameOf(folder)}. In .github/prompts of a folder, they are there for everybody who works with it.`,
  );
}

function fileNameFor({ name }: PromptEntry): string {
  return slugOf(name) || 'prompt';
}

/** Import Prompts…: takes prompts from files, or all of a folder, to the person's own. Nothing is written over. */
export async function importPrompts(services: PromptServices, shelf: PromptShelf): Promise<void> {
  const from = await vscode.window.showQuickPick(
    [
      { label: 'Files', description: 'one or several .prompt.md files', isFolder: false },
      { label: 'All prompts of a folder', description: 'such as .github/prompts', isFolder: true },
    ],
    { title: 'Import prompts', placeHolder: 'Choose what to import' },
  );
  if (from === undefined) return;
  const chosen = await vscode.window.showOpenDialog({
    title: 'Import Prompts',
    openLabel: 'Import',
    canSelectFiles: !from.isFolder,
    canSelectFolders: from.isFolder,
    canSelectMany: true,
    defaultUri: firstPlace(),
    ...(!from.isFolder && { filters: { Prompts: ['md'], 'All files': ['*'] } }),
  });
  if (chosen === undefined) return;
  const files = from.isFolder
    ? (await Promise.all(chosen.map(async (uri) => promptFilesIn(uri)))).flat()
    : chosen;
  const here = new Set(
    (await shelf.list()).filter(({ source }) => source.kind === 'own').map(({ text }) => text),
  );
  const counts = { added: 0, alreadyHere: 0, unreadable: 0 };
  for (const uri of files) {
    const text = await readPrompt(uri);
    if (text === undefined) counts.unreadable += 1;
    else if (here.has(text)) counts.alreadyHere += 1;
    else {
      const fileName = await orSay(async () =>
        shelf.change(async (own) => own.create(nameFromFile(nameOf(uri)), text)),
      );
      if (fileName === undefined) break;
      here.add(text);
      counts.added += 1;
    }
  }
  services.log.info(`Prompts: ${counts.added} imported, ${counts.unreadable} not read.`);
  const sentences = [
    counts.added > 0 || files.length === 0 ? `${countInWords(counts.added)} imported.` : '',
    counts.alreadyHere > 0 ? `${countInWords(counts.alreadyHere)} you have already.` : '',
    counts.unreadable > 0
      ? `${counts.unreadable === 1 ? '1 file is' : `${counts.unreadable} files are`} no text, or too long for a prompt.`
      : '',
  ].filter((sentence) => sentence !== '');
  const show =
    counts.unreadable > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  void show(
    files.length === 0
      ? 'There are no .prompt.md files in that folder. Choose another one.'
      : sentences.join(' '),
  );
}

async function promptFilesIn(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(([name, type]) => (type & vscode.FileType.File) !== 0 && isPromptFileName(name))
      .map(([name]) => vscode.Uri.joinPath(folder, name));
  } catch {
    // What can't be listed has nothing to take; that nothing was found is said.
    return [];
  }
}

async function readPrompt(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestPromptFile) return undefined;
    const text = decodeText(await vscode.workspace.fs.readFile(uri));
    return text?.trim() === '' ? undefined : text;
  } catch {
    // It is counted as one that could not be read.
    return undefined;
  }
}

function countInWords(count: number): string {
  return count === 1 ? '1 prompt' : `${count === 0 ? 'No' : count} prompts`;
}
