import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { ChatPictures } from '../../../src/core/chat/chatPictures';
import { systemTimers } from '../../../src/core/storage/clock';
import { ConversationStore } from '../../../src/core/storage/conversationStore';
import { PictureStore } from '../../../src/core/storage/pictureStore';
import { createExchangeActions, type ExchangeActions } from '../../../src/exchange/exchangeActions';
import { nodeFileSystem } from '../../../src/platform/storageFileSystem';
import { Messages } from '../host/messages';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

/** What a person answers VS Code's dialogs, in place of the person. */
class Dialogs {
  readonly #originals = new Map<string, unknown>();
  format = 'Markdown';
  saveTo: (vscode.Uri | undefined)[] = [];
  open: vscode.Uri[] = [];

  catch(): void {
    this.#replace('showQuickPick', async (items: readonly vscode.QuickPickItem[]) =>
      Promise.resolve(items.find(({ label }) => label.includes(this.format))),
    );
    this.#replace('showSaveDialog', async () => Promise.resolve(this.saveTo.shift()));
    this.#replace('showOpenDialog', async () => Promise.resolve(this.open));
  }

  release(): void {
    for (const [name, value] of this.#originals)
      Object.defineProperty(vscode.window, name, { value, configurable: true, writable: true });
    this.#originals.clear();
  }

  #replace(name: 'showQuickPick' | 'showSaveDialog' | 'showOpenDialog', value: unknown): void {
    if (!this.#originals.has(name)) this.#originals.set(name, vscode.window[name]);
    Object.defineProperty(vscode.window, name, { value, configurable: true, writable: true });
  }
}

suite('Files of chats', () => {
  const messages = new Messages();
  const dialogs = new Dialogs();
  let folder: string;
  let store: ConversationStore;
  let actions: ExchangeActions;
  let opened: string[];

  const uri = (...names: string[]): vscode.Uri => vscode.Uri.file(path.join(folder, ...names));
  const text = async (...names: string[]): Promise<string> => readFile(path.join(folder, ...names), 'utf8');

  setup(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-exchange-'));
    const fileSystem = nodeFileSystem(path.join(folder, 'storage'));
    store = new ConversationStore({ fileSystem, timers: systemTimers, log, writer: randomUUID() });
    const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    opened = [];
    actions = createExchangeActions({
      chat: {
        current: { id: 'c1', draft: 'Just typed', attachments: [] },
        load: async () => Promise.resolve(),
      },
      store,
      pictures: new ChatPictures(new PictureStore({ fileSystem, digest })),
      log,
      token: async () => Promise.resolve('my-own-token'),
      openChat: async (id) => Promise.resolve(void opened.push(id)),
      showChats: async () => Promise.resolve(),
      inBackground: (work) => void work.catch((error: unknown) => assert.fail(String(error))),
    });
    messages.catch();
    dialogs.catch();
  });

  teardown(async () => {
    dialogs.release();
    messages.release();
    store.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  async function say(id: string, question: string): Promise<void> {
    await store.append(id, [
      { kind: 'header', format: 1, id, createdAt: 1 },
      {
        kind: 'message',
        message: { role: 'user', id: 'q', parentId: null, createdAt: 1, text: question, attachments: [] },
      },
    ]);
  }

  test('one chat goes where the person chooses, with the last words typed, and without the token', async () => {
    await say('c1', 'Is my-own-token safe?');
    dialogs.format = 'JSON';
    dialogs.saveTo = [uri('one.json')];
    await actions.exportChat(undefined);
    assert.deepEqual(messages.shown, ['“Is hf_[hidden] safe?” was exported.']);
    const exported = await text('one.json');
    assert.match(exported, /"draft": "Just typed"/);
    assert.ok(!exported.includes('my-own-token'));
    dialogs.format = 'Web page';
    dialogs.saveTo = [uri('one.html')];
    await actions.exportChat({ conversationId: 'c1' });
    assert.match(await text('one.html'), /^<!DOCTYPE html>/);
  });

  test('a place that can’t be written is said, and nothing is left there', async () => {
    await say('c1', 'Hello');
    dialogs.saveTo = [uri('storage', 'conversations', 'c1.jsonl', 'one.md')];
    await actions.exportChat(undefined);
    assert.match(messages.shown[0] ?? '', /^“Hello” could not be exported: .* [Cc]hoose another place\.$/);
  });

  test('a chat without a message is not exported, and says what to do', async () => {
    await actions.exportChat(undefined);
    assert.deepEqual(messages.shown, [
      'There is nothing in this chat to export yet. Send a message first, or open another chat.',
    ]);
    messages.shown = [];
    await actions.exportAllChats();
    assert.deepEqual(messages.shown, ['There is no chat to export yet. Send a message first.']);
  });

  test('all chats go into a new folder with a list, and a second time into another', async () => {
    await say('c1', 'The same');
    await say('c2', 'the same');
    await say('c3', '../../outside');
    dialogs.format = 'Markdown';
    dialogs.open = [uri()];
    await actions.exportAllChats();
    await actions.exportAllChats();
    assert.deepEqual(messages.shown, ['3 chats were exported.', '3 chats were exported.']);
    const made = (await readdir(folder)).filter((name) => name !== 'storage').sort();
    assert.equal(made.length, 2);
    assert.match(made[0] ?? '', /^Huggingphaze chats \d{4}-\d\d-\d\d$/);
    assert.equal(made[1], `${made[0] ?? ''} (2)`);
    const files = (await readdir(path.join(folder, made[0] ?? ''))).map((name) => name.toLowerCase()).sort();
    assert.deepEqual(files, ['index.md', 'outside.md', 'the same (2).md', 'the same.md']);
    assert.match(await text(made[0] ?? '', 'index.md'), /^# Chats\n\n- \[/);
  });

  test('several files are imported together, and the same ones again change nothing', async () => {
    await say('c1', 'Hello');
    dialogs.format = 'JSON';
    dialogs.saveTo = [uri('all.json')];
    await actions.exportAllChats();
    await writeFile(
      path.join(folder, 'other.json'),
      JSON.stringify([{ _id: 'x', messages: [{ from: 'user', content: 'Hi' }] }]),
    );
    await writeFile(path.join(folder, 'picture.zip'), 'not a ZIP');
    await chmod(path.join(folder, 'all.json'), 0o400);
    dialogs.open = [uri('all.json'), uri('other.json'), uri('picture.zip'), uri('gone.json')];
    messages.shown = [];
    await actions.importChats();
    assert.match(
      messages.shown[0] ?? '',
      /^1 chat imported, 1 was already here\. 1 could not be read: “picture\.zip” /,
    );
    assert.match(messages.shown[0] ?? '', /“gone\.json” can’t be opened\./);
    assert.deepEqual((await store.list()).map(({ id }) => id).sort(), ['c1', 'huggingchat-x']);
  });

  test('a person who thinks better of it changes nothing', async () => {
    await say('c1', 'Hello');
    dialogs.saveTo = [undefined];
    await actions.exportChat(undefined);
    dialogs.open = [];
    await actions.importChats();
    dialogs.format = 'none of these';
    await actions.exportAllChats();
    assert.deepEqual(messages.shown, []);
    assert.deepEqual(await readdir(folder), ['storage']);
  });
});
