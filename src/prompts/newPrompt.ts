import * as vscode from 'vscode';
import { formatPromptFile } from '../core/prompts/promptFile';
import { promptFileEnding, slugOf } from '../core/prompts/promptName';
import { reasonInWords } from '../exchange/places';
import { askName } from './askName';
import { openPrompt } from './openPrompt';
import type { PromptServices } from './promptServices';
import type { PromptShelf } from './promptShelf';
import { orSay } from './storageWords';
import { promptsFolder } from './workspacePrompts';

const startingText = `---
description: What it does, in a few words
---
Write here what the model should do, in your own words.

\${selection}
`;

/** New Prompt…: asks for a name and a place, and opens a file that is ready to be written in. */
export async function newPrompt(services: PromptServices, shelf: PromptShelf): Promise<void> {
  const name = await askName(await shelf.list(), { title: 'New prompt', value: '' });
  if (name === undefined) return;
  const place = await pickPlace();
  if (place === undefined) return;
  if (place === 'own') {
    const fileName = await orSay(async () => shelf.change(async (own) => own.create(name, startingText)));
    if (fileName !== undefined) await openPrompt(services, { source: { kind: 'own', fileName } });
    return;
  }
  await createInFolder(place, name);
}

/** Saves a text as one of the person's prompts. Says what can be done with it. */
export async function savePrompt(services: PromptServices, shelf: PromptShelf, body: string): Promise<void> {
  const name = await askName(await shelf.list(), { title: 'Save as prompt', value: '' });
  if (name === undefined) return;
  const fileName = await orSay(async () =>
    shelf.change(async (own) => own.create(name, formatPromptFile('', body))),
  );
  if (fileName === undefined) return;
  const slug = fileName.slice(0, -promptFileEnding.length);
  const edit = 'Edit';
  services.inBackground(
    (async () => {
      const choice = await vscode.window.showInformationMessage(
        `Saved. Type /${slug} in the chat to run it, or put \${selection} into it to have it work on what you select.`,
        edit,
      );
      if (choice === edit) await openPrompt(services, { source: { kind: 'own', fileName } });
    })(),
  );
}

/** Where a new prompt goes: to the person's own, or into a folder that is open. */
async function pickPlace(): Promise<'own' | vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.isTrusted
    ? (vscode.workspace.workspaceFolders ?? []).filter(
        ({ uri }) => vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false,
      )
    : [];
  if (folders.length === 0) return 'own';
  const items: (vscode.QuickPickItem & { readonly place: 'own' | vscode.WorkspaceFolder })[] = [
    {
      label: 'For me',
      description: 'in every folder that I open',
      iconPath: new vscode.ThemeIcon('account'),
      place: 'own',
    },
    ...folders.map((folder) => ({
      label: `For the folder ${folder.name}`,
      description: `in ${promptsFolder}, for everybody who works with it`,
      iconPath: new vscode.ThemeIcon('folder'),
      place: folder,
    })),
  ];
  const choice = await vscode.window.showQuickPick(items, {
    title: 'New prompt',
    placeHolder: 'Choose whom the prompt is for',
  });
  return choice?.place;
}

async function createInFolder(folder: vscode.WorkspaceFolder, name: string): Promise<void> {
  const uri = vscode.Uri.joinPath(folder.uri, promptsFolder, `${slugOf(name)}${promptFileEnding}`);
  try {
    // `createFile` fails where there is a file, so that nothing is written over; whoever has it open sees the text.
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(uri, { ignoreIfExists: false, contents: new TextEncoder().encode(startingText) });
    if (!(await vscode.workspace.applyEdit(edit))) {
      void vscode.window.showInformationMessage(
        `There is a prompt of that name in the folder ${folder.name}. Here it is.`,
      );
    }
    await vscode.commands.executeCommand('vscode.open', uri);
  } catch (error) {
    void vscode.window.showErrorMessage(`The prompt could not be made: ${reasonInWords(error)}`);
  }
}
