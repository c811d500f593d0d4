import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DONE, finishEvent, textEvent } from '../../standin/events';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { WritingDesk } from './writingDesk';

const letter = 'Dear Ann,\n\nthank you for the soup\n\nYours, Bea\n';
const model = 'standin/continuing';
const notebook = {
  cells: [
    { cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source: ['price = 42'] },
    { cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source: ['total = '] },
  ],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
};

suite('Somebody has a text continued', () => {
  const machine = useMachine({
    standIn: true,
    settings: {
      'huggingphaze.model': model,
      'files.autoSave': 'off',
      'editor.wordBasedSuggestions': 'off',
      'huggingphaze.disabledFor': ['plaintext'],
      '[plaintext]': { 'editor.inlineSuggest.enabled': false },
    },
    files: {
      'letter.md': letter,
      'note.md': 'Bring the soup',
      '.env': 'PASSWORD=',
      'diary.txt': 'Today was a long day',
      'prices.ipynb': JSON.stringify(notebook),
    },
  });
  let desk: WritingDesk;

  suiteSetup('opens a window and signs in', async () => {
    desk = await WritingDesk.open(machine());
  });

  setup(async () => {
    await desk.clear();
    machine.standIn().reset();
  });

  /** What is shown in grey behind the cursor. */
  const ghost = (): ReturnType<typeof desk.page.locator> =>
    desk.page.locator('.ghost-text-decoration, .ghost-text');

  async function suggested(text: string): Promise<void> {
    await until(`${JSON.stringify(text)} in grey`, async () =>
      (await ghost().allInnerTexts()).join('').replaceAll('\u00a0', ' ').includes(text),
    );
  }

  function says(text: string): void {
    machine
      .standIn()
      .script(model, () => ({ chunks: [textEvent(model, text), finishEvent(model, 'stop'), DONE] }));
  }

  const asked = (): number =>
    machine.standIn().received.filter(({ path }) => path === '/v1/chat/completions').length;

  /** Settings reach a window a moment after they are written: types until it has taken them over. */
  async function typesUntil(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
    await desk.open('letter.md');
    await desk.goTo(3, 23);
    await until(what, async () => {
      await desk.page.keyboard.type('x');
      return until(what, holds, 2_000).catch(() => false);
    });
    await desk.clear();
  }

  test('what comes next stands in grey at the cursor; the next word is taken, then the rest', async () => {
    says(', which warmed us all evening.');
    await desk.open('letter.md');
    await desk.goTo(3, 23);
    await desk.window.runCommand('Huggingphaze: Continue Writing');
    await suggested(', which warmed us');
    await desk.statusBar.getByText('Tab takes the suggestion').waitFor();
    await desk.page.keyboard.press('Control+ArrowRight');
    await desk.page.keyboard.press('Control+ArrowRight');
    await desk.showsAmong('soup, which');
    await suggested('warmed us all');
    await desk.page.keyboard.press('Tab');
    await desk.shows(letter.replace('soup', 'soup, which warmed us all evening.'));
    assert.equal(asked(), 1);
  });

  test('it works where VS Code is told to suggest nothing by itself, and in a text of no file yet', async () => {
    says(' and all your kindness.');
    await desk.window.runCommand('File: New Untitled Text File');
    await desk.window.editorTab(/Untitled-1/).waitFor();
    await desk.page.keyboard.type('Thank you for the soup');
    await desk.window.runCommand('Huggingphaze: Continue Writing');
    await suggested(' and all your kindness.');
    await desk.page.keyboard.press('Escape');
    await until('no grey text', async () => (await ghost().count()) === 0);
    await desk.shows('Thank you for the soup');
  });

  test('in a cell of a notebook it goes on from the cells before', async () => {
    says('price * 3');
    await desk.window.openFile('prices.ipynb');
    const cell = desk.page.locator('.notebookOverlay .cell.code .monaco-editor').nth(1);
    await cell.locator('.view-line').first().click();
    await desk.page.keyboard.press('End');
    await desk.window.runCommand('Huggingphaze: Continue Writing');
    await suggested('price * 3');
    const request = machine.standIn().received.findLast(({ path }) => path === '/v1/chat/completions');
    assert.match(request?.body ?? '', /price = 42\\n\\ntotal = <cursor\/>/);
  });

  test('Escape ends the preparation, and the request with it', async () => {
    machine.standIn().configure({ chat: { connection: 'stall' } });
    await desk.open('note.md');
    await desk.page.keyboard.press('End');
    await desk.window.runCommand('Huggingphaze: Continue Writing');
    const request = await machine.standIn().waitFor(({ path }) => path === '/v1/chat/completions');
    await desk.statusBar.getByText('Preparing what comes next').waitFor();
    await desk.window.focusEditor();
    await desk.page.keyboard.press('Escape');
    await machine.standIn().waitForClosed(request);
    await desk.statusBar.getByText('Preparing what comes next').waitFor({ state: 'hidden' });
    await desk.shows('Bring the soup');
  });

  suite('by itself', () => {
    suiteSetup('turns it on', async () => {
      await machine().changeSettings({ 'huggingphaze.continueAutomatically': true });
      await typesUntil('something is asked for', () => asked() > 0);
    });
    suiteTeardown(async () => machine().changeSettings({ 'huggingphaze.continueAutomatically': undefined }));

    test('a pause in typing is enough, and typing along asks for nothing more', async () => {
      says(' we will come again soon.');
      await desk.open('letter.md');
      await desk.goTo(3, 23);
      await desk.page.keyboard.type(' and');
      await suggested(' we will come');
      const before = asked();
      await desk.page.keyboard.type(' we will', { delay: 60 });
      await suggested(' come again soon.');
      await desk.page.keyboard.press('Tab');
      await desk.showsAmong('soup and we will come again soon.');
      assert.equal(asked(), before);
    });

    test('in a window in which nothing else of ours was used it works soon after it opened', async () => {
      says(' and the bread.');
      await desk.open('note.md');
      await desk.window.reload();
      await desk.window.openFile('note.md');
      await desk.window.focusEditor();
      await desk.page.keyboard.press('ControlOrMeta+End');
      // Extensions start a moment after the window: somebody types on.
      await until('a suggestion', async () => {
        await desk.page.keyboard.type('x');
        return until('grey text', async () => (await ghost().count()) > 0, 3_000).catch(() => false);
      });
      await suggested(' and the bread.');
    });

    test('nothing is sent from a file with passwords, nor where the person said so', async () => {
      says('secret');
      await desk.open('diary.txt');
      await desk.page.keyboard.press('End');
      await desk.page.keyboard.type(', dear diary');
      await desk.open('.env');
      await desk.page.keyboard.press('End');
      await desk.page.keyboard.type('abcdefghijkl');
      // Where it may be sent it is, and that was the only time.
      await desk.open('letter.md', 3);
      await desk.page.keyboard.press('End');
      await desk.page.keyboard.type('s');
      await suggested('secret');
      assert.equal(asked(), 1);
    });

    test('at the limit of the day it pauses and says so once, with the way on', async () => {
      says(' and more.');
      const limit = desk.window.notification(/continued by itself \d+ times? today.*your limit/);
      await machine().changeSettings({ 'huggingphaze.continueAtMost': 1 });
      try {
        await desk.open('letter.md');
        await desk.goTo(3, 23);
        await until('the limit', async () => {
          await desk.page.keyboard.type('x');
          return until('the limit', async () => (await limit.count()) > 0, 2_000).catch(() => false);
        });
        const before = asked();
        await desk.page.keyboard.type('yz', { delay: 700 });
        assert.equal(asked(), before);
        assert.equal(await limit.count(), 1);
        await machine().changeSettings({ 'huggingphaze.continueAtMost': 50 });
        await limit.getByRole('button', { name: 'Go on' }).click();
        await desk.window.focusEditor();
        await until('grey text', async () => {
          await desk.page.keyboard.type('x');
          return until('grey text', async () => (await ghost().count()) > 0, 2_000).catch(() => false);
        });
      } finally {
        await machine().changeSettings({ 'huggingphaze.continueAtMost': undefined });
      }
    });

    test('a used-up credit is said once, not at each key', async () => {
      const body = JSON.stringify({ error: 'You have depleted your monthly included credits.' });
      machine.standIn().configure({ chat: { status: 402, body } });
      await desk.open('letter.md');
      await desk.goTo(3, 23);
      await desk.page.keyboard.type(' a');
      const pause = desk.window.notification(/Continuing by itself pauses.*credit/);
      await pause.waitFor();
      const before = asked();
      await desk.page.keyboard.type('bcd', { delay: 700 });
      assert.equal(asked(), before);
      assert.equal((await desk.window.notifications()).length, 1);
      // Off is off, also once it would work again.
      await pause.getByRole('button', { name: 'Turn off' }).click();
      const settings = path.join(machine().server.dataFolder, 'data', 'Machine', 'settings.json');
      await until(
        'the setting to be gone',
        async () => !(await readFile(settings, 'utf8')).includes('continueAutomatically'),
      );
    });
  });
});
