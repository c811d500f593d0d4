import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { makePdf } from '../../support/documents/pdf';
import { makeWord, paragraph, table } from '../../support/documents/word';
import { dropFile } from '../../support/workbench/dropFile';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { ChatPanel } from './chatPanel';

suite('A person attaches what the question is about', () => {
  const machine = useMachine({
    standIn: true,
    files: {
      'letter.md': 'Dear Ann,\n\nthank you for the plums.\nThey were sweet.\n',
      'notes/plan.md': 'Buy jars.',
      'notes/deep/list.txt': 'Sugar, lemons',
      'notes/drafts.log': 'never mind',
      'notes/photo.png': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0]),
      'wall.png': Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
      'phone.heic': Uint8Array.from([0, 0, 0, 24]),
      '.gitignore': '*.log\n',
      'jam.docx': makeWord([
        paragraph('Jam', 'heading'),
        table([
          ['Fruit', 'Kilos'],
          ['Plums', '12'],
        ]),
      ]),
      'scan.pdf': makePdf(['', '']),
      'costs.csv': Uint8Array.from(Buffer.from('What;Größe\nJar;3', 'latin1')),
      // Marked by VS Code itself, without any other extension.
      'broken.json': '{ "plums": }',
    },
    settings: { 'huggingphaze.model': 'standin/echo' },
  });
  let panel: ChatPanel;
  let chips: Locator;

  suiteSetup('opens the chat and signs in', async () => {
    panel = await ChatPanel.open(machine(), { openFile: 'letter.md' });
    await panel.signIn();
    chips = panel.window.chat.getByRole('list', { name: 'Attachments' });
  });

  setup(async () => {
    await panel.newChat();
  });

  /** What the model was sent last, as the echo of the stand-in. */
  async function seenByModel(question: string): Promise<string> {
    await panel.answerTo(question);
    const request = machine.standIn().received.findLast(({ path }) => path === '/v1/chat/completions');
    const { messages } = request?.json as { messages: readonly { readonly content: string }[] };
    return messages.at(-1)?.content ?? '';
  }

  async function addFromExplorer(item: string): Promise<void> {
    const { window } = panel;
    await window.openView('Explorer');
    await window.page.getByRole('treeitem', { name: item }).first().click({ button: 'right' });
    // VS Code takes no click in a menu that has just opened under the mouse; a key it does.
    await window.page.getByRole('menuitem', { name: 'Add to Chat', exact: true }).hover();
    await window.page.keyboard.press('Enter');
    await panel.ready();
  }

  test('a folder from the explorer, with what was left out', async () => {
    await addFromExplorer('notes');
    await chips.getByText('notes (2 files, 1 left out)').waitFor();
    await panel.window.notification('Left out: notes/photo.png: a picture; attach it by itself.').waitFor();
    const prompt = await seenByModel('What do I need?');
    assert.match(prompt, /Buy jars\.[^]*Sugar, lemons[^]*What do I need\?$/);
    assert.doesNotMatch(prompt, /never mind/);
    await panel.clearNotifications();
  });

  test('the selection, by the palette; a click shows what goes along, and nobody can change it', async () => {
    const { window } = panel;
    await window.focusEditor();
    await window.page.keyboard.press('ControlOrMeta+Home');
    await window.page.keyboard.press('Shift+ArrowDown');
    await window.runCommand('Huggingphaze: Add to Chat');
    const chip = chips.getByRole('button', { name: /^letter\.md, line 1/ });
    await chip.waitFor();
    await chip.click();
    await until('the preview', async () => (await window.editorText()).startsWith('Dear Ann,'));
    await window.focusEditor();
    await window.page.keyboard.type('x');
    await window.page.getByText('Cannot edit in read-only editor').first().waitFor();
    assert.match(await seenByModel('Who?'), /^Attached file: letter\.md, line 1\n```markdown\nDear Ann,\n/);
    await window.runCommand('View: Close Editor');
  });

  test('a Word document and a PDF go along as what they say; a click shows it', async () => {
    const { window } = panel;
    await addFromExplorer('jam.docx');
    await chips.getByText('jam.docx').waitFor();
    await dropFile(panel.composer, 'lease.pdf', makePdf(['The rent is due on the third.', 'Signed: Ann']));
    const chip = chips.getByRole('button', { name: /^lease\.pdf/ });
    await chip.click();
    await until('the preview', async () => (await window.editorText()).includes('Signed: Ann'));
    await window.runCommand('View: Close Editor');
    const prompt = await seenByModel('When is the rent due?');
    assert.match(
      prompt,
      /Attached file: jam\.docx\n```markdown\n# Jam\n\n\| Fruit \| Kilos \|\n\| --- \| --- \|\n\| Plums \| 12 \|\n```/,
    );
    assert.match(
      prompt,
      /Attached file: lease\.pdf\n```plaintext\n--- Page 1 ---\n\nThe rent is due on the third\.\n/,
    );
    assert.match(prompt, /--- Page 2 ---\n\nSigned: Ann\n```/);
  });

  test('a document that can’t be read is named with a way out, and letters of Windows are read right', async () => {
    const { window } = panel;
    await addFromExplorer('scan.pdf');
    await window.notification('The pages of “scan.pdf” are pictures without any text').waitFor();
    await panel.clearNotifications();
    await addFromExplorer('costs.csv');
    await chips.getByText('costs.csv').waitFor();
    assert.match(await seenByModel('How big?'), /What;Größe\nJar;3/);
  });

  test('the problems of a document', async () => {
    const { window } = panel;
    await window.openFile('broken.json');
    await window.page.locator('.squiggly-error').first().waitFor();
    await window.runCommand('Huggingphaze: Add Problems to Chat');
    await chips.getByText('1 problem in broken.json').waitFor();
    assert.match(await seenByModel('Help'), /broken\.json, line 1, column \d+: error: Value expected/);
    await window.runCommand('View: Close Editor');
  });

  test('uncommitted changes, or a sentence that says why there are none', async () => {
    await panel.button('Attach').click();
    await panel.window.quickInput.opened('What should go along');
    await panel.window.quickInput.pick(/Uncommitted changes/);
    await panel.window.notification(/Git/).waitFor();
    await panel.clearNotifications();
  });

  test('a selection that is offered, and a file by @', async () => {
    const { window } = panel;
    await window.focusEditor();
    await window.page.keyboard.press('ControlOrMeta+End');
    await window.page.keyboard.press('Shift+ArrowUp');
    await panel.button('Add selection: letter.md, line 4').click();
    await chips.getByText('letter.md, line 4').waitFor();
    await panel.button('Add selection: letter.md, line 4').waitFor({ state: 'hidden' });
    await panel.composer.pressSequentially('Compare with @pla');
    await window.chat.getByRole('option', { name: /^plan\.md/ }).waitFor();
    await panel.composer.press('Tab');
    await chips.getByText('plan.md').waitFor();
    assert.equal(await panel.composer.inputValue(), 'Compare with plan.md ');
    assert.match(await seenByModel('Compare with plan.md'), /They were sweet[^]*Buy jars/);
  });

  test('a selection that says something else than when it was attached is offered again', async () => {
    const { window } = panel;
    const { keyboard } = window.page;
    const offer = panel.button('Add selection: letter.md, line 4');
    await window.focusEditor();
    await keyboard.press('ControlOrMeta+End');
    await keyboard.press('Shift+ArrowUp');
    await offer.click();
    await offer.waitFor({ state: 'hidden' });
    await window.focusEditor();
    await keyboard.type('They were sour.\n');
    await keyboard.press('Shift+ArrowUp');
    await offer.click();
    await offer.waitFor({ state: 'hidden' });
    assert.match(await seenByModel('What changed?'), /They were sweet\.\n```[^]*They were sour\.\n```/);
    await window.runCommand('File: Revert File');
  });

  test('a picture goes to a model that sees, is there after a reload, and is never dropped silently', async () => {
    const { window } = panel;
    await addFromExplorer('phone.heic');
    await window.notification('Save it as JPEG or PNG').waitFor();
    await panel.clearNotifications();
    await addFromExplorer('wall.png');
    await chips.getByText('wall.png').waitFor();
    await chips
      .getByRole('button', { name: /^wall\.png/ })
      .locator('img')
      .waitFor();
    await panel.answerTo('What is this?');
    const request = machine.standIn().received.findLast(({ path }) => path === '/v1/chat/completions');
    assert.match(JSON.stringify(request?.json), /"image_url":\{"url":"data:image\/png;base64,iVBOR/);
    await panel.reload();
    await panel.log
      .getByRole('button', { name: /^wall\.png/ })
      .locator('img')
      .waitFor();
    await panel.log.getByRole('button', { name: /^wall\.png/ }).click();
    await window.chat.getByRole('dialog', { name: 'wall.png' }).getByRole('img').waitFor();
    await window.page.keyboard.press('Escape');
    await panel.useModel('standin/text-only');
    await panel.log.getByText('The model chosen now can’t see pictures').waitFor();
    assert.match(await seenByModel('And now?'), /^And now\?$/);
    await addFromExplorer('wall.png');
    await window.chat.getByText('text only can’t see pictures.').waitFor();
    await panel.button('Remove picture').click();
    await panel.button('Remove picture').waitFor({ state: 'hidden' });
  });
});
