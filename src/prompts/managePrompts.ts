import * as vscode from 'vscode';
import { withField } from '../core/prompts/frontMatter';
import type { PromptEntry } from '../core/prompts/promptLibrary';
import { askName } from './askName';
import { assignShortcut } from './assignShortcut';
import { exportPrompts, importPrompts } from './exchangePrompts';
import { newPrompt } from './newPrompt';
import { openPrompt } from './openPrompt';
import { pickPrompt } from './pickPrompt';
import type { PromptServices } from './promptServices';
import type { PromptShelf } from './promptShelf';
import { runEntry } from './runPrompt';
import { orSay } from './storageWords';

interface ActionItem extends vscode.QuickPickItem {
  readonly run?: () => Promise<void>;
}

/** Prompts…: what can be done with prompts, and with each of them. */
export async function managePrompts(services: PromptServices, shelf: PromptShelf): Promise<void> {
  const choose = async (): Promise<void> => {
    const entries = await shelf.list();
    const entry = await pickPrompt(entries, {
      title: 'Prompts',
      placeholder: 'Choose a prompt to run, change, rename or delete',
    });
    if (entry !== undefined) await manageOne(services, shelf, entry);
  };
  await pickAction('Prompts', 'Choose what to do', [
    {
      label: 'All prompts…',
      description: 'run, change, rename, delete',
      iconPath: new vscode.ThemeIcon('list-unordered'),
      run: choose,
    },
    {
      label: 'New prompt…',
      iconPath: new vscode.ThemeIcon('add'),
      run: async () => newPrompt(services, shelf),
    },
    {
      label: 'Import prompts…',
      iconPath: new vscode.ThemeIcon('cloud-download'),
      run: async () => importPrompts(services, shelf),
    },
    {
      label: 'Export prompts…',
      iconPath: new vscode.ThemeIcon('cloud-upload'),
      run: async () => exportPrompts(services, shelf),
    },
  ]);
}

async function manageOne(services: PromptServices, shelf: PromptShelf, entry: PromptEntry): Promise<void> {
  const { source } = entry;
  await pickAction(`${entry.title} · /${entry.name}`, 'Choose what to do with this prompt', [
    {
      label: 'Run',
      iconPath: new vscode.ThemeIcon('play'),
      run: async () => runEntry(services, entry),
    },
    source.kind === 'builtIn'
      ? {
          label: 'Make it mine…',
          description: 'a copy that you can change',
          iconPath: new vscode.ThemeIcon('copy'),
          run: async () => copyToOwn(services, shelf, entry),
        }
      : {
          label: 'Change',
          description: 'opens its file',
          iconPath: new vscode.ThemeIcon('edit'),
          run: async () => openPrompt(services, entry),
        },
    ...(source.kind === 'workspace'
      ? [
          {
            label: 'Copy to mine…',
            description: 'to have it in every folder',
            iconPath: new vscode.ThemeIcon('copy'),
            run: async () => copyToOwn(services, shelf, entry),
          },
        ]
      : []),
    {
      label: 'Assign a shortcut…',
      iconPath: new vscode.ThemeIcon('record-keys'),
      run: async () => assignShortcut(entry),
    },
    ...(source.kind === 'own'
      ? [
          {
            label: 'Rename…',
            iconPath: new vscode.ThemeIcon('tag'),
            run: async () => rename(shelf, entry, source.fileName),
          },
          {
            label: 'Delete',
            iconPath: new vscode.ThemeIcon('trash'),
            run: async () => remove(services, shelf, entry, source.fileName),
          },
        ]
      : []),
  ]);
}

async function pickAction(title: string, placeHolder: string, items: readonly ActionItem[]): Promise<void> {
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder });
  await chosen?.run?.();
}

async function copyToOwn(services: PromptServices, shelf: PromptShelf, entry: PromptEntry): Promise<void> {
  const value = entry.source.kind === 'builtIn' ? entry.name : (entry.name.split(':').at(-1) ?? '');
  const name = await askName(await shelf.list(), { title: `Copy “${entry.title}”`, value });
  if (name === undefined) return;
  // What the file calls itself would count more than what it is called.
  const text = entry.file.name === undefined ? entry.text : withField(entry.text, 'name', name);
  const fileName = await orSay(async () => shelf.change(async (own) => own.create(name, text)));
  if (fileName !== undefined) await openPrompt(services, { source: { kind: 'own', fileName } });
}

async function rename(shelf: PromptShelf, entry: PromptEntry, fileName: string): Promise<void> {
  const name = await askName(await shelf.list(), {
    title: `Rename “${entry.title}”`,
    value: entry.file.name ?? entry.name,
    except: entry,
  });
  if (name === undefined) return;
  const renamed = await orSay(async () => ({
    fileName: await shelf.change(async (own) => own.rename(fileName, name)),
  }));
  if (renamed !== undefined && renamed.fileName === undefined) {
    void vscode.window.showInformationMessage(
      `“${entry.title}” is not there any more. Another window may have renamed it.`,
    );
  }
}

async function remove(
  services: PromptServices,
  shelf: PromptShelf,
  entry: PromptEntry,
  fileName: string,
): Promise<void> {
  const removed = await orSay(async () => ({
    undo: await shelf.change(async (own) => own.remove(fileName)),
  }));
  const undo = removed?.undo;
  if (undo === undefined) return;
  const words = 'Undo';
  services.inBackground(
    (async () => {
      const choice = await vscode.window.showInformationMessage(`“${entry.title}” was deleted.`, words);
      if (choice === words) await orSay(async () => shelf.change(undo));
    })(),
  );
}
