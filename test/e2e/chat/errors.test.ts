import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { STANDIN_NO_CREDIT_TOKEN, STANDIN_NO_PERMISSION_TOKEN, STANDIN_TOKEN } from '../../standin/tokens';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { ChatPanel, nameInWords } from './chatPanel';

/** What a person reads for a model that fails, and the buttons in their order. */
const cases: readonly (readonly [
  name: string,
  model: string,
  sentence: RegExp,
  buttons: readonly string[],
])[] = [
  [
    'a token that is not known any more',
    'standin/fault-401',
    /^Hugging Face does not know your token\./,
    ['Set token', 'Try again'],
  ],
  [
    'a token without the permission',
    'standin/fault-403',
    /^Your Hugging Face token is not allowed to ask models\. .*“Make calls to Inference Providers”\.$/,
    ['Set token', 'Try again'],
  ],
  [
    'used up credit',
    'standin/fault-402',
    /^Your free monthly credit at Hugging Face is used up\./,
    ['Add credits', 'Choose another model', 'Try again'],
  ],
  [
    'a model that nobody runs',
    'standin/fault-400-model-not-supported',
    /is not to be had right now/,
    ['Choose another model', 'Choose providers', 'Try again'],
  ],
  [
    'a model whose terms were not accepted',
    'standin/fault-403-gated',
    /ask everybody to accept their terms first\./,
    ['Read the terms', 'Try again', 'Choose another model'],
  ],
  [
    'more text than the model can read',
    'standin/fault-400-too-long',
    /^This is more text than .* can read at once\./,
    ['Choose another model', 'New chat'],
  ],
  [
    'too many questions at a time',
    'standin/fault-429-retry-after',
    /Try again in about 60 minutes, or choose another model\.$/,
    ['Try again', 'Choose another model'],
  ],
  [
    'a request that the model refuses',
    'standin/fault-400-error-object',
    /refused this request\./,
    ['Choose another model', 'Try again'],
  ],
  [
    'an answer without a word',
    'standin/fault-empty-answer',
    /ended its answer without a word\./,
    ['Try again', 'Choose another model'],
  ],
  [
    'a login page in place of an answer',
    'standin/fault-redirect-other-origin',
    /Nothing was sent there, to keep your token safe\./,
    ['Try again', 'Show log'],
  ],
];

