import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { useMachine } from '../../support/workbench/suite';
import { ChatPanel } from '../chat/chatPanel';

const people = ['Ann', 'Bo', 'Cleo', 'Dee', 'Eve'];
const letters = Object.fromEntries(
  people.map((name) => [`letters/${name}.md`, `Dear ${name},\n\nthanks!\n`]),
);

suite('One of the person’s prompts over the files of a folder', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'standin/echo' },
    files: letters,
  });

  test('writes a file beside each, waits while the service is busy, and leaves the files as they were', async () => {
    const window = await machine().openWindow();
    const panel = new ChatPanel(window);
    await panel.signIn();
    await panel.clearNotifications();
    const { quickInput, page } = window;
    await window.openView('Explorer');
    await page.getByRole('treeitem', { name: 'letters' }).click({ button: 'right' });
    // VS Code takes no click within a moment after the menu came.
    await page.getByRole('menuitem', { name: /Run a Prompt over Many/ }).hover();
    await page.keyboard.press('Enter');
    await quickInput.opened('Run over 5 files');
    await quickInput.pick(/Take one of your prompts/);
    await quickInput.opened('Which prompt for each file?');
    await quickInput.pick(/^Translate/);
    await quickInput.opened('such as French');
    await quickInput.type('French');
    await quickInput.accept();
    await quickInput.opened('Run over 2 more files?');

    const busy = { status: 429, headers: { 'retry-after': '1' }, body: '{"error":"Too many requests"}' };
    machine.standIn().configure({ chat: busy });
    await quickInput.pick(/Run all, into a new file beside each/);
    await window.notification(/the service is busy, going on in 1 second/).waitFor();
    machine.standIn().configure({ chat: undefined });
    await window.notification('5 of 5 files are done.').waitFor();

    const folder = path.join(machine().folder, 'letters');
    for (const name of people) {
      assert.equal(await readFile(path.join(folder, `${name}.md`), 'utf8'), letters[`letters/${name}.md`]);
      const answer = await readFile(path.join(folder, `${name}.answer.md`), 'utf8');
      assert.match(answer, new RegExp(`^Translate this text into French\\.[^]*\nDear ${name},\n\nthanks!\n`));
    }
    assert.equal((await readdir(folder)).length, 10);
  });
});
