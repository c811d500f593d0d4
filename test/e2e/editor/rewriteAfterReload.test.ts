import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { Faucet } from '../chat/faucet';
import { WritingDesk } from './writingDesk';

const paragraph = 'thank you very much for the soup.';
const letter = `Dear Ann,\n\n${paragraph}\n\nYours, Bea\n`;
const short = 'Thanks for the soup.';
const rewritten = letter.replace(paragraph, short);

/** Whether it is gone within a moment. */
async function isGone(tab: Locator): Promise<boolean> {
  return tab.waitFor({ state: 'hidden', timeout: 3_000 }).then(
    () => true,
    () => false,
  );
}

suite('A suggestion outlives its window', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'standin/pleasant', 'files.autoSave': 'off' },
    files: { 'letter.md': letter, 'changed.md': letter, 'gone.md': letter, 'killed.md': letter },
  });
  let desk: WritingDesk;
  let faucet: Faucet;

  suiteSetup('opens a window and signs in', async () => {
    desk = await WritingDesk.open(machine(), { viewport: { width: 1700, height: 800 } });
  });

  setup(async () => {
    await desk.clear();
    machine.standIn().reset();
    faucet = new Faucet(machine.standIn());
    await until('no suggestion on the disk', async () => (await stored()).length === 0);
  });

  /** What lies on the disk of suggestions. */
  async function stored(): Promise<string[]> {
    const storage = ['data', 'User', 'globalStorage', 'huggingphaze.huggingphaze', 'suggestions'];
    const folder = path.join(machine().server.dataFolder, ...storage);
    const names = await readdir(folder).catch(() => []);
    const files = names.filter((name) => name.endsWith('.json'));
    return Promise.all(files.map(async (name) => readFile(path.join(folder, name), 'utf8')));
  }

  async function reload(): Promise<void> {
    await desk.window.reloadInOrder();
    await desk.window.editorTab(/Shorter/).waitFor();
    await desk.acceptButton.waitFor();
  }

  test('the window is reloaded: the suggestion is there, can be edited, and is accepted in one step', async () => {
    await desk.suggest(faucet, 'letter.md', 3, short);
    await reload();
    await desk.suggests(short);
    assert.equal(await desk.original(), letter);
    await desk.accept();
    await desk.shows(rewritten);
    await desk.undo();
    await desk.shows(letter);
    await until('nothing of it on the disk', async () => (await stored()).length === 0);
  });

  test('discarded after a reload, it leaves nothing, and the document is as it was', async () => {
    await desk.suggest(faucet, 'letter.md', 3, short);
    await reload();
    await desk.discardButton.click();
    await desk.window.editorTab(/Shorter/).waitFor({ state: 'hidden' });
    await until('nothing of it on the disk', async () => (await stored()).length === 0);
    await desk.open('letter.md');
    await desk.shows(letter);
  });

  test('what the person made of it, and every wording, is there after a reload', async () => {
    await desk.suggest(faucet, 'letter.md', 3, short);
    faucet.again();
    await desk.titleButton(/^Rewrite Again, But/).click();
    await desk.window.quickInput.opened('Choose what should be different');
    await desk.window.quickInput.type('warmer');
    await desk.window.quickInput.accept();
    faucet.pour('Many warm thanks!');
    faucet.end();
    await desk.suggests('Many warm thanks!');
    await desk.settled();
    await desk.clickSuggested('Many warm thanks!');
    await desk.page.keyboard.press('End');
    await desk.page.keyboard.type(' So good.');
    await desk.suggests('Many warm thanks! So good.');
    await until('the edit on the disk', async () => (await stored()).join('').includes('So good.'));
    await reload();
    await desk.suggests('Many warm thanks! So good.');
    await desk.titleButton(/^Previous Suggestion/).click();
    await desk.suggests(short);
    await desk.titleButton(/^Next Suggestion/).click();
    await desk.suggests('Many warm thanks! So good.');
    await desk.accept();
    await desk.shows(letter.replace(paragraph, 'Many warm thanks! So good.'));
    await desk.undo();
    await desk.shows(letter);
  });

  test('a reload while it is being written keeps what had arrived, says so, and Try again goes on', async () => {
    await desk.open('letter.md', 3);
    await desk.rewrite('Shorter');
    faucet.pour('Thanks for');
    await desk.suggests('Thanks for');
    await until('it to be on the disk', async () => (await stored()).join('').includes('Thanks for'));
    await reload();
    await desk.suggests('Thanks for');
    faucet.again();
    faucet.pour(short);
    faucet.end();
    await desk.window.answerNotification(
      'The suggestion for line 3 of letter.md is not complete.',
      'Try again',
    );
    await desk.suggests(short);
    await desk.accept();
    await desk.shows(rewritten);
    await desk.undo();
  });

  test('the document was changed while the window was closed: the suggestion finds its place', async () => {
    await desk.suggest(faucet, 'changed.md', 3, short);
    await until('it to be on the disk', async () => (await stored()).length === 1);
    await writeFile(path.join(machine().folder, 'changed.md'), `7 March\n\n${letter}`);
    await desk.suggests('7 March');
    await reload();
    await desk.suggests(short);
    await desk.accept();
    await desk.shows(`7 March\n\n${rewritten}`);
  });

  test('the extension host is killed: the suggestion can still be accepted', async () => {
    await desk.suggest(faucet, 'killed.md', 3, short);
    await until('it to be on the disk', async () => (await stored()).length === 1);
    await machine().killExtensionHost();
    // What is pressed while it is away is lost, as every command is; the suggestion is not.
    await until('it to be accepted', async () => {
      if (await desk.acceptButton.isVisible()) await desk.acceptButton.click();
      return isGone(desk.window.editorTab(/Shorter/));
    });
    await desk.shows(rewritten);
  });

  test('a window that had no time to note its editors: the suggestion is offered at the next use', async () => {
    await desk.suggest(faucet, 'gone.md', 3, short);
    await until('it to be on the disk', async () => (await stored()).length === 1);
    await desk.window.reload();
    await desk.window.openView('Huggingphaze');
    const cameBack = desk.acceptButton;
    const offer = desk.window.notification('A suggestion for gone.md is still there from before.');
    await cameBack.or(offer).first().waitFor({ timeout: 60_000 });
    if (await offer.isVisible()) await offer.getByRole('button', { name: 'Show' }).click();
    await desk.suggests(short);
    await desk.accept();
    await desk.shows(rewritten);
  });
});
