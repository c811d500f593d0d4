import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ReceivedRequest } from '../../standin/requests';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { WritingDesk } from '../editor/writingDesk';

const letter = 'Dear Mrs Kay,\n\nthe heating is cold sinse Monday.\n\nYours, Bea\n';
const review = 'Say what a neighbour would think of this:\n\n${selection}\n\nToday is ${date}.';

suite('Somebody runs prompts', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'standin/echo', 'files.autoSave': 'off' },
    files: {
      'letter.md': letter,
      '.github/prompts/review.prompt.md': `---\ndescription: What the neighbours think\nagent: ask\n---\n${review}\n`,
    },
  });
  let desk: WritingDesk;

  suiteSetup('opens a window and signs in', async () => {
    desk = await WritingDesk.open(machine());
    await desk.window.openView('Huggingphaze');
    await desk.panel.ready();
  });

  setup(async () => {
    await desk.clear();
    machine.standIn().reset();
    await desk.panel.newChat();
  });

  /** What the model was asked last in this test. */
  async function question(text: string): Promise<string> {
    const request: ReceivedRequest = await machine
      .standIn()
      .waitFor(({ path: route, body }) => route === '/v1/chat/completions' && body.includes(text));
    const { messages } = request.json as { messages: readonly { content: string }[] };
    return messages.at(-1)?.content ?? '';
  }

  /** Types into the composer as a person does, with the keyboard alone. */
  async function typeIntoChat(text: string): Promise<void> {
    await desk.panel.composer.focus();
    await desk.page.keyboard.type(text);
  }

  test('from the palette: what it asks for is asked step by step, with a way back, and the answer is in the chat', async () => {
    const { quickInput } = desk.window;
    await desk.window.runCommand('Huggingphaze: Run Prompt…');
    await quickInput.opened('Choose a prompt');
    await quickInput.type('letter');
    await quickInput.pick(/^Letter/);
    await quickInput.opened('(1/3)');
    assert.match(await quickInput.description(), /such as my landlord/);
    await quickInput.type('my aunt');
    await quickInput.accept();
    await quickInput.opened('(2/3)');
    await quickInput.type('the soup');
    await quickInput.button('Back').click();
    await quickInput.opened('(1/3)');
    assert.equal(await quickInput.input.inputValue(), 'my aunt');
    await quickInput.type('my aunt Ann');
    await quickInput.accept();
    await quickInput.opened('(2/3)');
    assert.equal(await quickInput.input.inputValue(), 'the soup');
    await quickInput.accept();
    await quickInput.opened('(3/3)');
    await quickInput.type('warm');
    await quickInput.accept();
    const asked = await question('Write a letter to');
    assert.match(asked, /^Write a letter to my aunt Ann\. It is about this: the soup\. The tone: warm\./);
    assert.match(asked, /Today is \w+day, /);
    await desk.panel.becomes('done');
    await desk.panel.shows(
      '/letter to: my aunt Ann; about: the soup; tone: warm',
      desk.panel.articles.first(),
    );
  });

  test('by /name in the chat, with the keyboard alone, on the paragraph at the cursor; all that was sent is in reach', async () => {
    await desk.open('letter.md', 3);
    await typeIntoChat('/tra');
    const list = desk.window.chat.getByRole('listbox', { name: 'Prompts' });
    await list.getByRole('option', { name: '/translate' }).waitFor();
    await desk.page.keyboard.press('Tab');
    await desk.page.keyboard.type('French');
    await desk.page.keyboard.press('Enter');
    const asked = await question('Translate this text into French');
    assert.match(asked, /<text>\nthe heating is cold sinse Monday\.\n<\/text>/);
    assert.doesNotMatch(asked, /Mrs Kay/);
    await desk.panel.becomes('done');
    const mine = desk.panel.articles.first();
    await desk.panel.shows('/translate French', mine);
    await desk.panel.shows('(About line 3 of letter.md.)', mine);
    assert.equal(await desk.panel.composer.inputValue(), '');
    await mine.getByRole('button', { name: 'Show what was sent' }).focus();
    await desk.page.keyboard.press('Enter');
    await desk.window.editorTab('What the model was sent').waitFor();
    await desk.showsAmong('Translate this text into French');
  });

  test('a selection can be rewritten beside itself, as the prompt says', async () => {
    await desk.open('letter.md');
    await desk.select(3, 3);
    const { quickInput } = desk.window;
    await desk.window.runCommand('Huggingphaze: Run Prompt…');
    await quickInput.opened('Choose a prompt');
    await quickInput.pick(/^Fix grammar/);
    const asked = await question('Correct the spelling');
    assert.match(asked, /the heating is cold sinse Monday/);
    await desk.acceptButton.waitFor();
    await desk.discardButton.click();
  });

  test('a path is sent as it is, and so is a name that no prompt has', async () => {
    for (const text of ['/usr/bin is where?', '/nothing-of-that-name please']) {
      await typeIntoChat(text);
      await desk.page.keyboard.press('Enter');
      assert.equal(await question(text), text);
      await desk.panel.becomes('done');
    }
  });

  test('a message is saved as a prompt, which is then one like any other, until it is deleted; Undo brings it back', async () => {
    const { quickInput } = desk.window;
    await desk.panel.answerTo('Say good morning in five languages');
    await desk.panel.articles.first().getByRole('button', { name: 'Save as prompt' }).focus();
    await desk.page.keyboard.press('Enter');
    await quickInput.opened('What should it be called?');
    await quickInput.type('Good morning');
    await until('the name', async () => (await quickInput.message()).includes('It will be /good-morning'));
    await quickInput.accept();
    await desk.window.notification('Type /good-morning in the chat').waitFor();
    await desk.panel.newChat();
    machine.standIn().reset();
    await typeIntoChat('/good-morning');
    await desk.window.chat.getByRole('option', { name: '/good-morning' }).waitFor();
    await desk.page.keyboard.press('Enter');
    assert.equal(await question('Say good morning'), 'Say good morning in five languages');
    await desk.panel.becomes('done');
    await desk.panel.clearNotifications();

    await desk.window.runCommand('Huggingphaze: Prompts…');
    await quickInput.opened('Choose what to do');
    await quickInput.pick('All prompts…');
    await quickInput.opened('Choose a prompt to run');
    await quickInput.pick(/^Good morning/);
    await quickInput.opened('Choose what to do with this prompt');
    await quickInput.pick('Delete');
    const deleted = desk.window.notification('was deleted');
    await deleted.waitFor();
    await typeIntoChat('/good');
    await desk.page.keyboard.press('Enter');
    await desk.panel.becomes('done');
    await deleted.getByRole('button', { name: 'Undo' }).click();
    await deleted.waitFor({ state: 'hidden' });
    await typeIntoChat('/good');
    await desk.window.chat.getByRole('option', { name: '/good-morning' }).waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.panel.composer.fill('');
  });

  test('one of the workspace is shown before its first run, and again when it has changed; declined, nothing is sent', async () => {
    await desk.open('letter.md', 3);
    await typeIntoChat('/review');
    await desk.window.chat.getByRole('option', { name: /\/review.*What the neighbours think/ }).waitFor();
    await desk.page.keyboard.press('Enter');
    const dialog = desk.window.dialog('Run the prompt “review” of this workspace?');
    await dialog.getByText('Say what a neighbour would think of this').waitFor();
    await dialog.getByText('It sends the model the selected text.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await until('the words to come back', async () => (await desk.panel.composer.inputValue()) === '/review');
    assert.equal(
      machine.standIn().received.filter(({ path: route }) => route.endsWith('completions')).length,
      0,
    );

    await desk.panel.composer.press('Enter');
    await dialog.getByRole('button', { name: 'Run', exact: true }).click();
    assert.match(
      await question('a neighbour'),
      /<text>\nthe heating is cold sinse Monday\.\n<\/text>\n\nToday is /,
    );
    await desk.panel.becomes('done');
    await typeIntoChat('/review');
    await desk.page.keyboard.press('Enter');
    await until('the second answer', async () => (await desk.panel.articles.count()) === 4);
    await desk.panel.becomes('done');

    const file = path.join(machine().folder, '.github/prompts/review.prompt.md');
    await writeFile(file, 'Tell me what was copied: ${clipboard}');
    await typeIntoChat('/review');
    await desk.page.keyboard.press('Enter');
    await dialog.getByText('has changed since you last ran it').waitFor();
    await dialog.getByText('It sends the model what you copied last (the clipboard).').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await until('the words to come back', async () => (await desk.panel.composer.inputValue()) === '/review');
    await desk.panel.composer.fill('');
  });
});
