import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../../src/platform/commands';
import type { TestApi } from '../../../src/services';
import { STANDIN_TOKEN } from '../../standin/tokens';
import { extensionUnderTest, lastAnswer, standInUrl, withSettings } from './extensionUnderTest';

suite('The extension in VS Code', () => {
  let api: TestApi;
  let restore: () => Promise<void>;

  suiteSetup(async () => {
    api = await extensionUnderTest();
    restore = await withSettings({ routerUrl: standInUrl(), hubUrl: standInUrl() });
  });

  suiteTeardown(async () => {
    await api.tokenStore.delete();
    await restore();
  });

  setup(async () => {
    await api.tokenStore.set(STANDIN_TOKEN);
    await api.chat.newChat();
  });

  test('every command of the palette is there', async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const id of Object.values(commandIds)) assert.ok(registered.has(id), id);
  });

  test('a token is kept, and everybody who listens hears of it', async () => {
    let first = 0;
    let second = 0;
    const changed = new Promise<void>((resolve) => {
      const listeners = [
        api.tokenStore.onDidChange(() => (first += 1)),
        api.tokenStore.onDidChange(() => {
          second += 1;
          for (const listener of listeners) listener.dispose();
          resolve();
        }),
      ];
    });
    assert.equal(await api.tokenStore.set(`${STANDIN_TOKEN}x`), 'done');
    await changed;
    assert.equal(await api.tokenStore.get(), `${STANDIN_TOKEN}x`);
    assert.deepEqual([first, second], [1, 1]);
  });

  test('Sign Out removes the token', async () => {
    await vscode.commands.executeCommand(commandIds.signOut);
    assert.equal(await api.tokenStore.get(), undefined);
  });

  test('a question is answered, with who answered and what it took', async () => {
    assert.equal(await api.chat.send({ text: 'Hello, who are you?' }), 'answered');
    const answer = lastAnswer(api);
    assert.equal(answer.state, 'done');
    assert.match(answer.text, /stand-in/);
    assert.notEqual(answer.provider, undefined);
    assert.ok((answer.usage?.completionTokens ?? 0) > 0);
  });

  test('the command Stop ends an answer and keeps what came of it', async () => {
    const started = new Promise<void>((resolve) => {
      const listener = api.chat.onDidChange((event) => {
        if (event.type !== 'delta') return;
        listener.dispose();
        resolve();
      });
    });
    const sent = api.chat.send({ text: 'long 2000' });
    await started;
    await vscode.commands.executeCommand(commandIds.stop);
    await sent;
    const answer = lastAnswer(api);
    assert.equal(answer.state, 'stopped');
    assert.notEqual(answer.text, '');
  });

  test('Escape in a document does not stop the chat', async () => {
    const started = new Promise<void>((resolve) => {
      const listener = api.chat.onDidChange((event) => {
        if (event.type !== 'delta') return;
        listener.dispose();
        resolve();
      });
    });
    const sent = api.chat.send({ text: 'long 2000' });
    await started;
    await vscode.commands.executeCommand(commandIds.stop, { where: 'editor' });
    assert.equal(lastAnswer(api).state, 'streaming');
    await vscode.commands.executeCommand(commandIds.stop);
    await sent;
  });

  test('without a token nothing is sent, and the question stays', async () => {
    await api.tokenStore.delete();
    await api.chat.send({ text: 'Is anybody there?' });
    const answer = lastAnswer(api);
    assert.equal(answer.state, 'error');
    assert.equal(answer.error?.kind, 'noToken');
    assert.equal(api.chat.current.messages.at(-2)?.text, 'Is anybody there?');
  });

  test('an address that the token must not travel to is not asked', async () => {
    const back = await withSettings({ routerUrl: 'http://router.example' });
    try {
      await api.chat.send({ text: 'Hello' });
      const answer = lastAnswer(api);
      assert.equal(answer.state, 'error');
      assert.equal(answer.error?.cause, 'badAddress');
      assert.deepEqual(
        api.settings.problems.map(({ setting }) => setting),
        ['routerUrl'],
      );
    } finally {
      await back();
      restore = await withSettings({ routerUrl: standInUrl(), hubUrl: standInUrl() });
    }
  });

  test('settings count as soon as they are changed', async () => {
    const back = await withSettings({ model: 'standin/echo', temperature: 9, maxTokens: 7 });
    try {
      assert.equal((await api.selection.resolve()).id, 'standin/echo');
      assert.equal(api.settings.current.maxTokens, 7);
      assert.equal(api.settings.current.temperature, undefined);
    } finally {
      await back();
    }
    assert.equal(api.selection.resolveNow().recommended, true);
  });

  test('the list of models is loaded from where the settings say', async () => {
    assert.equal(await api.catalogue.refresh(), 'updated');
    assert.ok((api.catalogue.current?.models.length ?? 0) > 10);
  });

  test('the log holds neither the token nor what was asked or answered', async () => {
    const secret = 'My grandmother’s apple cake';
    await api.chat.send({ text: secret });
    await api.tokenStore.delete();
    await api.chat.send({ text: `${secret} again` });
    const log = await logged(api);
    assert.notEqual(log, '', 'there is no log to look into');
    assert.doesNotMatch(log, /hf_[A-Za-z0-9]|grandmother|stand-in:/);
  });
});

async function logged({ logFolder }: TestApi): Promise<string> {
  const names = await readdir(logFolder.fsPath);
  const texts = await Promise.all(
    names.map(async (name) => readFile(path.join(logFolder.fsPath, name), 'utf8')),
  );
  return texts.join('\n');
}