suite('What goes wrong is said plainly, with the button that mends it', () => {
  const machine = useMachine({ standIn: true, settings: { 'huggingphaze.model': 'standin/pleasant' } });
  let panel: ChatPanel;

  suiteSetup('opens the chat and signs in', async () => {
    panel = await ChatPanel.open(machine());
    await panel.signIn();
  });

  setup(async () => {
    machine.standIn().reset();
    machine.standIn().configure({ tokensPerSecond: 1000 });
    await panel.newChat();
  });

  async function failed(answer: Locator): Promise<{ card: Locator; sentence: string; buttons: string[] }> {
    await panel.becomes('error', answer);
    const card = answer.getByRole('alert');
    const buttons = await card.locator('vscode-button').allInnerTexts();
    return { card, sentence: await card.locator('p').first().innerText(), buttons };
  }

  test('without a token nothing is lost, and “Set token” answers the question that was asked', async () => {
    await panel.window.runCommand('Huggingphaze: Sign Out');
    await panel.button('Set token').waitFor();
    const answer = await panel.ask('A question without a token');
    const { card, sentence, buttons } = await failed(answer);
    assert.match(
      sentence,
      /^To ask pleasant, you need a Hugging Face token\b.* An account and a token are free\.$/,
    );
    assert.deepEqual(buttons, ['Set token']);
    await card.getByRole('button', { name: 'Set token' }).click();
    const { quickInput } = panel.window;
    await quickInput.opened('(1/2)');
    await quickInput.pick(/I have a token/);
    await quickInput.opened('(2/2)');
    await quickInput.type(STANDIN_TOKEN);
    await quickInput.accept();
    await panel.becomes('done');
    assert.equal(await panel.articles.count(), 2);
    await panel.articles.first().getByText('A question without a token').waitFor();
  });

  for (const [name, model, words, expected] of cases) {
    test(`${name}: a sentence anybody understands, and what to press`, async () => {
      await panel.useModel(model);
      const answer = await panel.ask(`A question about ${name}`);
      const { card, sentence, buttons } = await failed(answer);
      assert.match(sentence, words);
      assert.deepEqual(buttons, expected);
      const own = sentence.replaceAll(nameInWords(model), '');
      assert.doesNotMatch(own, /\b(HTTP|status|4\d\d|5\d\d|API|exception|undefined|null)\b/);
      await panel.articles.first().getByText(`A question about ${name}`).waitFor();
      assert.equal(
        machine.standIn().received.some(({ origin }) => origin === 'other'),
        false,
      );
      assert.equal(await card.getByText('Kind:').isVisible(), false, 'details are folded away');
    });
  }

  test('a provider that is down: Try again works as soon as it is back', async () => {
    await panel.useModel('standin/pleasant');
    machine.standIn().configure({ chat: { status: 500, body: '{"error":"Internal Server Error"}' } });
    const { card, sentence, buttons } = await failed(await panel.ask('Hello again'));
    assert.match(sentence, /has a problem at the moment\. Try again, or choose another model\.$/);
    assert.deepEqual(buttons, ['Try again', 'Choose another model']);
    machine.standIn().configure({ chat: undefined });
    await card.getByRole('button', { name: 'Try again' }).click();
    await panel.becomes('done');
    assert.equal(await panel.articles.count(), 2);
    assert.equal(await panel.log.getByRole('alert').count(), 0);
  });

  test('no network at all: it is said, and the question stays', async () => {
    await machine().changeSettings({ 'huggingphaze.routerUrl': 'http://127.0.0.1:9' });
    await panel.reload();
    const { card, sentence, buttons } = await failed(await panel.ask('Is anybody there?'));
    assert.equal(sentence, 'Hugging Face cannot be reached. Check your internet connection, then try again.');
    assert.deepEqual(buttons, ['Try again', 'Show log']);
    await machine().changeSettings({ 'huggingphaze.routerUrl': machine.standIn().url });
    await panel.reload();
    await card.getByRole('button', { name: 'Try again' }).click();
    await panel.becomes('done');
  });

  test('an error in the middle keeps the text, and Try again goes on from it', async () => {
    await panel.useModel('standin/fault-error-object');
    const { card } = await failed(await panel.ask('Begin well'));
    const half = await panel.textOf(panel.lastAnswer);
    assert.notEqual(half, '');
    await panel.useModel('standin/pleasant');
    await card.getByRole('button', { name: 'Try again' }).click();
    await panel.becomes('done');
    assert.ok((await panel.textOf(panel.lastAnswer)).startsWith(half));
    assert.equal(await panel.articles.count(), 2);
  });

  test('a connection that breaks in the middle keeps the text, and Continue goes on from it', async () => {
    await panel.useModel('standin/fault-reset-mid-stream');
    const answer = await panel.ask('Begin well');
    await panel.becomes('cut-off', answer);
    assert.equal(await panel.textOf(answer), 'This answer begins well, and then');
    await panel.useModel('standin/pleasant');
    await answer.getByRole('button', { name: 'Continue' }).click();
    await panel.becomes('done', answer);
    assert.ok((await panel.textOf(answer)).startsWith('This answer begins well, and then'));
  });

  test('“Choose another model” opens the list, and the one chosen answers', async () => {
    await panel.useModel('standin/fault-404');
    const { card } = await failed(await panel.ask('Hello, other model'));
    await card.getByRole('button', { name: 'Choose another model' }).click();
    await panel.window.quickInput.opened('Select Model');
    await panel.window.quickInput.type('standin/fast');
    await panel.window.quickInput.pick(/^fast\b/);
    await panel.becomes('done');
    await panel.log.getByRole('article', { name: 'fast', exact: true }).waitFor();
  });

  test('“Add credits” opens the page for it, “Read the terms” the model’s', async () => {
    await panel.useModel('standin/fault-402');
    const credit = (await failed(await panel.ask('Hello'))).card.getByRole('button', { name: 'Add credits' });
    assert.match(await panel.pageOpenedBy(() => credit.click()), /\/settings\/billing$/);
    await panel.newChat();
    await panel.useModel('standin/fault-403-gated');
    const terms = (await failed(await panel.ask('Hello'))).card.getByRole('button', {
      name: 'Read the terms',
    });
    assert.match(await panel.pageOpenedBy(() => terms.click()), /\/standin\/fault-403-gated$/);
  });

  test('“New chat” and “Show log” do what they say', async () => {
    await panel.useModel('standin/fault-400-too-long');
    const { card } = await failed(await panel.ask('Hello'));
    await card.getByRole('button', { name: 'New chat' }).click();
    await until('an empty conversation', async () => (await panel.articles.count()) === 0);
    await panel.useModel('standin/fault-redirect-other-origin');
    const other = await failed(await panel.ask('Hello'));
    await other.card.getByRole('button', { name: 'Show log' }).click();
    await panel.window.page.getByRole('tab', { name: /^Output/ }).waitFor();
  });

  test('what the service itself says can be unfolded, for whoever helps', async () => {
    await panel.useModel('standin/fault-400-error-object');
    const { card } = await failed(await panel.ask('Hello'));
    await card.getByText('Technical details').click();
    await card.getByText('temperature must be between 0 and 2').waitFor();
    await card.getByText(/Request id: /).waitFor();
  });

  test('a token that works no more says so, as does an account without credit', async () => {
    await panel.useModel('standin/pleasant');
    machine.standIn().configure({ whoami: { connection: 'reset' } });
    for (const [token, words] of [
      [STANDIN_NO_CREDIT_TOKEN, /credit at Hugging Face is used up/],
      [STANDIN_NO_PERMISSION_TOKEN, /is not allowed to ask models/],
    ] as const) {
      await panel.window.runCommand('Huggingphaze: Set Hugging Face Token…');
      await panel.window.quickInput.opened('(1/2)');
      await panel.window.quickInput.pick(/I have a token/);
      await panel.window.quickInput.opened('(2/2)');
      await panel.window.quickInput.type(token);
      await panel.window.quickInput.accept();
      await panel.window.quickInput.closed();
      await panel.newChat();
      assert.match((await failed(await panel.ask('Hello'))).sentence, words);
    }
  });
});
