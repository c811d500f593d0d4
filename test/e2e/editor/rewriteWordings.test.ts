import assert from 'node:assert/strict';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { Faucet } from '../chat/faucet';
import { requestAbout, WritingDesk } from './writingDesk';

const letter = 'Dear Ann,\n\nthank you very much for the soup.\n\nYours, Bea\n';
const paragraph = 'thank you very much for the soup.';

suite('Somebody has several wordings, and several suggestions', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'standin/pleasant', 'files.autoSave': 'off' },
    files: {
      'letter.md': letter,
      'offer.md': 'Visit [us](https://shop.example) by 24 May 2031, it costs 1,250.\n',
      'sum.py': 'total = 0\n',
    },
  });
  let desk: WritingDesk;
  let faucet: Faucet;

  suiteSetup('opens a window and signs in', async () => {
    desk = await WritingDesk.open(machine());
  });

  setup(async () => {
    await desk.clear();
    machine.standIn().reset();
    faucet = new Faucet(machine.standIn());
  });

  test('a suggestion is asked for again, but otherwise; every wording stays in reach, also one edited by hand', async () => {
    const saying = (words: string): string => letter.replace(paragraph, words);
    await desk.suggest(faucet, 'letter.md', 3, 'Thanks for the soup.');
    await desk.clickSuggested('Thanks for the soup.');
    await desk.page.keyboard.press('Home');
    await desk.page.keyboard.type('Many ');
    await until('the edit', async () => (await desk.suggestion()) === saying('Many Thanks for the soup.'));

    faucet = new Faucet(machine.standIn());
    await desk.titleButton(/^Rewrite Again, But…/).click();
    await desk.window.quickInput.opened('Choose what should be different');
    await desk.window.quickInput.type('warmer, please');
    await desk.window.quickInput.accept();
    const asked = await requestAbout(machine.standIn(), 'warmer, please');
    const { messages } = JSON.parse(asked.body) as { messages: { role: string; content: string }[] };
    assert.deepEqual(messages.at(-2), { role: 'assistant', content: 'Many Thanks for the soup.' });
    assert.equal(
      await desk.suggestion(),
      saying('Many Thanks for the soup.'),
      'what there was stays until words come',
    );
    faucet.pour('Dearest thanks for the soup.');
    faucet.end();
    await until(
      'the new one',
      async () => (await desk.suggestion()) === saying('Dearest thanks for the soup.'),
    );
    await desk.settled();
    await desk.statusBar.getByText('Suggestion 2 of 2').waitFor();

    await desk.titleButton(/^Previous Suggestion/).click();
    await until('the first', async () => (await desk.suggestion()) === saying('Many Thanks for the soup.'));
    await desk.statusBar.getByText('Suggestion 1 of 2').waitFor();
    await desk.titleButton(/^Next Suggestion/).click();
    await until(
      'the second',
      async () => (await desk.suggestion()) === saying('Dearest thanks for the soup.'),
    );
    await desk.titleButton(/^Previous Suggestion/).click();
    await until(
      'the first again',
      async () => (await desk.suggestion()) === saying('Many Thanks for the soup.'),
    );
    await desk.accept();
    await desk.shows(saying('Many Thanks for the soup.'));
    await desk.statusBar.getByText(/^Suggestion/).waitFor({ state: 'hidden' });
    await desk.undo();
    await desk.shows(letter);
  });

  test('the suggestions that wait are counted and listed, each with its document, its state and its words', async () => {
    await desk.suggest(faucet, 'letter.md', 3, 'Thanks for the soup.');
    await desk.open('offer.md', 1);
    faucet = new Faucet(machine.standIn());
    await desk.rewrite('Friendlier');
    faucet.pour('Do visit');
    await desk.suggests('Do visit');
    await desk.open('sum.py', 1);
    await desk.statusBar.getByText('2 suggestions').click();
    await desk.window.quickInput.opened('Choose one to look at');
    assert.deepEqual(await desk.window.quickInput.items(), [
      `letter.md: Shorter, ready, ${paragraph}`,
      'offer.md: Friendlier, being written, Visit [us](https://shop.example) by 24 May 2031, it costs 1,250.',
    ]);
    await desk.window.quickInput.pick(/letter\.md/);
    await desk.suggests('Thanks for the soup.');
    await desk.discardButton.click();
    await desk.window.editorTab(/Shorter/).waitFor({ state: 'hidden' });
    await desk.statusBar.getByText('1 suggestion').waitFor();
  });
});
