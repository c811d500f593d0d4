import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { ChatPanel } from './chatPanel';

/** Reads 65,536 tokens at once, and is free. */
const model = 'HuggingFaceTB/SmolLM3-3B';

suite('A person sees and decides what the model is told', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': model, 'huggingphaze.customInstructions': 'Be kind.' },
    files: {
      '.vscode/settings.json': JSON.stringify({
        'huggingphaze.customInstructions': 'Write British English.',
      }),
    },
  });
  let panel: ChatPanel;

  suiteSetup('opens the chat and signs in', async () => {
    panel = await ChatPanel.open(machine());
    await panel.signIn();
    machine.standIn().configure({ tokensPerSecond: 1000 });
  });

  /** Opens the numbers behind the meter, by keyboard. */
  async function numbers(): Promise<Locator> {
    await panel.button(/^Context: /).press('Enter');
    return panel.window.chat.getByRole('dialog', { name: 'What the model reads' });
  }

  test('the meter counts with the model’s own tokenizer, and says what the next question costs', async () => {
    await panel.answerTo('Hello');
    const popover = await numbers();
    await popover.getByText('SmolLM3 3B can read 65,536 tokens at once: about 100 pages.').waitFor();
    await popover.getByText('with the model’s own tokenizer').waitFor();
    await popover.getByText('The next question is free.').waitFor();
    await panel.window.page.keyboard.press('Escape');
    await popover.waitFor({ state: 'detached' });
  });

  test('what is set for this chat adds to the other instructions, and survives a reload', async () => {
    await (await numbers()).getByRole('button', { name: 'Settings of this chat' }).press('Enter');
    const { quickInput } = panel.window;
    await quickInput.opened('Settings of This Chat');
    await quickInput.pick(/Instructions for this chat/);
    await quickInput.opened('Instructions for This Chat');
    await quickInput.type('Answer like a gardener.');
    await quickInput.accept();
    await quickInput.opened('Settings of This Chat');
    await quickInput.pick(/Creativity/);
    await quickInput.pick('Precise');
    await quickInput.item(/Creativity, Precise/).waitFor();
    await quickInput.cancel();
    await panel.reload();
    const popover = await numbers();
    await popover.getByText('Set for this chat: creativity Precise.').waitFor();
    await popover
      .getByText('your own for all chats, those that this folder adds and those for this chat')
      .waitFor();
    await panel.window.page.keyboard.press('Escape');
    await panel.answerTo('And roses?');
    const request = machine.standIn().received.findLast(({ body }) => body.includes('And roses?'));
    assert.match(request?.body ?? '', /Be kind\..*Write British English\..*Answer like a gardener\./);
  });

  test('more than the model can read is refused before it is sent, and nothing of it is lost', async () => {
    const before = await panel.articles.count();
    const tooMuch = 'word '.repeat(60_000).trim();
    await panel.composer.fill(tooMuch);
    await panel.composer.press('Enter');
    const alert = panel.window.chat.getByRole('alert');
    await alert.getByText('This is more than SmolLM3 3B can read at once').waitFor();
    await until('the text to be back', async () => (await panel.composer.inputValue()) === tooMuch);
    assert.equal(await panel.articles.count(), before);
    await panel.composer.fill('Shorter');
    await alert.waitFor({ state: 'detached' });
    await panel.composer.fill('');
  });

  test('new wording that is too long leaves question and answer as they are, and can be shortened', async () => {
    const before = await panel.articles.count();
    const question = panel.articles.nth(before - 2);
    const words = await question.locator('.user-text').innerText();
    await question.getByRole('button', { name: 'Edit', exact: true }).click();
    const wording = panel.window.chat.getByRole('textbox', { name: 'New wording' });
    const tooMuch = 'word '.repeat(60_000).trim();
    await wording.fill(tooMuch);
    await wording.press('Enter');
    const alert = panel.window.chat.getByRole('alert');
    await alert.getByText('The new wording, with what is attached, is more than SmolLM3 3B').waitFor();
    assert.equal(await wording.inputValue(), tooMuch);
    assert.equal(await panel.articles.count(), before);
    await wording.press('Escape');
    await alert.waitFor({ state: 'detached' });
    await question.getByText(words).waitFor();
  });
});
