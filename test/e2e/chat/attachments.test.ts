import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
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
      '.gitignore': '*.log\n',
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
    await panel.window.notification('Left out: notes/photo.png').waitFor();
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
});
