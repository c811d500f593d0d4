import assert from 'node:assert/strict';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { Faucet } from '../chat/faucet';
import { breakOffAfter, places, requestAbout, WritingDesk } from './writingDesk';

const letter = 'Dear Ann,\n\nthank you for the soup.\n\nYours, Bea\n';

suite('Somebody asks from the command palette', () => {
  const machine = useMachine({
    standIn: true,
    settings: {
      'huggingphaze.model': 'standin/pleasant',
      'files.autoSave': 'off',
      'files.readonlyInclude': { '**/fixed.md': true },
    },
    files: {
      'letter.md': letter,
      'closed.md': letter,
      'fixed.md': letter,
      'locked.md': letter,
      'sum.py': 'def total(prices):\n    pass\n',
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

  test('with no document open the answer goes to the chat, a new document or the clipboard, and is not lost', async () => {
    const { quickInput } = desk.window;
    await desk.window.runCommand('Huggingphaze: Ask…');
    await quickInput.opened('Ask a Hugging Face model');
    await quickInput.type('Write a birthday wish');
    await quickInput.accept();
    await quickInput.opened('Where should the answer go?');
    const names = await quickInput.items();
    assert.equal(names.length, 3, names.join('; '));
    assert.ok(!names.some((name) => places.cursor.test(name)));
    await quickInput.pick(places.newDocument);
    faucet.pour('Happy **birthday**, ');
    await desk.shows('Happy **birthday**, ');
    faucet.pour('dear Ann!');
    faucet.end();
    await desk.shows('Happy **birthday**, dear Ann!');
    await desk.statusBar.getByText('Markdown').waitFor();
    await desk.settled();
    await desk.undo();
    await desk.shows('');
  });

  test('an answer streams to the cursor, and one undo takes the whole of it back', async () => {
    await desk.open('letter.md', 4);
    await desk.ask('Write a sentence about the weather', places.cursor);
    faucet.pour('The sun ');
    await desk.shows(letter.replace('soup.\n\n', 'soup.\nThe sun \n'));
    await desk.isUnsaved(true);
    for (const word of ['shines ', 'on us.\n', '\nAnd on the hills.']) faucet.pour(word);
    faucet.end();
    const whole = letter.replace('soup.\n\n', 'soup.\nThe sun shines on us.\n\nAnd on the hills.\n');
    await desk.shows(whole);
    await desk.settled();
    await desk.undo();
    await desk.shows(letter);
    await desk.isUnsaved(false);
    await desk.page.keyboard.press('ControlOrMeta+Shift+Z');
    await desk.shows(whole);
  });

  test('what is typed elsewhere in the document meanwhile is kept, and is another undo', async () => {
    await desk.open('letter.md', 4);
    await desk.ask('Write a sentence about the weather', places.cursor);
    faucet.pour('The sun ');
    await desk.showsAmong('The sun');
    await desk.page.keyboard.press('ControlOrMeta+Home');
    await desk.page.keyboard.press('End');
    await desk.page.keyboard.type(' my dear,', { delay: 30 });
    faucet.pour('shines ');
    await desk.showsAmong('The sun shines');
    faucet.pour('on us.');
    faucet.end();
    const typed = letter.replace('Ann,', 'Ann, my dear,');
    await desk.shows(typed.replace('soup.\n\n', 'soup.\nThe sun shines on us.\n'));
    await desk.settled();
    await desk.undo();
    await desk.shows(typed);
    // How much of a person's own typing one undo takes is VS Code's to say.
    await until('the document as it was', async () => {
      if ((await desk.window.editorText()) === letter) return true;
      await desk.undo();
      return false;
    });
  });

  for (const [way, stop] of [
    ['Escape', async () => desk.page.keyboard.press('Escape')],
    ['Stop in the title bar', async () => desk.stopButton.click()],
    ['Stop in the command palette', async () => desk.window.runCommand('Huggingphaze: Stop')],
  ] as const) {
    test(`${way} ends an answer at the cursor: the request is closed, what came is kept and undone at once`, async () => {
      await desk.open('letter.md', 4);
      await desk.ask('Write about the hills', places.cursor);
      faucet.pour('The hills are ');
      await desk.showsAmong('The hills are');
      await stop();
      await machine.standIn().waitForClosed(await requestAbout(machine.standIn(), 'about the hills'));
      await desk.settled();
      await desk.stopButton.waitFor({ state: 'hidden' });
      await desk.shows(letter.replace('soup.\n\n', 'soup.\nThe hills are\n'));
      assert.deepEqual(await desk.window.notifications(), [], 'who stops knows that it was stopped');
      await desk.undo();
      await desk.shows(letter);
    });
  }

  test('an earlier prompt is offered again, the latest first, and found by its words', async () => {
    const { quickInput } = desk.window;
    await desk.open('letter.md');
    for (const prompt of ['Write a birthday wish', 'Write a thank-you note']) {
      await desk.ask(prompt, places.newDocument);
      await desk.window.editorTab(/Untitled-/).waitFor();
      await desk.stopButton.click();
      await desk.settled();
      await desk.clear();
    }
    await desk.open('letter.md');
    await desk.window.runCommand('Huggingphaze: Ask…');
    await quickInput.opened('choose an earlier prompt');
    const names = await quickInput.items();
    assert.match(names[0] ?? '', /^Ask/);
    assert.match(names[1] ?? '', /Write a thank-you note/);
    assert.match(names[2] ?? '', /Write a birthday wish/);
    await quickInput.type('birthday');
    await quickInput.item(/thank-you/).waitFor({ state: 'detached' });
    await quickInput.pick(/wish/);
    await quickInput.opened('Where should the answer go?');
    await quickInput.pick(places.chat);
    faucet.again();
    faucet.pour('Happy birthday!');
    faucet.end();
    await desk.panel.becomes('done');
    await desk.panel.shows('Happy birthday!');
    await desk.panel.articles.getByText('Write a birthday wish').waitFor();
    assert.equal(await desk.window.editorText(), letter);
  });

  test('words typed fast and sent at once are sent whole', async () => {
    const { quickInput } = desk.window;
    await desk.window.runCommand('Huggingphaze: Ask…');
    await quickInput.opened('Type what you want to ask');
    await quickInput.input.pressSequentially('Write about my garden and my dog');
    await quickInput.accept();
    await quickInput.opened('Where should the answer go?');
    await quickInput.pick(places.newDocument);
    await requestAbout(machine.standIn(), 'Write about my garden and my dog"');
    faucet.pour('The garden.');
    faucet.end();
    await desk.shows('The garden.');
  });

  test('who types the beginning of an earlier prompt and presses Enter asks what they typed', async () => {
    const { quickInput } = desk.window;
    await desk.window.runCommand('Huggingphaze: Ask…');
    await quickInput.opened('choose an earlier prompt');
    await quickInput.type('Write about my');
    await quickInput.accept();
    await quickInput.opened('Where should the answer go?');
    await quickInput.pick(places.newDocument);
    await requestAbout(machine.standIn(), 'Write about my"');
    faucet.pour('Mine.');
    faucet.end();
    await desk.shows('Mine.');
  });

  test('the answer is copied, and can be pasted', async () => {
    await desk.open('letter.md', 4);
    await desk.ask('Write a greeting', places.clipboard);
    faucet.pour('Good day ');
    await desk.window.notification('Good day').waitFor();
    faucet.pour('to you.\n');
    faucet.end();
    await desk.window.notification('Copied. You can paste the answer now.').waitFor();
    await desk.page.keyboard.press('ControlOrMeta+V');
    await desk.shows(letter.replace('soup.\n\n', 'soup.\nGood day to you.\n'));
  });

  test('copying can be called off, and then nothing is copied', async () => {
    await desk.ask('Write a farewell', places.clipboard);
    faucet.pour('Fare well');
    await desk.window.notification('Fare well').waitFor();
    await desk.window.answerNotification('Fare well', 'Cancel');
    await machine.standIn().waitForClosed(await requestAbout(machine.standIn(), 'Write a farewell'));
  });

  test('a question about a selection takes it along and names it', async () => {
    await desk.open('letter.md');
    await desk.select(3, 3);
    await desk.window.runCommand('Huggingphaze: Ask…');
    await desk.window.quickInput.opened('Ask about the selection (line 3 of letter.md)');
    await desk.window.quickInput.type('Is this polite?');
    await desk.window.quickInput.accept();
    await desk.window.quickInput.pick(places.cursor);
    await desk.window.quickInput.closed();
    const request = await requestAbout(machine.standIn(), 'Is this polite?');
    assert.match(request.body, /thank you for the soup\./);
    assert.ok(!request.body.includes('Yours, Bea'), 'only what is selected is sent');
    faucet.pour('Very polite.');
    faucet.end();
    await desk.shows(letter.replace('soup.\n', 'soup.\n\nVery polite.\n'));
    await desk.settled();
    await desk.undo();
    await desk.shows(letter);
  });

  test('in code the answer comes without fences and in the indentation of its line', async () => {
    await desk.open('sum.py', 2);
    await desk.page.keyboard.press('End');
    for (let key = 0; key < 4; key++) await desk.page.keyboard.press('Shift+ArrowLeft');
    await desk.page.keyboard.press('Delete');
    await desk.ask('Add the prices up', places.cursor);
    faucet.pour('```python\nresult = 0\n');
    faucet.pour('for price in prices:\n    result += price\nreturn result\n```');
    faucet.end();
    await desk.shows(
      'def total(prices):\n    result = 0\n    for price in prices:\n        result += price\n    return result\n',
    );
    await desk.settled();
  });

  test('a read-only file is not written into: it says so and offers a new document', async () => {
    await desk.open('fixed.md', 4);
    await desk.ask('Write about the sea', places.cursor);
    await desk.window.notification(/fixed\.md is .*read-only/).waitFor();
    assert.ok(!machine.standIn().received.some(({ body }) => body.includes('about the sea')));
    await desk.window.answerNotification('read-only', 'Write into a new document');
    faucet.pour('The sea is deep.');
    faucet.end();
    await desk.shows('The sea is deep.');
    await desk.settled();
  });

  test('a document that the person locked is not written into: the answer goes on in a new one', async () => {
    await desk.open('locked.md', 4);
    await desk.window.runCommand('File: Set Active Editor Read-only in Session');
    await desk.ask('Write about the sky', places.cursor);
    faucet.pour('The sky is blue.');
    faucet.end();
    await desk.window.notification('locked.md was closed or could not be changed').waitFor();
    await desk.shows('The sky is blue.');
    await desk.settled();
    await desk.window.openFile('locked.md');
    await desk.shows(letter);
  });

  test('the document is closed meanwhile: the answer goes on in a new one, from its beginning', async () => {
    await desk.open('closed.md', 4);
    await desk.ask('Write about the moon', places.cursor);
    faucet.pour('The moon ');
    await desk.showsAmong('The moon');
    await desk.window.runCommand('View: Close Editor');
    await desk.window
      .dialog(/closed\.md/)
      .getByRole('button', { name: /Don.t Save/ })
      .click();
    faucet.pour('is round.');
    await desk.window.notification('closed.md was closed').waitFor();
    faucet.end();
    await desk.shows('The moon is round.');
    await desk.settled();
    assert.equal((await desk.bytesOf('closed.md')).toString(), letter);
  });

  test('an answer that breaks off keeps what had come, says so, and another attempt takes its place', async () => {
    breakOffAfter(machine.standIn(), 'The rain falls');
    await desk.open('letter.md', 4);
    await desk.ask('Write about the rain', places.cursor);
    await desk.window.notification('The connection broke before the answer was complete').waitFor();
    await desk.showsAmong('The rain falls');
    faucet = new Faucet(machine.standIn());
    await desk.window.answerNotification('The connection broke', 'Try again');
    faucet.pour('The rain stops.');
    faucet.end();
    await desk.shows(letter.replace('soup.\n\n', 'soup.\nThe rain stops.\n'));
    await desk.settled();
    await desk.undo();
    await desk.shows(letter.replace('soup.\n\n', 'soup.\nThe rain falls\n'));
    await desk.undo();
    await desk.shows(letter);
  });

  test('a provider that is down is named in plain words, with a way on, and the document stays as it is', async () => {
    machine.standIn().configure({
      chat: { status: 402, body: '{"error":"You have depleted your monthly included credits."}' },
    });
    await desk.open('letter.md', 4);
    await desk.ask('Write about the wind', places.cursor);
    const words = desk.window.notification(/credit/);
    await words.waitFor();
    await words.getByRole('button', { name: 'Add credits' }).waitFor();
    assert.equal(await desk.window.editorText(), letter);
    await desk.isUnsaved(false);
  });
});
