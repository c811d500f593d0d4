import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { ChatPanel } from './chatPanel';
import { Faucet } from './faucet';

/** How often the extension host is killed. */
const rounds = 5;

suite('Nothing of a chat is ever lost', () => {
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

  test('a draft is there after the view was closed and after a reload', async () => {
    await panel.composer.fill('Half a thought');
    await panel.hide();
    await panel.show();
    await until('the draft', async () => (await panel.composer.inputValue()) === 'Half a thought');
    await panel.composer.press('End');
    await panel.composer.pressSequentially(' and a bit more');
    // It is saved when the typing rests.
    await until('the draft on disk', async () =>
      (await storedChats()).includes('Half a thought and a bit more'),
    );
    await panel.reload();
    await until(
      'the whole draft',
      async () => (await panel.composer.inputValue()) === 'Half a thought and a bit more',
    );
    await panel.composer.fill('');
  });

  test('an answer that streams while the view is closed is whole when it is opened again', async () => {
    const answer = await panel.ask('Tell me more');
    faucet.pour('Seen before. ');
    await panel.shows('Seen before.', answer);
    await panel.hide();
    faucet.pour('Said while nobody looked. ');
    await panel.show();
    await panel.shows('Seen before. Said while nobody looked.');
    faucet.pour('Said afterwards.');
    await panel.shows('Said afterwards.');
    await panel.hide();
    faucet.pour(' The end.');
    faucet.end();
    await panel.show();
    await panel.becomes('done');
    assert.equal(
      await panel.textOf(panel.lastAnswer),
      'Seen before. Said while nobody looked. Said afterwards. The end.',
    );
    assert.equal(await panel.articles.count(), 2);
  });

  test('a reload in the middle of an answer keeps what was read, and Continue goes on from there', async () => {
    const answer = await panel.ask('Tell me a story');
    faucet.pour('Once upon a time ');
    await panel.shows('Once upon a time', answer);
    await panel.reload();
    await panel.becomes('cut-off');
    assert.equal(await panel.textOf(panel.lastAnswer), 'Once upon a time');
    await panel.articles.first().getByText('Tell me a story').waitFor();
    faucet.again();
    faucet.pour('there was an end.');
    faucet.end();
    await panel.lastAnswer.getByRole('button', { name: 'Continue' }).click();
    await panel.becomes('done');
    assert.equal(await panel.textOf(panel.lastAnswer), 'Once upon a time there was an end.');
  });

  test('whatever kills the extension host, whenever, what was read is found again', async function () {
    this.timeout(600_000);
    for (let round = 1; round <= rounds; round += 1) {
      faucet.again();
      const question = `Question number ${round}`;
      await panel.ask(question);
      const saved = Array.from({ length: round * 3 }, (_, index) => `Sentence ${round}.${index + 1}. `);
      for (const sentence of saved) faucet.pour(sentence);
      const lastSaved = `Sentence ${round}.${round * 3}.`;
      await panel.shows(lastSaved);
      await panel.composer.fill(`Unsent ${round}`);
      // Both are saved a moment after they appear; what comes in the last moment may be lost, and nothing else.
      await until('the words on disk', async () => {
        const stored = await storedChats();
        return stored.includes(lastSaved) && stored.includes(`Unsent ${round}`);
      });
      faucet.pour('Perhaps this too.');
      await machine().killExtensionHost();
      if (round > 1) await panel.reload();
      await until(`all ${round * 2} messages`, async () => (await panel.articles.count()) === round * 2);
      await panel.becomes('cut-off');
      await panel.articles.nth(-2).getByText(question).waitFor();
      const found = await panel.textOf(panel.lastAnswer);
      assert.equal(
        found.replace(/ Perhaps this too\.$/, ''),
        saved.join('').trim(),
        `what round ${round} left`,
      );
      await until('the draft', async () => (await panel.composer.inputValue()) === `Unsent ${round}`);
    }
    for (let round = 1; round <= rounds; round += 1) {
      await panel.articles
        .nth(round * 2 - 2)
        .getByText(`Question number ${round}`)
        .waitFor();
      await panel.shows(`Sentence ${round}.${round * 3}.`, panel.articles.nth(round * 2 - 1));
    }
    await panel.composer.fill('');
  });

  test('a second window on the same folder begins where the first one is, though VS Code gives it other storage', async () => {
    faucet.pour('Up.');
    faucet.end();
    await panel.answerTo('Which way is north?');
    const second = await ChatPanel.open(machine());
    await second.articles.first().getByText('Which way is north?').waitFor();
    await second.window.close();
  });

  test('two windows write side by side, and neither loses a word', async () => {
    const other = await ChatPanel.open(machine(), { folder: null });
    faucet.pour('Yes.');
    faucet.end();
    await other.newChat();
    await Promise.all([panel.ask('From one window'), other.ask('From the other window')]);
    await panel.becomes('done');
    await other.becomes('done');
    await panel.answerTo('One again');
    await other.answerTo('The other again');

    // Both write into the same conversation now.
    await other.openChat('From one window');
    await other.articles.nth(3).waitFor();
    await other.answerTo('Added by the other');
    await panel.answerTo('Added by the one');
    await panel.newChat();
    await other.window.close();
    await panel.openChat('From the other window');
    await panel.articles.nth(3).waitFor();
    assert.deepEqual(await questions(), ['From the other window', 'The other again']);
    await panel.openChat('From one window');
    const found = await panel.log.innerText();
    for (const question of ['From one window', 'One again', 'Added by the one']) {
      assert.ok(found.includes(question), question);
    }
  });

  /** All that is stored of all conversations, as it stands in the files. */
  async function storedChats(): Promise<string> {
    const folder = path.join(
      machine().server.dataFolder,
      ...['data', 'User', 'globalStorage', 'huggingphaze.huggingphaze', 'conversations'],
    );
    // Before anything was stored there is no folder.
    const names = await readdir(folder).catch(() => []);
    const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
    return texts.join('\n');
  }

  async function questions(): Promise<string[]> {
    return panel.log.locator('.user-text').allInnerTexts();
  }
});
