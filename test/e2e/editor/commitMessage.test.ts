import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { roleEvent, textEvent } from '../../standin/events';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { WritingDesk } from './writingDesk';

const run = promisify(execFile);

suite('Somebody has a commit message written', () => {
  const machine = useMachine({
    standIn: true,
    files: { 'recipe.md': 'Plums\n', 'shopping.md': 'Jars\n' },
    settings: { 'huggingphaze.model': 'standin/pleasant' },
  });
  let desk: WritingDesk;

  /** Real Git, without whatever the person who runs the tests has set. */
  async function git(...parameters: readonly string[]): Promise<void> {
    const nobody = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.invalid'];
    await run('git', [...nobody, ...parameters], {
      cwd: machine().folder,
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });
  }

  const write = async (name: string, text: string): Promise<void> =>
    writeFile(path.join(machine().folder, name), text);

  const box = (): Locator => desk.page.locator('.scm-view .scm-editor');

  async function boxHolds(text: string): Promise<void> {
    await until(`${JSON.stringify(text)} in the box`, async () => {
      const lines = await box().locator('.view-line').allInnerTexts();
      return lines.join('\n').replaceAll('\u00a0', ' ') === text;
    });
  }

  suiteSetup('makes a repository, and opens a window in it', async () => {
    await git('init', '--initial-branch=main');
    await git('add', '.');
    await git('commit', '--message', 'Begin the recipe');
    desk = await WritingDesk.open(machine());
    await desk.window.openView('Source Control');
    await box().waitFor();
  });

  setup(async () => {
    await desk.panel.clearNotifications();
    machine.standIn().reset();
  });

  test('nothing to commit is said, and nothing is sent', async () => {
    await desk.window.runCommand('Huggingphaze: Write Commit Message');
    await desk.window.notification(/There is nothing to commit in/).waitFor();
    assert.ok(!machine.standIn().received.some(({ path: route }) => route === '/v1/chat/completions'));
  });

  test('with nothing staged it is about all changes, and a file with passwords stays here', async () => {
    await write('recipe.md', 'Plums\nSugar\n');
    await write('.env', 'PASSWORD=kumquat\n');
    await git('add', '--intent-to-add', '.env');
    await desk.window.runCommand('Huggingphaze: Write Commit Message');
    await boxHolds('Change recipe.md');
    await desk.window.notification('Left out, as it may hold passwords or keys: .env.').waitFor();
    const request = machine.standIn().received.find(({ path: route }) => route === '/v1/chat/completions');
    assert.match(request?.body ?? '', /Begin the recipe[^]*\+Sugar/);
    assert.doesNotMatch(request?.body ?? '', /kumquat/);
    await git('reset', '--', '.env');
  });

  test('the spark above the box writes about what is staged alone; what stood there can be put back', async () => {
    await write('shopping.md', 'Jars\nLids\n');
    await git('add', 'shopping.md');
    await box().click();
    await desk.page.keyboard.press('ControlOrMeta+A');
    await desk.page.keyboard.type('my own words');
    await desk.page
      .locator('.pane-header, .composite.title')
      .getByRole('button', { name: 'Write Commit Message' })
      .first()
      .click();
    await boxHolds('Change shopping.md');
    const request = machine.standIn().received.find(({ path: route }) => route === '/v1/chat/completions');
    assert.match(request?.body ?? '', /my own words[^]*\+Lids/);
    assert.doesNotMatch(request?.body ?? '', /Sugar/);
    await desk.window.answerNotification(
      'takes the place of what you had written',
      'Put back what was there',
    );
    await boxHolds('my own words');
  });

  test('who types into the box meanwhile keeps what they typed, and the request ends', async () => {
    const model = 'standin/pleasant';
    machine.standIn().script(model, () => ({
      chunks: [roleEvent(model), textEvent(model, 'Change the')],
      ending: 'stall',
    }));
    await box().click();
    await desk.page.keyboard.press('ControlOrMeta+A');
    await desk.page.keyboard.press('Delete');
    await desk.window.runCommand('Huggingphaze: Write Commit Message');
    await boxHolds('Change the');
    await box().click();
    await desk.page.keyboard.press('ControlOrMeta+End');
    await desk.page.keyboard.type(' world');
    await desk.window.notification('You wrote in the box yourself').waitFor();
    await boxHolds('Change the world');
    const request = machine.standIn().received.find(({ path: route }) => route === '/v1/chat/completions');
    assert.ok(request);
    await machine.standIn().waitForClosed(request);
  });

  test('what goes wrong leaves the box as it was', async () => {
    const body = JSON.stringify({ error: 'You have depleted your monthly included credits.' });
    machine.standIn().configure({ chat: { status: 402, body } });
    await desk.window.runCommand('Huggingphaze: Write Commit Message');
    await desk.window
      .notification(/credit/)
      .getByRole('button', { name: 'Add credits' })
      .waitFor();
    await boxHolds('Change the world');
  });
});
