import assert from 'node:assert/strict';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { Faucet } from '../chat/faucet';
import { breakOffAfter, requestAbout, WritingDesk } from './writingDesk';

const paragraph = 'thank you very much for the soup.';
const letter = `Dear Ann,\n\n${paragraph}\n\nYours, Bea\n`;
const rewritten = letter.replace(paragraph, 'Thanks for the soup.');

suite('Something happens while a text is rewritten', () => {
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
      'shared.md': letter,
    },
  });
  let desk: WritingDesk;
  let faucet: Faucet;

  suiteSetup('opens a window and signs in', async () => {
    // Wide enough that no line is wrapped on either side of a preview.
    desk = await WritingDesk.open(machine(), { viewport: { width: 1700, height: 800 } });
  });

  setup(async () => {
    await desk.clear();
    machine.standIn().reset();
    faucet = new Faucet(machine.standIn());
  });

  test('lines are added above while the model writes: the suggestion goes where its text is now', async () => {
    await desk.open('letter.md', 3);
    await desk.rewrite('Shorter');
    faucet.pour('Thanks ');
    await desk.suggests('Thanks');
    await desk.window
      .editorTab(/^letter\.md$|^letter\.md,|^letter\.md(?!:)/)
      .first()
      .click();
    await desk.goTo(1);
    await desk.page.keyboard.type('7 March\n\n');
    faucet.pour('for the soup.');
    faucet.end();
    await desk.settled();
    await desk.window.editorTab(/Shorter/).click();
    await desk.suggests('7 March');
    await desk.suggests('Thanks for the soup.');
    await desk.accept();
    await desk.shows(`7 March\n\n${rewritten}`);
    await desk.undo();
    await desk.shows(`7 March\n\n${letter}`);
  });

  test('the text itself is changed meanwhile: the person is asked, and what they wrote is not overwritten unseen', async () => {
    await desk.suggest(faucet, 'letter.md', 3, 'Thanks for the soup.');
    await desk.window.editorTab(/^letter\.md(?!:)/).click();
    await desk.goTo(3);
    await desk.page.keyboard.press('End');
    await desk.page.keyboard.press('ArrowLeft');
    await desk.page.keyboard.type(' and the bread');
    const changed = letter.replace('soup.', 'soup and the bread.');
    await desk.shows(changed);
    await desk.window.editorTab(/Shorter/).click();
    await desk.acceptButton.click();
    const question = desk.window.dialog('The text that this suggestion is for has changed in letter.md.');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'hidden' });
    assert.equal(await desk.original(), changed);

    await desk.acceptButton.click();
    await question.getByRole('button', { name: 'Show both' }).click();
    await question.waitFor({ state: 'hidden' });
    await desk.acceptButton.waitFor();
    assert.equal(await desk.original(), changed);
    assert.match(await desk.suggestion(), /Thanks for the soup\./);

    await desk.acceptButton.click();
    await question.getByRole('button', { name: 'Apply anyway' }).click();
    await desk.acceptButton.waitFor({ state: 'hidden' });
    await desk.shows(rewritten);
    await desk.undo();
    await desk.shows(changed);
  });

  test('the document is closed meanwhile: ✓ opens it again, with the suggestion in it', async () => {
    await desk.suggest(faucet, 'closed.md', 3, 'Thanks for the soup.');
    await desk.window.editorTab(/^closed\.md(?!:)/).click({ button: 'middle' });
    await desk.window.editorTab(/^closed\.md(?!:)/).waitFor({ state: 'hidden' });
    await desk.acceptButton.waitFor();
    await desk.accept();
    await desk.window.editorTab(/^closed\.md/).waitFor();
    await desk.shows(rewritten);
    await desk.isUnsaved(true);
    assert.equal((await desk.bytesOf('closed.md')).toString(), letter);
  });

  test('a read-only file: it says so and offers to work on a copy', async () => {
    await desk.open('fixed.md', 3);
    await desk.window.runCommand('Huggingphaze: Rewrite…');
    await desk.window.answerNotification(/fixed\.md is .*read-only/, 'Rewrite in a copy');
    await desk.window.quickInput.opened('Choose how');
    await desk.window.quickInput.pick('Shorter');
    await desk.acceptButton.waitFor();
    faucet.pour('Thanks for the soup.');
    faucet.end();
    await desk.suggests('Thanks for the soup.');
    await desk.accept();
    await desk.shows(rewritten);
    await desk.window.editorTab(/Untitled-/).waitFor();
    assert.equal((await desk.bytesOf('fixed.md')).toString(), letter);
  });

  test('a document that cannot be changed when it comes to it: the suggestion can be had elsewhere', async () => {
    await desk.open('locked.md', 3);
    await desk.window.runCommand('File: Set Active Editor Read-only in Session');
    await desk.rewrite('Shorter');
    faucet.pour('Thanks for the soup.');
    faucet.end();
    await desk.suggests('Thanks for the soup.');
    await desk.settled();
    await desk.stopButton.waitFor({ state: 'hidden' });
    await desk.acceptButton.click();
    await desk.window.answerNotification('locked.md could not be changed.', 'Open in a new document');
    await desk.shows('Thanks for the soup.');
  });

  test('the connection breaks: what came stays in view, it is said in plain words, and Try again goes on', async () => {
    breakOffAfter(machine.standIn(), 'Thanks for');
    await desk.open('letter.md', 3);
    await desk.rewrite('Shorter');
    const words = 'The connection broke before the answer was complete. What had arrived is kept.';
    await desk.window.notification(words).waitFor();
    await desk.suggests('Thanks for');
    assert.equal(await desk.original(), letter);
    faucet = new Faucet(machine.standIn());
    await desk.window.answerNotification(words, 'Try again');
    faucet.pour('Thanks for the soup.');
    faucet.end();
    await until('the new suggestion', async () => (await desk.suggestion()) === rewritten);
    await desk.accept();
    await desk.shows(rewritten);
    await desk.undo();
    await desk.shows(letter);
  });

  test('there is no credit left: it is said with the button that mends it, and the document stays as it is', async () => {
    machine.standIn().configure({
      chat: { status: 402, body: '{"error":"You have depleted your monthly included credits."}' },
    });
    await desk.open('letter.md', 3);
    await desk.rewrite('Shorter');
    const notification = desk.window.notification(/credit/);
    await notification.getByRole('button', { name: 'Add credits' }).waitFor();
    assert.equal(await desk.original(), letter);
    assert.equal(await desk.suggestion(), letter);
    await desk.discardButton.click();
    await desk.discardButton.waitFor({ state: 'hidden' });
    await desk.shows(letter);
    await desk.isUnsaved(false);
  });

  test('✓ while the model is still writing: the person is asked, and may take what is there', async () => {
    await desk.open('letter.md', 3);
    await desk.rewrite('Shorter');
    faucet.pour('Thanks!');
    await desk.suggests('Thanks!');
    await desk.acceptButton.click();
    await desk.window.answerNotification('The model is still writing.', 'Accept what is there');
    await machine.standIn().waitForClosed(await requestAbout(machine.standIn(), paragraph));
    await desk.acceptButton.waitFor({ state: 'hidden' });
    await desk.shows(letter.replace(paragraph, 'Thanks!'));
  });

  test('Escape in the chat is meant for the chat: the model goes on writing into the preview', async () => {
    await desk.open('letter.md', 3);
    await desk.rewrite('Shorter');
    faucet.pour('Thanks ');
    await desk.suggests('Thanks');
    await desk.window.openView('Huggingphaze');
    await desk.panel.composer.click();
    await desk.page.keyboard.press('Escape');
    await desk.panel.composer.pressSequentially('x');
    faucet.pour('for the soup.');
    faucet.end();
    await desk.settled();
    await until('the whole suggestion', async () => (await desk.suggestion()) === rewritten);
    await desk.panel.composer.fill('');
  });

  test('the same file is open in a second window, and saved there meanwhile: the person is asked', async () => {
    const other = await WritingDesk.open(machine(), { openFile: 'shared.md' }, { signedIn: false });
    await other.shows(letter);
    await desk.suggest(faucet, 'shared.md', 3, 'Thanks for the soup.');
    await other.goTo(3);
    await other.page.keyboard.press('End');
    await other.page.keyboard.press('ArrowLeft');
    await other.page.keyboard.type(' and the bread');
    const changed = letter.replace('soup.', 'soup and the bread.');
    assert.equal((await other.savedBytesOf('shared.md')).toString(), changed);
    await until('the other window’s words', async () => (await desk.original()) === changed);
    await desk.acceptButton.click();
    const question = desk.window.dialog('The text that this suggestion is for has changed in shared.md.');
    await question.getByRole('button', { name: 'Apply anyway' }).click();
    await desk.acceptButton.waitFor({ state: 'hidden' });
    await desk.shows(rewritten);
    assert.equal((await desk.savedBytesOf('shared.md')).toString(), rewritten);
    await other.shows(rewritten);
    await other.window.close();
  });
});
