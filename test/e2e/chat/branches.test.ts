import assert from 'node:assert/strict';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { ChatPanel } from './chatPanel';
import { Faucet } from './faucet';

suite('A person goes back on what was said', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'standin/pleasant' },
  });
  let panel: ChatPanel;
  let faucet: Faucet;

  suiteSetup('opens the chat and signs in', async () => {
    panel = await ChatPanel.open(machine());
    await panel.signIn();
  });

  setup(async () => {
    machine.standIn().reset();
    machine.standIn().configure({ tokensPerSecond: 1000 });
    faucet = new Faucet(machine.standIn());
    await panel.newChat();
  });

  /** Has the next question answered with this. */
  function willAnswer(text: string): void {
    faucet.again();
    faucet.pour(text);
    faucet.end();
  }

  async function press(name: string, article = panel.lastAnswer): Promise<void> {
    await article.getByRole('button', { name, exact: true }).press('Enter');
  }

  /** All that the transcript says, once it says all of this. */
  async function transcript(...texts: readonly string[]): Promise<void> {
    await until(`the transcript ${texts.join(', ')}`, async () => {
      const found = await panel.log.locator('.user-text, .answer-text').allInnerTexts();
      return JSON.stringify(found.map((text) => text.trim())) === JSON.stringify(texts);
    });
  }

  test('an edited question is another branch; the way back, and a reload, keep both', async () => {
    willAnswer('Seven.');
    await panel.answerTo('How many dwarfs?');
    willAnswer('Grumpy.');
    await panel.answerTo('Name one');
    await press('Edit', panel.articles.first());
    await panel.window.chat.getByRole('textbox', { name: 'New wording' }).fill('How many muses?');
    willAnswer('Nine.');
    await panel.window.page.keyboard.press('Enter');
    await transcript('How many muses?', 'Nine.');
    await panel.becomes('done');

    await press('Previous question', panel.articles.first());
    await transcript('How many dwarfs?', 'Seven.', 'Name one', 'Grumpy.');
    await panel.window.chat.getByRole('group', { name: 'Question 1 of 2' }).waitFor();
    await panel.reload();
    await transcript('How many dwarfs?', 'Seven.', 'Name one', 'Grumpy.');
    await press('Next question', panel.articles.first());
    await transcript('How many muses?', 'Nine.');
  });

  test('another model answers once; the first answer stays in reach and the choice of model as it is', async () => {
    willAnswer('Blue.');
    await panel.answerTo('Which colour?');
    const other = new Faucet(machine.standIn(), 'standin/reasoning');
    other.pour('Green.');
    other.end();
    await press('Try again with another model…');
    const { quickInput } = panel.window;
    await quickInput.opened('Select Model for This Answer');
    await quickInput.type('standin/reasoning');
    await quickInput.pick(/^reasoning, standin/);
    await transcript('Which colour?', 'Green.');
    await panel.log.getByRole('article', { name: 'reasoning' }).waitFor();
    await panel.becomes('done');
    await panel.button('Model: pleasant').waitFor();
    await press('Previous answer');
    await transcript('Which colour?', 'Blue.');
    await panel.log.getByRole('article', { name: 'pleasant' }).waitFor();
  });

  test('a deleted question goes with its answer, and Undo brings both back', async () => {
    willAnswer('Seven.');
    await panel.answerTo('How many dwarfs?');
    willAnswer('Grumpy.');
    await panel.answerTo('Name one');
    await press('Delete', panel.articles.first());
    await transcript('Name one', 'Grumpy.');
    await panel.window.chat.getByText('Question and answer deleted. What follows is kept.').first().waitFor();
    // The offer is still there when the view was closed meanwhile.
    await panel.hide();
    await panel.show();
    await panel.button('Undo').press('Enter');
    await transcript('How many dwarfs?', 'Seven.', 'Name one', 'Grumpy.');
    await press('Delete');
    await transcript('How many dwarfs?', 'Seven.', 'Name one');
    await panel.reload();
    await transcript('How many dwarfs?', 'Seven.', 'Name one');
    willAnswer('Sleepy.');
    await press('Get an answer', panel.articles.last());
    await transcript('How many dwarfs?', 'Seven.', 'Name one', 'Sleepy.');
    await panel.becomes('done');
  });

  test('a quoted answer goes into the message and from there to the model', async () => {
    willAnswer('Seven.');
    await panel.answerTo('How many dwarfs?');
    await press('Quote');
    await until('the quotation', async () => (await panel.composer.inputValue()) === '> Seven.\n\n');
    await panel.composer.press('End');
    await panel.composer.pressSequentially('Really?');
    willAnswer('Really.');
    await panel.composer.press('Enter');
    await transcript('How many dwarfs?', 'Seven.', '> Seven.\n\nReally?', 'Really.');
    assert.match(JSON.stringify(machine.standIn().received.at(-1)?.json), /> Seven\.\\n\\nReally\?/);
  });
});
