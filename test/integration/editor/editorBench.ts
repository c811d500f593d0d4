import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TestApi } from '../../../src/services';
import { startStandIn, type StandIn } from '../../standin/server';
import { STANDIN_TOKEN } from '../../standin/tokens';
import { SteppedModel } from './steppedModel';

/** How long anything that should happen is waited for, in milliseconds. */
const patience = 20_000;

/** The extension in this window, signed in to a stand-in of its own. */
export interface EditorBench {
  readonly standIn: StandIn;
  readonly model: SteppedModel;
  readonly api: TestApi;
  /** Writes a file into a folder of its own. */
  write(name: string, content: string): Promise<vscode.Uri>;
  /** Opens a file of its own with this content. */
  open(name: string, content: string): Promise<vscode.TextEditor>;
  /** Chooses the model that answers. */
  useModel(id: string): Promise<void>;
  close(): Promise<void>;
}

export async function startEditorBench(): Promise<EditorBench> {
  const standIn = await startStandIn({ tokensPerSecond: Infinity });
  const model = new SteppedModel(standIn);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-editor-'));
  const extension = vscode.extensions.getExtension<TestApi>('huggingphaze.huggingphaze');
  assert.ok(extension, 'the extension is installed');
  const api = await extension.activate();
  const settings = vscode.workspace.getConfiguration('huggingphaze');
  await settings.update('routerUrl', standIn.url, vscode.ConfigurationTarget.Global);
  await settings.update('hubUrl', standIn.url, vscode.ConfigurationTarget.Global);
  const useModel = async (id: string): Promise<void> => {
    await vscode.workspace
      .getConfiguration('huggingphaze')
      .update('model', id, vscode.ConfigurationTarget.Global);
  };
  const write = async (name: string, content: string): Promise<vscode.Uri> => {
    // VS Code remembers where the cursor was in a file: each test has files of its own.
    const file = path.join(await mkdtemp(path.join(folder, 'files-')), name);
    await writeFile(file, content);
    return vscode.Uri.file(file);
  };
  await useModel(model.id);
  assert.equal(await api.tokenStore.set(STANDIN_TOKEN), 'done');
  return {
    standIn,
    model,
    api,
    useModel,
    write,
    open: async (name, content) =>
      vscode.window.showTextDocument(await write(name, content), { preview: false }),
    close: async () => {
      await settings.update('routerUrl', undefined, vscode.ConfigurationTarget.Global);
      await settings.update('hubUrl', undefined, vscode.ConfigurationTarget.Global);
      await settings.update('model', undefined, vscode.ConfigurationTarget.Global);
      await api.tokenStore.delete();
      await standIn.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves as soon as the condition holds: looks at every change of a document, an editor or a tab, and now and then. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  if (condition()) return;
  const subscriptions: vscode.Disposable[] = [];
  let interval: ReturnType<typeof setInterval> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (condition()) resolve();
      };
      interval = setInterval(look, 20);
      timer = setTimeout(() => reject(new Error(`Waited in vain until ${what}.`)), patience);
      subscriptions.push(
        vscode.workspace.onDidChangeTextDocument(look),
        vscode.window.onDidChangeActiveTextEditor(look),
        vscode.window.tabGroups.onDidChangeTabs(look),
      );
    });
  } finally {
    clearInterval(interval);
    clearTimeout(timer);
    for (const subscription of subscriptions) subscription.dispose();
  }
}

/** Closes every editor and gives up what is unsaved, in whatever state a test left them. */
export async function closeEverything(): Promise<void> {
  while (vscode.window.tabGroups.all.some((group) => group.tabs.length > 0)) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  }
}

/** Types as a person does. */
export async function type(text: string): Promise<void> {
  for (const character of text) await vscode.commands.executeCommand('type', { text: character });
}

/** The right side of the diff in front, or of the last one. VS Code keeps closed documents for a while. */
export function suggestion(): vscode.TextDocument | undefined {
  const tabs = suggestionTabs();
  const input = (tabs.find((tab) => tab.isActive) ?? tabs.at(-1))?.input;
  if (!(input instanceof vscode.TabInputTextDiff)) return undefined;
  const shown = input.modified.toString();
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === shown);
}

/** The tabs that show a suggestion. */
export function suggestionTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputTextDiff && input.modified.scheme === 'huggingphaze-rewrite',
    );
}
