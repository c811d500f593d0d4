import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { requestAbout, WritingDesk } from './writingDesk';

const code = `export function price(amount: number): number {
  const tax: number = '19';
  return amount * (100 + taxx) / 100;
}

export function half(amount: number): number {
  return amount / 2;
}
`;

suite('Somebody is helped with what VS Code marks, and with their code', () => {
  const machine = useMachine({
    standIn: true,
    settings: {
      'huggingphaze.model': 'standin/flat-out',
      'files.autoSave': 'off',
      'editor.hover.delay': 100,
    },
    files: {
      'price.ts': code,
      'half.js': 'function half(amount) {\n  return amount / 2;\n}\n',
      'letter.md': 'Dear Ann,\n',
    },
  });
  let desk: WritingDesk;

  suiteSetup('opens a window in which nothing of ours was used yet', async () => {
    desk = await WritingDesk.open(machine(), {}, { signedIn: false });
  });

  setup(async () => {
    await desk.clear();
    machine.standIn().reset();
  });

  let isSignedIn = false;

  async function signIn(): Promise<void> {
    if (isSignedIn) return;
    await desk.panel.signIn();
    await desk.panel.clearNotifications();
    isSignedIn = true;
  }

  /** A line of the lightbulb's menu. */
  function entry(title: string): Locator {
    return desk.page.locator('.action-widget').getByRole('option', { name: new RegExp(`^${title}(,|$)`) });
  }

  /** Opens the lightbulb's menu at a place, as the keyboard does, once it has what is waited for. */
  async function lightbulb(line: number, column: number, awaited: string): Promise<void> {
    await desk.goTo(line, column);
    await until(`“${awaited}” in the lightbulb's menu`, async () => {
      await desk.page.keyboard.press('ControlOrMeta+Period');
      const isThere = await entry(awaited)
        .waitFor({ timeout: 3000 })
        .then(
          () => true,
          () => false,
        );
      // The language may not have looked at the file yet.
      if (!isThere) await desk.page.keyboard.press('Escape');
      return isThere;
    });
  }

  test('the lightbulb is there before anything of ours was used, and nothing was asked or written for it', async () => {
    await desk.open('price.ts');
    await lightbulb(2, 9, 'Fix Problem');
    const entries = await desk.page.locator('.action-widget').getByRole('option').allInnerTexts();
    for (const ours of [
      'Explain Problem',
      'Fix Problem',
      'Add Problem to Chat',
      'Document This',
      'Write Tests',
    ])
      assert.ok(entries.includes(ours), entries.join());
    await desk.page.keyboard.press('Escape');
    assert.deepEqual(machine.standIn().received, []);
    assert.equal(await machine().extensionLog(), '');
  });

  test('a problem is fixed with all others of its function, seen as a difference and accepted', async () => {
    await signIn();
    await desk.open('price.ts');
    await lightbulb(2, 9, 'Fix Problem');
    await entry('Fix Problem').click();
    await desk.acceptButton.waitFor();
    await desk.suggests('const tax: number = 19;');
    await desk.suggests('(100 + tax)');
    const { body } = await requestAbout(machine.standIn(), 'Put right in the text');
    assert.match(body, /Did you mean 'tax'/);
    await desk.accept();
    await desk.shows(code.replace("'19'", '19').replace('taxx', 'tax'));
    await desk.undo();
    await desk.shows(code);
    await desk.undo();
  });

  test('what is pointed at is explained in the chat', async () => {
    await signIn();
    await desk.open('price.ts');
    const link = desk.page.locator('.monaco-hover').getByRole('link', { name: 'Explain this' });
    await until('the hover', async () => {
      await desk.page.mouse.move(5, 5);
      const box = await desk.page.locator('.view-line').filter({ hasText: 'function half' }).boundingBox();
      assert.ok(box);
      await desk.page.mouse.move(box.x + 150, box.y + 8, { steps: 4 });
      return link.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
    await link.click();
    await desk.panel.articles.getByText(/Explain “half” in line 6 of price\.ts/).waitFor();
    await desk.panel.becomes('done');
  });

  test('a function is documented in a difference, and tested in a new document with the usual name', async () => {
    await signIn();
    await desk.open('price.ts');
    await lightbulb(6, 18, 'Document This');
    await entry('Document This').click();
    await desk.acceptButton.waitFor();
    await desk.suggests('/** What half is for. */');
    await desk.settled();
    await desk.discardButton.click();
    await desk.acceptButton.waitFor({ state: 'hidden' });
    await lightbulb(6, 18, 'Write Tests');
    await entry('Write Tests').click();
    await desk.window.editorTab(/price\.test\.ts/).waitFor();
    await desk.showsAmong("test('half is there'");
    await desk.settled();
    await desk.isUnsaved(true);
  });

  test('nothing is offered in a language that was switched off, and what is run works', async () => {
    await signIn();
    await machine().changeSettings({ 'huggingphaze.disabledFor': ['typescript'] });
    try {
      await desk.window.reload();
      // In another language it is there again.
      await desk.open('half.js');
      await lightbulb(1, 10, 'Document This');
      await desk.page.keyboard.press('Escape');
      await desk.open('price.ts');
      await lightbulb(3, 26, 'Change spelling to .tax.');
      for (const title of ['Fix Problem', 'Document This'])
        assert.equal(await entry(title).count(), 0, title);
      await desk.page.keyboard.press('Escape');
      await desk.window.runCommand('Huggingphaze: Explain Problem');
      await desk.panel.articles.getByText(/Explain 2 problems in lines 1–4 of price\.ts/).waitFor();
      await desk.panel.becomes('done');
    } finally {
      await machine().changeSettings({ 'huggingphaze.disabledFor': [] });
    }
  });
});
