import * as vscode from 'vscode';
import { isPromptFileName, largestPromptFile } from '../core/prompts/ownPrompts';
import type { FoundPrompt } from '../core/prompts/promptLibrary';
import { decodeText } from '../core/text/decodeText';
import { property } from '../editor/commandArguments';

/** Where VS Code looks for prompts itself. */
export const promptsFolder = '.github/prompts';

/** How long a folder is waited for, in milliseconds: one that lies far away must not keep the others from being used. */
const patience = 3_000;

/** Most files that are read in one folder. */
const mostFiles = 300;

/**
 * The prompts of the open folders, in each as VS Code's own setting `chat.promptFilesLocations` has it. None in a
 * workspace that the person does not trust. Read by `workspace.fs` alone, so that folders on no disk have theirs too.
 */
export async function workspacePrompts(): Promise<readonly FoundPrompt[]> {
  if (!vscode.workspace.isTrusted) return [];
  const folders = vscode.workspace.workspaceFolders ?? [];
  const places = folders.flatMap((folder) => locationsIn(folder).map((path) => ({ folder, path })));
  return (await Promise.all(places.map(async (place) => within(readPlace(place.folder, place.path))))).flat();
}

/** Folders below an open one; patterns and places outside it are passed over. */
function locationsIn(folder: vscode.WorkspaceFolder): readonly string[] {
  const setting: unknown = vscode.workspace.getConfiguration('chat', folder.uri).get('promptFilesLocations');
  const set = typeof setting === 'object' && setting !== null ? Object.keys(setting) : [];
  const paths = new Set([promptsFolder, ...set.map((path) => path.replace(/^\.\/|\/+$/g, ''))]);
  return [...paths].filter(
    (path) =>
      property(setting, path) !== false &&
      !/^[/\\~]|^[a-z]:|[*?{}[\]]/i.test(path) &&
      !path.split(/[/\\]/).includes('..'),
  );
}

async function readPlace(folder: vscode.WorkspaceFolder, path: string): Promise<readonly FoundPrompt[]> {
  const uri = vscode.Uri.joinPath(folder.uri, path);
  const names = (await namesIn(uri)).filter(isPromptFileName).sort().slice(0, mostFiles);
  const found = await Promise.all(
    names.map(async (fileName): Promise<FoundPrompt | undefined> => {
      const file = vscode.Uri.joinPath(uri, fileName);
      const text = await textOf(file);
      if (text === undefined) return undefined;
      const place = { uri: file.toString(), folder: folder.name, path: `${path}/${fileName}` };
      return { source: { kind: 'workspace', ...place }, fileName, text };
    }),
  );
  return found.filter((prompt) => prompt !== undefined);
}

async function namesIn(uri: vscode.Uri): Promise<readonly string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(uri);
    return entries.filter(([, type]) => (type & vscode.FileType.File) !== 0).map(([name]) => name);
  } catch {
    // Most folders have none.
    return [];
  }
}

/** `undefined` for what can't be read, is too large or no text. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestPromptFile) return undefined;
    return decodeText(await vscode.workspace.fs.readFile(uri));
  } catch {
    // It has just been deleted, or may not be read: then there is no such prompt.
    return undefined;
  }
}

async function within(work: Promise<readonly FoundPrompt[]>): Promise<readonly FoundPrompt[]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<readonly FoundPrompt[]>((resolve) => {
    timer = setTimeout(() => resolve([]), patience);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
