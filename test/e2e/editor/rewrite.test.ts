import assert from 'node:assert/strict';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { Faucet } from '../chat/faucet';
import { requestAbout, WritingDesk } from './writingDesk';

const letter = 'Dear Ann,\n\nthank you very much for the soup.\n\nYours, Bea\n';
const paragraph = 'thank you very much for the soup.';
const rewritten = letter.replace(paragraph, 'Thanks for the soup.');

suite('Somebody has a text rewritten', () => {
  const machine = useMachine({
    standIn: true,
    settings: {
      'huggingphaze.model': 'standin/pleasant',
      'files.autoSave': 'off',
      'files.encoding': 'windows1252',
    },
    files: {
      'letter.md': letter,
      'sum.py':
        'def total(prices):\n    result = 0\n    for price in prices:\n        result += price\n    return result\n',
      'windows.txt': 'First teh line.\r\n\tSecond teh line.\r\n\r\nThird teh line.',
      'marked.md': '\uFEFFTeh beginning.\n\nTeh end.',
      'tabs.ts': 'function one() {\n\treturn teh(1);\n}\n',
      'offer.md': 'Visit [us](https://shop.example) by 24 May 2031, it costs 1,250.\n',
      'old.txt': Buffer.from('Schöne Grüße', 'latin1'),
      'empty.md': '',
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

  async function ways(): Promise<string[]> {
    await desk.window.runCommand('Huggingphaze: Rewrite…');
    await desk.window.quickInput.opened('Choose how');
    const names = await desk.window.quickInput.items();
    await desk.window.quickInput.cancel();
    return names.map((name) => /^[^,]*/.exec(name)?.[0] ?? '');
  }

  test('the ways for prose come first in prose, those for code in code, and giving up leaves everything as it was', async () => {
    await desk.open('letter.md', 3);
    assert.deepEqual((await ways()).slice(0, 6), [
      'Clearer',
      'Shorter',
      'Friendlier',
      'More formal',
      'Fix spelling and grammar',
      'Translate to…',
    ]);
    await desk.statusBar.getByText('Ln 3, Col 1', { exact: true }).waitFor();
    assert.equal(await desk.window.editorText(), letter);
    await desk.open('sum.py', 2);
    assert.deepEqual((await ways()).slice(0, 3), [
      'Simplify code',
      'Add comments',
      'Fix spelling and grammar',
    ]);
  });

  test('the suggestion streams beside the document, which stays untouched until it is accepted; one undo takes it back', async () => {
    await desk.open('letter.md', 3);
    await desk.rewrite('Shorter');
    await desk.window.editorTab('letter.md: Shorter').waitFor();
    const breadcrumbs = desk.page.locator('.editor-group-container.active .breadcrumbs-control');
    assert.match(await breadcrumbs.innerText(), /^letter\.md/);
    faucet.pour('Thanks ');
    await desk.suggests('Thanks');
    faucet.pour('for the ');
    await desk.suggests('Thanks for the');
    assert.equal(await desk.original(), letter);
    assert.equal((await desk.bytesOf('letter.md')).toString(), letter);
    faucet.pour('soup.');
    faucet.end();
    await until('the whole suggestion', async () => (await desk.suggestion()) === rewritten);
    await desk.settled();
    assert.equal(await desk.original(), letter);
    assert.equal(await desk.page.locator('.tab.dirty').count(), 0, 'nothing waits to be saved');

    await desk.accept();
    await desk.window.editorTab('letter.md: Shorter').waitFor({ state: 'hidden' });
    await desk.shows(rewritten);
    await desk.isUnsaved(true);
    await desk.undo();
    await desk.shows(letter);
    await desk.isUnsaved(false);
  });

  test('what the model dropped is named before anything is accepted', async () => {
    await desk.open('offer.md', 1);
    await desk.rewrite('Shorter');
    faucet.pour('Visit us by 24 May 2031.');
    faucet.end();
    const dropped = /leaves out a link \(“https:\/\/shop\.example”\) and a number \(“1,250”\)\. Look at/;
    await desk.window.notification(dropped).waitFor();
    await desk.accept();
    await desk.shows('Visit us by 24 May 2031.\n');
  });

  test('✕ leaves the document as it is and ends the request', async () => {
    await desk.open('letter.md', 3);
    await desk.rewrite('Friendlier');
    faucet.pour('Thank you, dear');
    await desk.suggests('Thank you, dear');
    await desk.discardButton.click();
    await machine.standIn().waitForClosed(await requestAbout(machine.standIn(), 'friendlier'));
    await desk.window.editorTab(/Friendlier/).waitFor({ state: 'hidden' });
    await desk.shows(letter);
    await desk.isUnsaved(false);
    assert.deepEqual(await desk.window.notifications(), []);
  });

  test('closing the preview leaves the document as it is and ends the request, with nothing asked', async () => {
    await desk.open('letter.md', 3);
    await desk.rewrite('More formal');
    faucet.pour('I should like');
    await desk.suggests('I should like');
    await desk.window
      .editorTab(/More formal/)
      .getByRole('button', { name: /^Close/ })
      .click();
    await machine.standIn().waitForClosed(await requestAbout(machine.standIn(), 'more formal'));
    await desk.window.editorTab(/More formal/).waitFor({ state: 'hidden' });
    await desk.shows(letter);
    await desk.isUnsaved(false);
    assert.equal((await desk.bytesOf('letter.md')).toString(), letter);
  });

  for (const [way, stop] of [
    ['Escape', async () => desk.page.keyboard.press('Escape')],
    ['Stop in the title bar', async () => desk.stopButton.click()],
  ] as const) {
    test(`${way} ends the request; what came of the suggestion is kept and can be accepted`, async () => {
      await desk.open('letter.md', 3);
      await desk.rewrite('Shorter');
      faucet.pour('Thanks.');
      await desk.suggests('Thanks.');
      await stop();
      await machine.standIn().waitForClosed(await requestAbout(machine.standIn(), paragraph));
      await desk.stopButton.waitFor({ state: 'hidden' });
      await desk.settled();
      assert.match(await desk.suggestion(), /^Thanks\.$/m);
      await desk.accept();
      await desk.shows(letter.replace(paragraph, 'Thanks.'));
    });
  }

  test('by keyboard alone: asked, looked through with F7 and accepted', async () => {
    await desk.open('letter.md', 3);
    const { quickInput } = desk.window;
    const { keyboard } = desk.page;
    await keyboard.press('F1');
    await quickInput.opened('Type the name of a command');
    await keyboard.type('Huggingphaze: Rewrite');
    await quickInput.item(/^Huggingphaze: Rewrite…/).waitFor();
    await keyboard.press('Enter');
    await quickInput.opened('Choose how');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await desk.acceptButton.waitFor();
    faucet.pour('Thanks for the soup.');
    faucet.end();
    await desk.suggests('Thanks for the soup.');
    await desk.settled();
    await keyboard.press('F7');
    const viewer = desk.page.locator('.diff-review');
    await viewer.getByRole('listitem', { name: /Thanks for the soup/ }).waitFor();
    await keyboard.press('Escape');
    await keyboard.press('F1');
    await quickInput.opened('Type the name of a command');
    await keyboard.type('Huggingphaze: Accept');
    await quickInput.item(/^Huggingphaze: Accept Rewrite/).waitFor();
    await keyboard.press('Enter');
    await desk.window.editorTab(/Shorter/).waitFor({ state: 'hidden' });
    await desk.shows(rewritten);
    await keyboard.press('ControlOrMeta+Z');
    await desk.shows(letter);
  });

  test('what the person makes of the suggestion is what is accepted', async () => {
    await desk.suggest(faucet, 'letter.md', 3, 'Thanks for the soup.');
    await desk.clickSuggested('Thanks for the soup.');
    await desk.page.keyboard.press('End');
    await desk.page.keyboard.press('ArrowLeft');
    await desk.page.keyboard.type(' and the bread');
    await desk.suggests('Thanks for the soup and the bread.');
    await desk.accept();
    await desk.window.editorTab(/Shorter/).waitFor({ state: 'hidden' });
    await desk.shows(letter.replace(paragraph, 'Thanks for the soup and the bread.'));
    await desk.undo();
    await desk.shows(letter);
  });

  test('one’s own words are an instruction, and name the suggestion', async () => {
    await desk.open('letter.md', 3);
    await desk.window.runCommand('Huggingphaze: Rewrite…');
    await desk.window.quickInput.opened('Choose how');
    await desk.window.quickInput.input.pressSequentially('As a haiku');
    await desk.window.quickInput.accept();
    const request = await requestAbout(machine.standIn(), 'As a haiku');
    assert.ok(request.body.includes(paragraph));
    await desk.window.editorTab('letter.md: As a haiku').waitFor();
    faucet.pour('Soup in the evening.');
    faucet.end();
    await desk.suggests('Soup in the evening.');
    await desk.discardButton.click();
    await desk.shows(letter);
  });

  test('a text is translated to any language, and the last one is offered first', async () => {
    const { quickInput } = desk.window;
    await desk.open('letter.md', 3);
    await desk.window.runCommand('Huggingphaze: Rewrite…');
    await quickInput.opened('Choose how');
    await quickInput.pick('Translate to…');
    await quickInput.opened('Translate to which language?');
    await quickInput.input.pressSequentially('Frisian');
    await quickInput.accept();
    await requestAbout(machine.standIn(), 'to Frisian');
    await desk.window.editorTab('letter.md: Translate to Frisian').waitFor();
    faucet.pour('Tige tank foar de sop.');
    faucet.end();
    await desk.suggests('Tige tank foar de sop.');
    await desk.settled();
    await desk.discardButton.click();
    await desk.window.editorTab(/Frisian/).waitFor({ state: 'hidden' });
    await desk.window.runCommand('Huggingphaze: Rewrite…');
    await quickInput.opened('Choose how');
    await quickInput.pick('Translate to…');
    await quickInput.opened('Translate to which language?');
    assert.equal((await quickInput.items())[0], 'Frisian');
    await quickInput.cancel();
  });

  test('an answer in fences, with chatter around it, is cleaned of both', async () => {
    const wrapped = `Sure! Here is the text you asked for:\n\n\`\`\`\nThanks for the soup.\n\`\`\`\n\nLet me know if you would like any other changes!`;
    await desk.open('letter.md', 3);
    await desk.rewrite('Shorter');
    for (const piece of wrapped.match(/[\s\S]{1,7}/g) ?? []) faucet.pour(piece);
    faucet.end();
    await until('the clean suggestion', async () => (await desk.suggestion()) === rewritten);
    await desk.settled();
    assert.equal(await desk.suggestion(), rewritten);
    await desk.accept();
    await desk.shows(rewritten);
  });

  for (const [file, name, wanted] of [
    [
      'windows.txt',
      'Windows line ends, tabs and a missing last line break',
      'First the line.\r\n\tSecond the line.\r\n\r\nThird the line.',
    ],
    ['marked.md', 'a byte order mark and a missing last line break', '\uFEFFThe beginning.\n\nThe end.'],
    ['tabs.ts', 'the tabs of code', 'function one() {\n\treturn the(1);\n}\n'],
  ] as const) {
    test(`${name} are in the file afterwards as they were before, and after an undo every byte`, async () => {
      await desk.open(file);
      const before = await desk.bytesOf(file);
      await desk.page.keyboard.press('ControlOrMeta+A');
      const answer = wanted.replace('\uFEFF', '').replaceAll('\r\n', '\n');
      await desk.rewrite('Fix spelling');
      // A model is careless about blanks at both ends.
      faucet.pour(`${answer.trim()}\n`);
      faucet.end();
      await desk.suggests(answer.split('\n')[0] ?? '');
      await desk.settled();
      await desk.accept();
      await desk.window.editorTab(/Fix spelling/).waitFor({ state: 'hidden' });
      await desk.isUnsaved(true);
      assert.equal((await desk.savedBytesOf(file)).toString('utf8'), wanted);
      await desk.undo();
      await desk.isUnsaved(true);
      assert.deepEqual(await desk.savedBytesOf(file), before);
    });
  }

  test('letters beyond ASCII come out right in a file of an older encoding', async () => {
    await desk.open('old.txt');
    assert.equal(await desk.window.editorText(), 'Schöne Grüße');
    await desk.rewrite('Friendlier');
    faucet.pour('Ganz schöne ');
    await desk.suggests('Ganz schöne');
    faucet.pour('Grüße');
    faucet.end();
    await desk.suggests('Ganz schöne Grüße');
    await desk.statusBar.getByText('UTF-8', { exact: true }).waitFor();
    await desk.accept();
    await desk.isUnsaved(true);
    assert.equal((await desk.savedBytesOf('old.txt')).toString('latin1'), 'Ganz schöne Grüße');
  });

  test('an empty document is said to have no text, and no suggestion is opened', async () => {
    await desk.open('empty.md');
    await desk.window.runCommand('Huggingphaze: Rewrite…');
    await desk.window.notification('empty.md has no text yet.').waitFor();
    assert.equal(await desk.page.locator('.editor-group-container .tab').count(), 1);
  });

  test('the model finds nothing to change: it is said, and nothing looks changed', async () => {
    await desk.open('letter.md', 3);
    await desk.rewrite('Fix spelling');
    faucet.pour(paragraph);
    faucet.end();
    await desk.window.notification('The model found nothing to change.').waitFor();
    await desk.discardButton.click();
    await desk.shows(letter);
  });
});
