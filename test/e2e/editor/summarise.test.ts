import assert from 'node:assert/strict';
import { useMachine } from '../../support/workbench/suite';
import { requestAbout, WritingDesk } from './writingDesk';

const paragraph = (number: number): string =>
  `Paragraph ${number} tells of soup, jars and a garden by the sea.\n\n`;
const book = Array.from({ length: 7_500 }, (_, number) => paragraph(number + 1)).join('');

suite('Somebody has a document summarised', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'HuggingFaceTB/SmolLM3-3B', 'files.autoSave': 'off' },
    files: {
      'letter.md': 'Dear Ann,\n\nthank you for the soup.\n\nYours, Bea\n',
      'empty.md': '',
      'book.md': book,
    },
  });
  let desk: WritingDesk;

  suiteSetup('opens a window and signs in', async () => {
    desk = await WritingDesk.open(machine());
  });

  setup(async () => {
    await desk.clear();
    machine.standIn().reset();
  });

  const questions = (): string[] =>
    machine
      .standIn()
      .received.filter(({ path }) => path === '/v1/chat/completions')
      .map(({ body }) => body);

  test('the summary is an answer in the chat, also of words that are not saved, and the next question goes on from it', async () => {
    await desk.open('letter.md', 3);
    await desk.page.keyboard.type('Unsaved: ');
    await desk.window.runCommand('Huggingphaze: Summarise This Document');
    const request = await requestAbout(machine.standIn(), 'Summarise “letter.md”');
    assert.match(request.body, /Unsaved: thank you for the soup/);
    await desk.panel.articles.getByText('Summarise letter.md').waitFor();
    await desk.panel.becomes('done');
    await desk.panel.answerTo('And who wrote it?');
    assert.match(questions().at(-1) ?? '', /thank you for the soup[^]*And who wrote it\?/);
  });

  test('from the Explorer the file that the menu was opened on is taken', async () => {
    await desk.window.openView('Explorer');
    const file = desk.page.locator('.explorer-folders-view').getByRole('treeitem', { name: /empty\.md/ });
    await file.click({ button: 'right' });
    const menu = desk.page.getByRole('menu');
    await menu.getByRole('menuitem', { name: 'Summarise This Document' }).hover();
    await desk.page.keyboard.press('Enter');
    await desk.window.notification('empty.md” is empty').waitFor();
    assert.deepEqual(questions(), []);
  });

  test('a book is read in parts, with their number said first, and summed up from the notes on them', async () => {
    await desk.open('book.md');
    await desk.window.runCommand('Huggingphaze: Summarise This Document');
    const question = desk.window.dialog('book.md is long');
    await question.waitFor();
    assert.match(await question.innerText(), /about \d+ pages[^]*SmolLM3 3B reads it in \d+ parts/);
    await question.getByRole('button', { name: /Read it in \d+ parts/ }).click();
    const request = await requestAbout(machine.standIn(), 'These are notes on its');
    await desk.panel.articles.getByText(/It was read in \d+ parts/).waitFor();
    await desk.panel.becomes('done');
    const parts = questions().filter((body) => /"content":"Part \d+ of \d+ of “book\.md”/.test(body));
    assert.ok(parts.length > 3);
    assert.match(parts.at(-1) ?? '', /Paragraph 7500 tells/);
    assert.match(request.body, new RegExp(`Part ${parts.length}:`));
  });
});
