import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import type { ColorTheme } from '../../support/workbench/machine';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { ChatPanel } from './chatPanel';
import { Faucet } from './faucet';

const themes: readonly ColorTheme[] = ['light', 'dark', 'high-contrast'];

/** What axe finds wrong, as "rule: element". */
async function findings(panel: ChatPanel): Promise<string[]> {
  const frame = await panel.window.chatFrame();
  await frame.evaluate(axe.source);
  return frame.evaluate(async () => {
    // The view is transparent: axe is told the colour that shows through from the side bar.
    document.documentElement.style.backgroundColor = 'var(--vscode-sideBar-background)';
    const { axe: tester } = window as unknown as { axe: typeof axe };
    const { violations } = await tester.run(document, {
      resultTypes: ['violations'],
      // What a model writes has the headings it has.
      rules: { 'heading-order': { enabled: false } },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
    );
  });
}

/** What has the keyboard: its name, or its text. */
async function focused(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return '';
    return (element.getAttribute('aria-label') ?? element.textContent).trim();
  });
}

suite('A person who cannot see the screen, or use a mouse, chats', () => {
  const machine = useMachine({
    standIn: true,
    files: { 'letter.md': 'Dear Ann,\n' },
    settings: { 'huggingphaze.model': 'standin/pleasant' },
  });
  let panel: ChatPanel;

  suiteSetup('opens the chat and signs in', async () => {
    panel = await ChatPanel.open(machine(), { openFile: 'letter.md' });
    await panel.signIn();
  });

  /** Has the theme changed in the running window. */
  async function inEveryTheme(state: string): Promise<void> {
    for (const theme of themes) {
      await panel.useTheme(theme);
      assert.deepEqual(await findings(panel), [], `${state}, ${theme}`);
    }
  }

  test('axe finds nothing before there is a token, and in an error', async () => {
    await panel.window.runCommand('Huggingphaze: Sign Out');
    await panel.button('Set token').waitFor();
    await inEveryTheme('no token');
    await panel.becomes('error', await panel.ask('Hello'));
    await inEveryTheme('error');
    await panel.signIn();
  });

  test('axe finds nothing in an empty chat, while an answer streams, and in a long one with everything in it', async () => {
    await panel.newChat();
    await inEveryTheme('empty');
    const faucet = new Faucet(machine.standIn());
    const answer = await panel.ask('Think first');
    faucet.think('A thought.');
    faucet.pour('Some words, ');
    await panel.shows('Some words,', answer);
    await inEveryTheme('streaming');
    faucet.pour('and an end.');
    faucet.end('length');
    await panel.becomes('cut-off', answer);
    machine.standIn().reset();
    machine.standIn().configure({ tokensPerSecond: 1000 });
    await panel.answerTo('Show me markdown');
    await panel.lastAnswer.locator('.hljs-keyword').first().waitFor();
    await panel.lastAnswer.hover();
    await inEveryTheme('a long answer');
  });

  test('with the keyboard alone one asks, stops, copies, tries again and starts anew', async () => {
    const { keyboard } = panel.window.page;
    await panel.newChat();
    const faucet = new Faucet(machine.standIn());
    const frame = await panel.window.chatFrame();
    assert.equal(await focused(frame), 'Message', 'after New chat one can type at once');
    await keyboard.type('Hello');
    await keyboard.press('Enter');
    faucet.pour('A [link](https://example.com/) and code:\n\n```js\nlet a;\n```\n');
    await panel.shows('let a;');
    await keyboard.press('Escape');
    await panel.becomes('stopped');
    assert.equal(await focused(frame), 'Message');

    // Everything is reached in the order in which it stands.
    const names: string[] = [];
    await panel.log.focus();
    for (let steps = 0; steps < 30; steps += 1) {
      const name = await focused(frame);
      // How much of the model's window is taken is counted by and by.
      names.push(name.replace(/^Context: .*/, 'Context'));
      if (name === 'Send') break;
      await keyboard.press('Tab');
    }
    assert.deepEqual(names, [
      'Conversation',
      'Copy',
      'Edit',
      'Save as prompt',
      'Delete',
      'link',
      'Copy code',
      'Insert at cursor',
      'New file',
      'Code, js',
      'Copy',
      'Quote',
      'Save as prompt',
      'Try again',
      'Try again with another model…',
      'Delete',
      'Message',
      'Attach',
      'New chat',
      'Model: pleasant',
      'Context',
      'Send',
    ]);

    faucet.again();
    faucet.pour('Better.');
    faucet.end();
    await tabBackTo('Try again');
    await keyboard.press('Enter');
    await panel.shows('Better.');
    await panel.becomes('done');
    await panel.composer.focus();
    await tabBackTo('Copy');
    await keyboard.press('Space');
    await until('the clipboard to hold the answer', async () =>
      panel.window.page.evaluate(async () => (await navigator.clipboard.readText()) === 'Better.'),
    );
    await panel.composer.focus();
    await tabTo('Model: pleasant');
    await keyboard.press('Space');
    await panel.window.quickInput.opened('Select Model');
    await panel.window.quickInput.cancel();
    await until('the keyboard where one types', async () => (await focused(frame)) === 'Message');
    await keyboard.type('x');
    await until('what is typed then', async () => (await panel.composer.inputValue()) === 'x');
    await keyboard.press('Backspace');
    await tabTo('New chat');
    await keyboard.press('Enter');
    await until('an empty conversation', async () => (await panel.articles.count()) === 0);
    await until('the keyboard where one types', async () => (await focused(frame)) === 'Message');
  });

  test('a screen reader hears that an answer begins and ends, not every word of it', async () => {
    await panel.newChat();
    const faucet = new Faucet(machine.standIn());
    const frame = await panel.window.chatFrame();
    await frame.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const region of document.querySelectorAll(
        '[aria-live="polite"], [aria-live="assertive"], [role="status"]',
      )) {
        new MutationObserver(() => heard.push(region.textContent.trim())).observe(region, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      }
    });
    assert.equal(await panel.log.getAttribute('aria-live'), 'off');
    const answer = await panel.ask('Many words');
    for (let word = 1; word <= 50; word += 1) faucet.pour(`word${word} `);
    await panel.shows('word50', answer);
    assert.equal(await answer.getAttribute('aria-busy'), 'true');
    faucet.end();
    await panel.becomes('done', answer);
    assert.equal(await answer.getAttribute('aria-busy'), 'false');
    const heard = await frame.evaluate(() => (window as unknown as { heard: string[] }).heard);
    assert.deepEqual(heard, ['Answer started', 'Answer finished, 50 words']);
  });

  async function tab(key: 'Tab' | 'Shift+Tab', name: string): Promise<void> {
    const frame = await panel.window.chatFrame();
    for (let steps = 0; steps < 30; steps += 1) {
      await panel.window.page.keyboard.press(key);
      if ((await focused(frame)) === name) return;
    }
    assert.fail(`${name} is not reached with ${key}`);
  }

  const tabTo = (name: string): Promise<void> => tab('Tab', name);
  const tabBackTo = (name: string): Promise<void> => tab('Shift+Tab', name);
});
