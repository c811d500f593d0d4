import assert from 'node:assert/strict';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { requestAbout, WritingDesk } from './writingDesk';

suite('Somebody has things explained as they need it', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'standin/flat-out', 'files.autoSave': 'off' },
    files: { 'letter.md': 'Dear Ann,\n\nthank you for\nthe soup.\n' },
  });
  let desk: WritingDesk;

  suiteSetup('opens a window and signs in', async () => {
    desk = await WritingDesk.open(machine());
  });

  setup(async () => {
    await desk.clear();
    machine.standIn().reset();
  });

  test('Explain As… asks how much they know, and what they ask next is answered at that level', async () => {
    await desk.open('letter.md');
    await desk.select(3, 4);
    await desk.window.runCommand('Huggingphaze: Explain As…');
    await desk.window.quickInput.opened('How much do you know about it?');
    assert.deepEqual(
      (await desk.window.quickInput.items()).map((item) => item.split(',')[0]),
      ['New to this', 'I know a little', 'Expert'],
    );
    await desk.window.quickInput.pick('Expert');
    await desk.panel.articles.getByText('Explain lines 3–4 of letter.md to an expert:').waitFor();
    await desk.panel.becomes('done');
    await desk.panel.ask('And what else?');
    await desk.panel.becomes('done');
    const { body } = await requestAbout(machine.standIn(), 'And what else?');
    assert.match(body, /I am an expert\.[^]*what I ask next in this conversation/);
  });

  test('the last command of a terminal is explained, and what is selected there, with the clipboard left as it was', async () => {
    const clipboard = async (): Promise<string> =>
      desk.page.evaluate(async () => navigator.clipboard.readText());
    await desk.page.evaluate(async () => navigator.clipboard.writeText('what I had copied'));
    await desk.window.runCommand('Terminal: Create New Terminal');
    await desk.page.locator('.terminal-wrapper.active .xterm-helper-textarea').waitFor();
    await desk.page.locator('.terminal-wrapper.active').click();
    await desk.page.keyboard.type('ls ./no-such-thing\n');
    await until('an explanation of the command', async () => {
      await desk.window.runCommand('Huggingphaze: Explain Last Terminal Command');
      const asked = desk.panel.articles.getByText('$ ls ./no-such-thing');
      // The shell may not have run it yet.
      return asked
        .first()
        .waitFor({ timeout: 3000 })
        .then(
          () => true,
          () => false,
        );
    });
    await desk.panel.becomes('done');
    const { body } = await requestAbout(machine.standIn(), 'exit code 2');
    assert.match(body, /\$ ls \.\/no-such-thing\\n[^"]*No such file or directory/);
    assert.equal(await clipboard(), 'what I had copied');
    await desk.panel.clearNotifications();

    await desk.page.locator('.terminal-wrapper.active').click();
    await desk.window.runCommand('Terminal: Select All');
    await desk.window.runCommand('Huggingphaze: Explain Terminal Selection');
    await desk.panel.articles.getByText('Explain this from the terminal to').waitFor();
    await desk.panel.becomes('done');
    assert.equal(await clipboard(), 'what I had copied');
    await desk.window.runCommand('Terminal: Kill All Terminals');
  });
});
