import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  STANDIN_FINE_GRAINED_TOKEN,
  STANDIN_NO_PERMISSION_TOKEN,
  STANDIN_TOKEN,
  STANDIN_UNKNOWN_TOKEN,
} from '../../standin/tokens';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { ChatPanel, pasteToken } from '../chat/chatPanel';

const tokenPage =
  /\/settings\/tokens\/new\?ownUserPermissions=inference\.serverless\.write&tokenType=fineGrained$/;

suite('A person sets their token', () => {
  const machine = useMachine({ standIn: true, settings: { 'huggingphaze.model': 'standin/pleasant' } });
  let panel: ChatPanel;

  suiteSetup('opens the chat of somebody new', async () => {
    panel = await ChatPanel.open(machine());
  });

  setup(() => {
    machine.standIn().reset();
  });

  /** Signs out if signed in. */
  async function signOut(): Promise<void> {
    await panel.window.runCommand('Huggingphaze: Sign Out');
    await panel.window.notification(/Signed out|not signed in/).waitFor();
    await panel.button('Set token').waitFor();
    await panel.clearNotifications();
  }

  test('who has no token reads one sentence and sees one button', async () => {
    const primary = panel.window.chat.locator('vscode-button[appearance="primary"]');
    await panel.button('Set token').waitFor();
    assert.deepEqual(await primary.allInnerTexts(), ['Set token']);
    assert.match(
      await panel.log.innerText(),
      /^To get answers, set your free Hugging Face token;[^.]*\.\s+Set token$/,
    );
  });

  test('the button leads through two steps, and the way to a new token is open in both', async () => {
    const { quickInput } = panel.window;
    await panel.button('Set token').click();
    await quickInput.opened('Set Hugging Face Token (1/2)');
    const ways = await quickInput.items();
    assert.equal(ways.length, 2, 'nothing is offered that is not on this computer');
    assert.match(ways[0] ?? '', /Make a token on Hugging Face/);
    await quickInput.pick(/I have a token/);
    await quickInput.opened('Set Hugging Face Token (2/2)');
    assert.equal(await quickInput.input.getAttribute('type'), 'password');
    await quickInput.button('Make a token with the right permission on Hugging Face').waitFor();
    await quickInput.cancel();
  });

  test('the page for a new token opens with the permission ticked, and the box waits for what is copied there', async () => {
    const { quickInput } = panel.window;
    await panel.button('Set token').click();
    await quickInput.opened('(1/2)');
    const page = await panel.pageOpenedBy(() => quickInput.pick(/Make a token on Hugging Face/));
    assert.match(page, tokenPage);
    await quickInput.opened('(2/2)');
    await quickInput.cancel();
  });

  test('what is no token is said to be none, and nothing is sent anywhere', async () => {
    const { quickInput } = panel.window;
    await pasteToken(panel.window, 'my password');
    await until('the reason', async () =>
      (await quickInput.message()).startsWith('This is not a token of Hugging Face. A token begins with hf_'),
    );
    assert.equal(await quickInput.input.inputValue(), 'my password');
    assert.ok(!machine.standIn().received.some(({ path: asked }) => asked.startsWith('/api/whoami')));
    await quickInput.cancel();
  });

  test('a token that nobody knows stays in the box, to be mended', async () => {
    const { quickInput } = panel.window;
    await pasteToken(panel.window, STANDIN_UNKNOWN_TOKEN);
    await until('the reason', async () =>
      (await quickInput.message()).includes('Hugging Face does not know this token'),
    );
    assert.equal(await quickInput.input.inputValue(), STANDIN_UNKNOWN_TOKEN);
    await quickInput.widget.getByRole('link', { name: 'Make a new one' }).waitFor();
    await quickInput.type(STANDIN_TOKEN);
    await quickInput.accept();
    await panel.window.notification('Signed in as sam-standin').waitFor();
    await signOut();
  });

  test('a token without the permission is told from an unknown one, with the page that makes one that has it', async () => {
    const { quickInput } = panel.window;
    await pasteToken(panel.window, STANDIN_NO_PERMISSION_TOKEN);
    await until('the reason', async () =>
      (await quickInput.message()).includes(
        'This token belongs to sam-standin, but lacks the permission “Make calls to Inference Providers”.',
      ),
    );
    const page = await panel.pageOpenedBy(() =>
      quickInput.widget.getByRole('link', { name: 'Make one that has it' }).click(),
    );
    assert.match(page, tokenPage);
    await quickInput.opened('(2/2)');
    await quickInput.cancel();
    await panel.button('Set token').waitFor();
  });

  test('without network the token is stored, and it is said that it will be checked later', async () => {
    machine.standIn().configure({ whoami: { connection: 'reset' } });
    await pasteToken(panel.window, STANDIN_TOKEN);
    await panel.window
      .notification(
        'The token is stored. Hugging Face could not be reached just now, so it will be checked later.',
      )
      .waitFor();
    await panel.button('Set token').waitFor({ state: 'hidden' });
    await panel.clearNotifications();
    await panel.answerTo('Hello');
    await panel.newChat();
    await signOut();
  });

  test('a bad token that was stored without network is found out once there is one', async () => {
    machine.standIn().configure({ whoami: { connection: 'reset' } });
    await pasteToken(panel.window, STANDIN_UNKNOWN_TOKEN);
    await panel.window.notification('it will be checked later').waitFor();
    await panel.clearNotifications();
    machine.standIn().configure({ whoami: undefined });
    await panel.hide();
    await panel.show();
    await panel.window.answerNotification('Hugging Face does not know this token', 'Set token');
    await panel.window.quickInput.opened('(1/2)');
    await panel.window.quickInput.cancel();
    await signOut();
  });

  test('quotes, blanks and “Bearer ” around a pasted token do no harm', async () => {
    for (const pasted of [`  "${STANDIN_TOKEN}" `, `Bearer ${STANDIN_TOKEN}`, `'Bearer ${STANDIN_TOKEN}'`]) {
      await panel.signIn(pasted);
      await panel.answerTo('Hello');
      const asked = machine.standIn().received.findLast(({ method }) => method === 'POST');
      assert.equal(asked?.headers.authorization, `Bearer ${STANDIN_TOKEN}`);
      await panel.newChat();
      await signOut();
      machine.standIn().reset();
    }
  });

  // VS Code in a browser reads its secrets once a window, so a window that is open already learns of a change when it
  // is reloaded; that a change is taken over at once where VS Code tells of it is tested in test/unit and integration.
  test('the token is there after a reload and in a second window, and Sign Out removes it in both', async () => {
    await panel.signIn(STANDIN_FINE_GRAINED_TOKEN);
    await panel.reload();
    const other = await ChatPanel.open(machine());
    await panel.answerTo('Hello');
    await other.answerTo('Hello to you too');
    const asked = machine.standIn().received.filter(({ method }) => method === 'POST');
    assert.deepEqual(
      asked.map(({ headers }) => headers.authorization),
      Array.from({ length: 2 }, () => `Bearer ${STANDIN_FINE_GRAINED_TOKEN}`),
    );
    await panel.newChat();
    await other.newChat();
    await other.window.runCommand('Huggingphaze: Sign Out');
    await other.button('Set token').waitFor();
    await panel.reload();
    await panel.button('Set token').waitFor();
    await other.reload();
    await other.button('Set token').waitFor();
    await other.window.close();
  });

  test('no token is in any log, console or file, while it is used and after', async () => {
    const tokens = [
      STANDIN_TOKEN,
      STANDIN_FINE_GRAINED_TOKEN,
      STANDIN_UNKNOWN_TOKEN,
      STANDIN_NO_PERMISSION_TOKEN,
    ];
    await panel.signIn();
    await panel.answerTo('Hello');
    // The extension's log is there and has been written to, so that looking into it means something.
    assert.match(await machine().extensionLog(), /The token was checked: signedIn/);
    const { dataFolder } = machine().server;
    const files = (await readdir(dataFolder, { recursive: true, withFileTypes: true })).filter((file) =>
      file.isFile(),
    );
    assert.ok(
      files.some(({ name }) => name.endsWith('.jsonl')),
      'the conversation is stored',
    );
    assert.ok(files.some(({ name }) => name === 'server.log'));
    for (const file of files) {
      const content = await readFile(path.join(file.parentPath, file.name), 'latin1');
      for (const token of tokens) assert.ok(!content.includes(token), path.join(file.parentPath, file.name));
    }
    const consoles = machine().windows.flatMap((window) => window.console);
    for (const token of tokens) assert.ok(!consoles.some((line) => line.includes(token)));
  });
});
