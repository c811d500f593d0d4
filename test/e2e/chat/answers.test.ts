import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ReceivedRequest } from '../../standin/requests';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { ChatPanel } from './chatPanel';
import { Faucet } from './faucet';

interface SentMessage {
  readonly role: string;
  readonly content: string;
}

suite('A person chats', () => {
  const machine = useMachine({
    standIn: true,
    files: { 'letter.md': 'Dear Ann,\n\nthank you for the plums.\n', 'notes.txt': 'one\ntwo\n' },
    settings: { 'huggingphaze.model': 'standin/pleasant' },
  });
  let panel: ChatPanel;

  suiteSetup('opens the chat and signs in', async () => {
    panel = await ChatPanel.open(machine(), { openFile: 'letter.md' });
    await panel.signIn();
  });

  setup(async () => {
    machine.standIn().reset();
    machine.standIn().configure({ tokensPerSecond: 1000 });
    await panel.newChat();
  });

  function asked(): ReceivedRequest[] {
    return machine.standIn().received.filter(({ path }) => path === '/v1/chat/completions');
  }

  /** What the model was sent in the last request, but for the instructions that come first. */
  function sent(): readonly SentMessage[] {
    const { messages } = asked().at(-1)?.json as { messages: readonly SentMessage[] };
    return messages.filter(({ role }) => role !== 'system');
  }

  function flowing(): Faucet {
    return new Faucet(machine.standIn());
  }

  test('Enter sends and Shift+Enter begins a new line; the message stands as it was written', async () => {
    await panel.composer.pressSequentially('First line');
    await panel.composer.press('Shift+Enter');
    await panel.composer.pressSequentially('second line');
    assert.equal(asked().length, 0);
    await panel.composer.press('Enter');
    await panel.becomes('done', panel.articles.nth(1));
    assert.deepEqual(
      sent().map(({ content }) => content),
      ['First line\nsecond line'],
    );
    const mine = panel.log.getByRole('article', { name: 'You' });
    assert.equal(await mine.locator('.user-text').innerText(), 'First line\nsecond line');
    assert.equal(await panel.composer.inputValue(), '');
    await panel.log.getByRole('article', { name: 'pleasant' }).waitFor();
  });

  test('Markdown is shown as what it means: headings, lists, tables, links, coloured code', async () => {
    const answer = await panel.answerTo('Show me markdown');
    await answer.getByRole('heading', { name: 'Everything Markdown can do' }).waitFor();
    await answer.getByRole('listitem').filter({ hasText: 'paper and a pencil' }).first().waitFor();
    await answer.getByRole('cell', { name: '2,015' }).waitFor();
    await answer.getByRole('columnheader', { name: 'Visitors' }).waitFor();
    const link = answer.getByRole('link', { name: 'link to Hugging Face' });
    assert.equal(await link.getAttribute('href'), 'https://huggingface.co/');
    await answer
      .locator('.code-block', { hasText: 'Greet somebody' })
      .locator('.hljs-keyword')
      .first()
      .waitFor();
    assert.equal(await answer.locator('img, b').count(), 0, 'nothing is fetched, and HTML is only text');
  });

  test('words appear as they come', async () => {
    const faucet = flowing();
    const answer = await panel.ask('Tell me slowly');
    faucet.pour('One word ');
    await panel.shows('One word', answer);
    await panel.becomes('streaming', answer);
    faucet.pour('and **another**.');
    await answer.locator('strong', { hasText: 'another' }).waitFor();
    faucet.end();
    await panel.becomes('done', answer);
    assert.equal(await panel.textOf(answer), 'One word and another.');
  });

  test('Stop ends the answer at once, keeps what came, and tells the service', async () => {
    const faucet = flowing();
    const answer = await panel.ask('Tell me at length');
    faucet.pour('This much came');
    await panel.shows('This much came', answer);
    assert.equal(await panel.button('Send').count(), 0);
    await panel.button('Stop').click();
    await panel.becomes('stopped', answer);
    await panel.button('Send').waitFor();
    const [request] = asked();
    assert.ok(request);
    await machine.standIn().waitForClosed(request);
    assert.notEqual(request.closedByClientAt, undefined);
    assert.equal(await panel.textOf(answer), 'This much came');
    await answer.getByText('Stopped').waitFor();
  });

  test('Escape in the panel stops too', async () => {
    const faucet = flowing();
    const answer = await panel.ask('Tell me at length');
    faucet.pour('This much came');
    await panel.shows('This much came', answer);
    await panel.composer.press('Escape');
    await panel.becomes('stopped', answer);
  });

  test('a message typed while an answer streams is not lost, and not sent over it', async () => {
    const faucet = flowing();
    const answer = await panel.ask('First');
    faucet.pour('Wait');
    await panel.shows('Wait', answer);
    await panel.composer.fill('Second');
    await panel.composer.press('Enter');
    await panel.window.chat
      .getByText('You can send this when the answer has ended, or after Stop.')
      .first()
      .waitFor();
    assert.equal(await panel.composer.inputValue(), 'Second');
    faucet.end();
    await panel.becomes('done', answer);
    assert.equal(asked().length, 1);
    await panel.button('Send').click();
    await panel.becomes('done', panel.articles.nth(3));
    assert.deepEqual(
      sent().map(({ content }) => content),
      ['First', 'Wait', 'Second'],
    );
  });

  test('Try again asks the same question anew, in the place of the old answer', async () => {
    const faucet = flowing();
    faucet.pour('A first try.');
    faucet.end();
    await panel.answerTo('Hello there');
    faucet.again();
    faucet.pour('A second try.');
    faucet.end();
    await panel.lastAnswer.hover();
    await panel.lastAnswer.getByRole('button', { name: 'Try again', exact: true }).click();
    await panel.shows('A second try.');
    await panel.becomes('done');
    assert.equal(await panel.articles.count(), 2);
    assert.equal(await panel.log.getByText('A first try.').count(), 0);
    assert.deepEqual(
      sent().map(({ content }) => content),
      ['Hello there'],
    );
  });

  test('Copy puts the whole answer on the clipboard, as it was written', async () => {
    const faucet = flowing();
    faucet.pour('Some **bold** words.\n\n- a\n- b\n');
    faucet.end();
    const answer = await panel.answerTo('Hello');
    await answer.hover();
    await answer.getByRole('button', { name: 'Copy', exact: true }).click();
    await onClipboard('Some **bold** words.\n\n- a\n- b\n');
  });

  test('a block of code is copied, inserted where the cursor is, and opened as a file of its kind', async () => {
    const code = 'def greet():\n    return "hello"';
    const faucet = flowing();
    faucet.pour(`Here:\n\n\`\`\`python\n${code}\n\`\`\`\n`);
    faucet.end();
    await panel.window.focusEditor();
    await panel.window.page.keyboard.press('ControlOrMeta+End');
    const answer = await panel.answerTo('Some code please');
    const block = answer.getByRole('group', { name: 'Code', exact: true });
    await block.hover();
    await block.getByRole('button', { name: 'Copy code' }).click();
    await onClipboard(code);
    await block.getByRole('button', { name: 'Insert at cursor' }).click();
    await until('the code in the letter', async () =>
      (await panel.window.editorText()).includes('def greet'),
    );
    await panel.window.runCommand('File: Save');
    await until('the letter with the code on disk', async () => {
      const saved = await readFile(path.join(machine().folder, 'letter.md'), 'utf8');
      return saved === `Dear Ann,\n\nthank you for the plums.\n${code}`;
    });
    await block.hover();
    await block.getByRole('button', { name: 'New file' }).click();
    await panel.window.editorTab(/Untitled-1/).waitFor();
    await until('the code in the new file', async () => (await panel.window.editorText()) === code);
    await panel.window.page.getByRole('button', { name: 'Python' }).waitFor();
    await panel.window.runCommand('View: Revert and Close Editor');
  });

  test('what the model thought is folded away, and can be read', async () => {
    const faucet = flowing();
    const answer = await panel.ask('Think about it');
    faucet.think('They want something short.');
    await answer.getByText('Thinking…').waitFor();
    faucet.pour('Short.');
    faucet.end();
    await panel.becomes('done', answer);
    const thought = answer.getByText('They want something short.');
    assert.equal(await thought.isVisible(), false);
    await answer.getByText('Reasoning', { exact: true }).click();
    await thought.waitFor();
    assert.equal(await panel.textOf(answer), 'Short.');
  });

  test('below an answer stands who gave it, how long it was and what it cost', async () => {
    await panel.useModel('meta-llama/Llama-3.3-70B-Instruct');
    const answer = await panel.answerTo('What is the capital of France?');
    assert.match(
      await answer.locator('footer').innerText(),
      /^Answered by Cerebras · [\d,]+ tokens · less than a cent/,
    );
    await panel.useModel('standin/pleasant');
  });

  test('an answer that hit its limit says so, and Continue goes on in the same place', async () => {
    await machine().changeSettings({ 'huggingphaze.maxTokens': 12 });
    await panel.reload();
    await panel.newChat();
    const answer = await panel.ask('long 60');
    await panel.becomes('cut-off', answer);
    const half = await panel.textOf(answer);
    assert.ok(half.startsWith('(1)'));
    await machine().changeSettings({ 'huggingphaze.maxTokens': null });
    await panel.reload();
    await answer.getByRole('button', { name: 'Continue' }).click();
    await panel.becomes('done', answer);
    assert.equal(await panel.articles.count(), 2);
    const whole = await panel.textOf(answer);
    assert.ok(whole.startsWith(half));
    // Each sentence has its number, so that a lost or doubled piece shows.
    assert.deepEqual(whole.match(/\(\d+\)/g), ['(1)', '(2)', '(3)', '(4)', '(5)']);
    assert.equal(whole.split(/\s+/).length, 60);
  });

  test('the newest words stay in sight until one scrolls up, and a button leads back', async () => {
    const faucet = flowing();
    const lines = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_, index) => `Paragraph ${from + index}.\n\n`).join('');
    const answer = await panel.ask('Very long please');
    faucet.pour(lines(0, 60));
    await answer.getByText('Paragraph 59.').waitFor();
    const seen = async (text: string): Promise<boolean> =>
      answer.getByText(text, { exact: true }).evaluate((element) => {
        const box = element.getBoundingClientRect();
        const around = element.closest('[role="log"]')?.getBoundingClientRect();
        return around !== undefined && box.bottom > around.top && box.top < around.bottom;
      });
    await until('the newest paragraph in sight', () => seen('Paragraph 59.'));
    await panel.log.hover();
    await panel.window.page.mouse.wheel(0, -600);
    await panel.button('Scroll to latest').waitFor();
    await until('older paragraphs in sight', async () => !(await seen('Paragraph 59.')));
    const top = await panel.log.evaluate((element) => element.scrollTop);
    faucet.pour(lines(60, 90));
    await answer.getByText('Paragraph 89.').waitFor();
    assert.ok(
      Math.abs((await panel.log.evaluate((element) => element.scrollTop)) - top) < 2,
      'nothing moved',
    );
    await panel.button('Scroll to latest').click();
    await until('the newest paragraph in sight', () => seen('Paragraph 89.'));
    faucet.pour(lines(90, 120));
    await answer.getByText('Paragraph 119.').waitFor();
    await until('the stream is followed again', () => seen('Paragraph 119.'));
    faucet.end();
    await panel.becomes('done', answer);
    await panel.button('Scroll to latest').waitFor({ state: 'hidden' });
  });

  test('a new chat leaves the old one in the list, where it is found by its title', async () => {
    await panel.answerTo('Questions about plums');
    await panel.newChat();
    await panel.answerTo('Something else');
    await panel.openChat('Questions about plums');
    await panel.articles.first().getByText('Questions about plums').waitFor();
    assert.equal(await panel.articles.count(), 2);
    assert.equal(await panel.log.getByText('Something else').count(), 0);
  });

  test('the open file goes along, shown as a chip that can be taken out again', async () => {
    const attach = async (): Promise<void> => {
      await panel.button('Attach').click();
      await panel.window.quickInput.opened('What should go along');
      await panel.window.quickInput.pick(/The open file/);
    };
    await panel.window.openFile('notes.txt');
    await attach();
    const chips = panel.window.chat.getByRole('list', { name: 'Attachments' });
    await chips.getByText('notes.txt').waitFor();
    await panel.button('Remove notes.txt').click();
    await chips.waitFor({ state: 'hidden' });
    await attach();
    await chips.getByText('notes.txt').waitFor();
    const answer = await panel.answerTo('What is in it?');
    assert.match(
      sent()[0]?.content ?? '',
      /notes\.txt[^]*one\ntwo\n[^]*What is in it\?|What is in it\?[^]*notes\.txt[^]*one\ntwo/,
    );
    assert.match(await panel.textOf(answer), /^You attached 2 lines/);
    // It moved from the composer to the message.
    assert.equal(await chips.count(), 1);
    await panel.articles.first().getByText('notes.txt').waitFor();
  });

  async function onClipboard(text: string): Promise<void> {
    await until(`the clipboard to hold ${JSON.stringify(text)}`, async () =>
      panel.window.page.evaluate(async (wanted) => (await navigator.clipboard.readText()) === wanted, text),
    );
  }
});
