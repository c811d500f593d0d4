import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { useMachine } from '../../support/workbench/suite';
import { ChatPanel } from './chatPanel';

const run = promisify(execFile);

suite('A person attaches what is changed and not committed', () => {
  const machine = useMachine({
    standIn: true,
    files: { 'recipe.md': 'Plums\n', 'shopping.md': 'Jars\n' },
    settings: { 'huggingphaze.model': 'standin/echo' },
  });
  let panel: ChatPanel;
  let chips: Locator;

  /** Real Git, without whatever the person who runs the tests has set. */
  async function git(...parameters: readonly string[]): Promise<void> {
    const nobody = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.invalid'];
    await run('git', [...nobody, ...parameters], {
      cwd: machine().folder,
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });
  }

  async function write(name: string, text: string): Promise<void> {
    await writeFile(path.join(machine().folder, name), text);
  }

  suiteSetup('makes a repository, and opens the chat in it', async () => {
    await git('init', '--initial-branch=main');
    await git('add', '.');
    await git('commit', '--message', 'Begin');
    await write('shopping.md', 'Jars\nLids\n');
    await git('add', 'shopping.md');
    await write('recipe.md', 'Plums\nSugar\n');
    await write('labels.md', 'Jam\n');
    panel = await ChatPanel.open(machine());
    await panel.signIn();
    chips = panel.window.chat.getByRole('list', { name: 'Attachments' });
  });

  test('with what is staged, what is not, and the names of files that Git does not know', async () => {
    await panel.button('Attach').click();
    await panel.window.quickInput.opened('What should go along');
    await panel.window.quickInput.pick(/Uncommitted changes/);
    await chips.getByText('Uncommitted changes').waitFor();
    await panel.answerTo('What did I change?');
    const request = machine.standIn().received.findLast(({ path }) => path === '/v1/chat/completions');
    const { messages } = request?.json as { messages: readonly { readonly content: string }[] };
    const prompt = messages.at(-1)?.content ?? '';
    assert.match(prompt, /^Attached file: Uncommitted changes\n```diff\nStaged:\n\ndiff --git/);
    assert.match(
      prompt,
      /Staged:[^]*shopping\.md[^]*\n Jars\n\+Lids[^]*Not staged:[^]*recipe\.md[^]*\n Plums\n\+Sugar/,
    );
    assert.match(prompt, /New files that Git does not know yet:\n\n- labels\.md\n```/);
  });

  test('and is told when there are none', async () => {
    await git('add', '.');
    await git('commit', '--message', 'Go on');
    await panel.newChat();
    await panel.composer.pressSequentially('Look at @uncomm');
    await panel.window.chat.getByRole('option', { name: /^Uncommitted changes/ }).waitFor();
    await panel.composer.press('Tab');
    await panel.window.notification('There are no uncommitted changes.').waitFor();
  });
});
