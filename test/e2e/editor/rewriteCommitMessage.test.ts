import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { Faucet } from '../chat/faucet';
import { WritingDesk } from './writingDesk';

const run = promisify(execFile);
const message = 'lids for the jars was added';

suite('A commit message is rewritten', () => {
  const machine = useMachine({
    standIn: true,
    files: { 'shopping.md': 'Jars\n' },
    settings: { 'huggingphaze.model': 'standin/pleasant' },
  });
  let desk: WritingDesk;
  let faucet: Faucet;
  let box: Locator;

  suiteSetup('makes a repository with a change, and opens Source Control', async () => {
    const git = async (...parameters: readonly string[]): Promise<void> => {
      const nobody = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.invalid'];
      // Real Git, without whatever the person who runs the tests has set.
      await run('git', [...nobody, ...parameters], {
        cwd: machine().folder,
        env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
      });
    };
    await git('init', '--initial-branch=main');
    await git('add', '.');
    await git('commit', '--message', 'Begin');
    await writeFile(path.join(machine().folder, 'shopping.md'), 'Jars\nLids\n');
    desk = await WritingDesk.open(machine(), { viewport: { width: 1500, height: 800 } });
    faucet = new Faucet(machine.standIn());
    await desk.window.openView('Source Control');
    box = desk.page.locator('.scm-input .view-lines');
    await box.waitFor();
  });

  async function boxSays(text: string): Promise<void> {
    await until(`the box to say “${text}”`, async () => {
      const lines = await box.locator('.view-line').allInnerTexts();
      return lines.join('\n').replaceAll('\u00a0', ' ') === text;
    });
  }

  test('without a message it says what to do first', async () => {
    await desk.window.runCommand('Huggingphaze: Rewrite Commit Message…');
    await desk.window.notification('There is no commit message yet.').waitFor();
    await desk.panel.clearNotifications();
  });

  test('in the box itself: the suggestion is shown beside it, accepted, and one undo brings the words back', async () => {
    await box.click();
    await desk.page.keyboard.type(message);
    await boxSays(message);
    await desk.window.runCommand('Huggingphaze: Rewrite Commit Message…');
    await desk.window.quickInput.opened('Choose how');
    await desk.window.quickInput.pick('Fix spelling and grammar');
    await desk.acceptButton.waitFor();
    faucet.pour('Add lids for the jars');
    faucet.end();
    await desk.suggests('Add lids for the jars');
    await boxSays(message);
    await desk.settled();
    await desk.acceptButton.click();
    await boxSays('Add lids for the jars');
    await desk.window.editorTab(/Fix spelling/).waitFor({ state: 'hidden' });
    await box.click();
    await desk.page.keyboard.press('ControlOrMeta+Z');
    await boxSays(message);
  });
});
