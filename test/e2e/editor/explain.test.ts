import assert from 'node:assert/strict';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { requestAbout, WritingDesk } from './writingDesk';

const letter = 'Dear Ann,\n\nthank you for\nthe soup.\n\nYours, Bea\n';
const code = 'def greet(name):\n    words = "Hello " + name\n    return words\n\n\nprint(greet("Ann"))\n';
const notebook = {
  cells: [
    { cell_type: 'markdown', metadata: {}, source: ['# Prices\n'] },
    {
      cell_type: 'code',
      metadata: {},
      execution_count: null,
      outputs: [],
      source: ['total = 3 + 4\n', 'print(total)'],
    },
  ],
  metadata: {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  },
  nbformat: 4,
  nbformat_minor: 5,
};

suite('Somebody has a text explained', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'standin/flat-out', 'files.autoSave': 'off' },
    files: {
      'letter.md': letter,
      'greet.py': code,
      'empty.md': '',
      'long.md': Array.from({ length: 40 }, (_, line) => `Line number ${line + 1} of a long text.`).join(
        '\n',
      ),
      'prices.ipynb': JSON.stringify(notebook),
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

  /** What the person is shown to have asked last, once it is about this passage and answered. */
  async function question(passage: string): Promise<string> {
    const { articles } = desk.panel;
    const asked = articles.nth(-2);
    await until(
      `the question about ${passage}`,
      async () => (await articles.count()) > 1 && (await asked.innerText()).startsWith(`Explain ${passage}`),
    );
    await desk.panel.becomes('done');
    return asked.innerText();
  }

  test('the selection is explained in the chat, with the file and the lines named, and the text is left alone', async () => {
    await desk.open('letter.md');
    await desk.select(3, 4);
    await desk.window.runCommand('Huggingphaze: Explain');
    const asked = await question('lines 3–4 of letter.md');
    assert.match(
      asked,
      /^Explain lines 3–4 of letter\.md to somebody who knows a little:\s+thank you for\s+the soup\.$/,
    );
    assert.notEqual(await desk.panel.textOf(desk.panel.lastAnswer), '');
    const request = await requestAbout(machine.standIn(), 'lines 3–4 of letter.md');
    assert.match(request.body, /plain language/);
    assert.ok(!request.body.includes('Yours, Bea'), 'only what is selected is sent');
    assert.equal(await desk.window.editorText(), letter);
  });

  test('it is in the context menu of the text, under the name of the extension', async () => {
    await desk.open('letter.md');
    await desk.select(6, 6);
    const line = desk.page.locator('.editor-group-container.active .view-line').filter({ hasText: 'Yours' });
    await line.click({ button: 'right', position: { x: 20, y: 8 } });
    const menu = desk.page.getByRole('menu');
    await menu.getByRole('menuitem', { name: 'Huggingphaze' }).hover();
    const entries = menu.getByRole('menuitem', { name: /^(Explain(?! As)|Rewrite…|Ask…)/ });
    await until('three entries', async () => (await entries.count()) === 3);
    // VS Code takes no click in a menu that has just opened under the mouse; a key it does.
    await menu.getByRole('menuitem', { name: /^Explain(?! As)/ }).hover();
    await desk.page.keyboard.press('Enter');
    await desk.panel.articles.getByText('line 6 of letter.md').waitFor();
    assert.match(
      await question('line 6 of letter.md'),
      /^Explain line 6 of letter\.md to somebody who knows a little:\s+Yours, Bea$/,
    );
  });

  test('with nothing selected the paragraph at the cursor is taken, and selected for all to see', async () => {
    await desk.open('letter.md', 4);
    await desk.window.runCommand('Huggingphaze: Explain');
    await desk.panel.articles.getByText('lines 3–4 of letter.md').last().waitFor();
    await desk.statusBar.getByText(`(${'thank you for\nthe soup.'.length} selected)`).waitFor();
    await question('lines 3–4 of letter.md');
  });

  test('in code the function at the cursor is taken, and explained as code', async () => {
    await desk.open('greet.py', 2);
    await desk.window.runCommand('Huggingphaze: Explain');
    assert.match(
      await question('lines 1–3 of greet.py'),
      /^Explain lines 1–3 of greet\.py to somebody who knows a little:\s+def greet\(name\):/,
    );
    await desk.statusBar.getByText(/\(\d+ selected\)/).waitFor();
    const request = await requestAbout(machine.standIn(), 'of greet.py');
    assert.match(request.body, /Explain this code \(python\)/);
  });

  test('of a long text the beginning is shown in the chat, and the whole of it explained', async () => {
    await desk.open('long.md');
    await desk.page.keyboard.press('ControlOrMeta+A');
    await desk.window.runCommand('Huggingphaze: Explain');
    const asked = await question('lines 1–40 of long.md');
    assert.match(asked, /^Explain lines 1–40 of long\.md to somebody who knows a little:/);
    assert.ok(!asked.includes('Line number 40'), asked);
    await requestAbout(machine.standIn(), 'Line number 40 of a long text.');
  });

  test('an empty file is said to be empty, and no empty question is asked', async () => {
    await desk.open('empty.md');
    await desk.window.runCommand('Huggingphaze: Explain');
    await desk.window.notification('empty.md has no text yet. Write something first, or use Ask….').waitFor();
    assert.ok(!machine.standIn().received.some(({ path }) => path === '/v1/chat/completions'));
  });

  test('with no document open it is said what to do', async () => {
    await desk.window.runCommand('Huggingphaze: Explain');
    await desk.window.notification('Open a document and put the cursor into the text').waitFor();
  });

  test('what is in no file yet is explained too', async () => {
    await desk.window.runCommand('File: New Untitled Text File');
    await desk.window.editorTab(/Untitled-1/).waitFor();
    await desk.page.keyboard.type('The early bird catches the worm.');
    await desk.window.runCommand('Huggingphaze: Explain');
    assert.match(
      await question('line 1 of Untitled-1'),
      /^Explain line 1 of Untitled-1 to somebody who knows a little:\s+The early bird catches the worm\.$/,
    );
  });

  test('a cell of a notebook is explained, and named as such', async () => {
    await desk.window.openFile('prices.ipynb');
    const cell = desk.page.locator('.notebookOverlay .cell.code .monaco-editor');
    await cell.locator('.view-line').first().click();
    await desk.window.runCommand('Huggingphaze: Explain');
    const asked = await question('lines 1–2 of cell 2 of prices.ipynb');
    assert.match(
      asked,
      /^Explain lines 1–2 of cell 2 of prices\.ipynb to somebody who knows a little:\s+total = 3 \+ 4\s+print\(total\)$/,
    );
  });
});
