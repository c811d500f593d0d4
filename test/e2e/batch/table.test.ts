import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import type { Workbench } from '../../support/workbench/workbench';
import { ChatPanel } from '../chat/chatPanel';

const rows = Array.from({ length: 12 }, (_, index) => `Guest ${index + 1};"It was ""nice""; thanks"`);
const customers = `Name;Review\r\n${rows.join('\r\n')}\r\n`;

suite('A prompt over a table', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'standin/echo' },
    files: { 'customers.csv': customers },
  });
  let window: Workbench;

  const file = async (name: string): Promise<string> => readFile(path.join(machine().folder, name), 'utf8');
  const asked = (): readonly string[] =>
    machine
      .standIn()
      .received.filter(({ path: route }) => route === '/v1/chat/completions')
      .map(({ body }) => /Greet (Guest \d+)/.exec(body)?.[1] ?? '');

  suiteSetup('opens the table and signs in', async () => {
    window = await machine().openWindow({ openFile: 'customers.csv' });
    const panel = new ChatPanel(window);
    await panel.signIn();
    await panel.clearNotifications();
  });

  /** From the explorer up to the question whether to go on. */
  async function tryFirst(prompt: string): Promise<void> {
    const { quickInput, page } = window;
    await window.openView('Explorer');
    await page.getByRole('treeitem', { name: /customers\.csv/ }).click({ button: 'right' });
    // VS Code takes no click within a moment after the menu came.
    await page.getByRole('menuitem', { name: /Run a Prompt over Many/ }).hover();
    await page.keyboard.press('Enter');
    await quickInput.opened('Run over 12 rows of customers.csv');
    await quickInput.type(prompt);
    await quickInput.accept();
    await quickInput.opened('Run over 9 more rows?');
  }

  test('is tried on three rows, run, stopped, gone on with after a reload, and leaves the table as it was', async () => {
    const { quickInput, page } = window;
    const standIn = machine.standIn();
    standIn.reset();
    await tryFirst('Greet ${column:Name}');
    await window.editorTab(/First Answers/).waitFor();
    assert.match(await quickInput.description(), /for 9 more rows, answered by/);
    const preview = page.locator('.view-lines', { hasText: 'A look at the first 3 of 12 rows' });
    await preview.getByText('Greet Guest 3').waitFor();
    assert.deepEqual([...asked()].sort(), ['Guest 1', 'Guest 2', 'Guest 3']);

    // The next answers never come: they are what the person stops.
    standIn.configure({ chat: { delay: 600_000 } });
    await quickInput.pick(/Run all, into a new file, “customers with answers\.csv”/);
    await window.notification(/Running over customers\.csv.*3 of 12 rows/s).waitFor();
    await until('four more questions', () => standIn.openRequests === 4);
    await window.answerNotification('Running over customers.csv', 'Cancel');
    await window.notification('was stopped at 3 of 12 rows').waitFor();
    await until('every question to be broken off', () => standIn.openRequests === 0);

    standIn.reset();
    await window.reload();
    await window.runCommand('Huggingphaze: Run a Prompt over Many…');
    await quickInput.opened('A run was not finished.');
    await quickInput.pick(/Go on with customers\.csv, 3 of 12 rows are done/);
    await window.notification('12 of 12 rows are done.').waitFor();
    assert.equal(asked().length, 9);
    assert.ok(!asked().includes('Guest 1'), 'what was answered was asked again');

    await window.answerNotification('12 of 12 rows are done.', 'Open the Result');
    await window.editorTab(/customers with answers\.csv/).waitFor();
    const answered = rows.map((row, index) => `${row};Greet Guest ${index + 1}`);
    assert.equal(
      await file('customers with answers.csv'),
      `Name;Review;Answer\r\n${answered.join('\r\n')}\r\n`,
    );
    assert.equal(await file('customers.csv'), customers);
    assert.deepEqual((await readdir(machine().folder)).sort(), [
      'customers with answers.csv',
      'customers.csv',
    ]);
  });
});
