import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, startEditorBench, type, until, type EditorBench } from './editorBench';

suite('Ask at the cursor', () => {
  let bench: EditorBench;

  suiteSetup(async () => {
    bench = await startEditorBench();
  });
  suiteTeardown(async () => bench.close());
  setup(() => bench.model.prepare());
  teardown(closeEverything);

  /** Begins an answer at the end of line 1 of a document with three lines, and waits for its first words. */
  async function begin(
    content = 'one\ntwo\nthree\n',
    at = new vscode.Position(0, 3),
  ): Promise<{ editor: vscode.TextEditor; done: Thenable<unknown> }> {
    const editor = await bench.open('note.md', content);
    editor.selection = new vscode.Selection(at, at);
    const asked = bench.model.asked();
    const done = vscode.commands.executeCommand('huggingphaze.ask', { prompt: 'Go on', target: 'cursor' });
    await asked;
    return { editor, done };
  }

  test('the answer streams into the document and one Undo takes it back whole', async () => {
    const { editor, done } = await begin();
    bench.model.says(' AAA');
    await until('the first words are there', () => editor.document.getText().includes('AAA'));
    assert.equal(editor.document.getText(), 'oneAAA\ntwo\nthree\n');
    bench.model.says(' BBB\nCCC');
    await until('more words are there', () => editor.document.getText().includes('CCC'));
    bench.model.says(' DDD');
    bench.model.ends();
    await done;
    assert.equal(editor.document.getText(), 'oneAAA BBB\nCCC DDD\ntwo\nthree\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'one\ntwo\nthree\n');
    await vscode.commands.executeCommand('redo');
    assert.equal(editor.document.getText(), 'oneAAA BBB\nCCC DDD\ntwo\nthree\n');
  });

  test('what is typed right after the answer is undone by itself', async () => {
    const { editor, done } = await begin();
    bench.model.says('AAA');
    bench.model.ends();
    await done;
    await type('xy');
    assert.equal(editor.document.getText(), 'oneAAAxy\ntwo\nthree\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'oneAAA\ntwo\nthree\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'one\ntwo\nthree\n');
  });

  test('typing elsewhere meanwhile is kept, and the first Undo takes back exactly the answer', async () => {
    const { editor, done } = await begin();
    bench.model.says('AAA');
    await until('the first words are there', () => editor.document.getText().includes('AAA'));
    editor.selection = new vscode.Selection(2, 5, 2, 5);
    await type(' typed');
    bench.model.says(' BBB');
    await until('the next words are there', () => editor.document.getText().includes('BBB'));
    assert.equal(editor.document.getText(), 'oneAAA BBB\ntwo\nthree typed\n');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await type('>');
    bench.model.says(' CCC');
    bench.model.ends();
    await done;
    assert.equal(editor.document.getText(), '>oneAAA BBB CCC\ntwo\nthree typed\n');
    assert.deepEqual(editor.selection.active, new vscode.Position(0, 1));
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), '>one\ntwo\nthree typed\n');
  });

  test('the document is saved meanwhile: one Undo still takes back the whole answer', async () => {
    const { editor, done } = await begin();
    bench.model.says('AAA');
    await until('the first words are there', () => editor.document.getText().includes('AAA'));
    assert.ok(await editor.document.save());
    bench.model.says(' BBB');
    bench.model.ends();
    await done;
    assert.equal(editor.document.getText(), 'oneAAA BBB\ntwo\nthree\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'one\ntwo\nthree\n');
  });

  test('Stop ends the request and keeps what has arrived', async () => {
    const editor = await bench.open('note.md', 'one\n');
    editor.selection = new vscode.Selection(0, 3, 0, 3);
    const asked = bench.model.asked();
    const done = vscode.commands.executeCommand('huggingphaze.ask', { prompt: 'Go on', target: 'cursor' });
    const request = await asked;
    bench.model.says('AAA');
    await until('the first words are there', () => editor.document.getText().includes('AAA'));
    await vscode.commands.executeCommand('huggingphaze.stop', { where: 'editor' });
    await bench.standIn.waitForClosed(request);
    await done;
    assert.equal(editor.document.getText(), 'oneAAA\n');
    assert.notEqual(request.closedByClientAt, undefined);
  });

  test('Undo while it streams takes the text back and ends the request', async () => {
    const { editor, done } = await begin();
    bench.model.says('AAA');
    await until('the first words are there', () => editor.document.getText().includes('AAA'));
    await vscode.commands.executeCommand('undo');
    await done;
    assert.equal(editor.document.getText(), 'one\ntwo\nthree\n');
  });

  test('another tab comes to the front meanwhile: the answer arrives all the same', async () => {
    const { editor, done } = await begin();
    const { document } = editor;
    bench.model.says('AAA');
    await until('the first words are there', () => document.getText().includes('AAA'));
    const other = await bench.open('other.md', 'other\n');
    bench.model.says(' BBB');
    bench.model.ends();
    await done;
    assert.equal(document.getText(), 'oneAAA BBB\ntwo\nthree\n');
    assert.equal(other.document.getText(), 'other\n');
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), 'one\ntwo\nthree\n');
  });

  test('the document is closed meanwhile: the whole answer is in a new document', async () => {
    const { editor, done } = await begin();
    bench.model.says('AAA');
    await until('the first words are there', () => editor.document.getText().includes('AAA'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until(
      'a new document is there',
      () => vscode.window.activeTextEditor?.document.isUntitled === true,
    );
    bench.model.says(' BBB');
    bench.model.ends();
    await done;
    assert.equal(vscode.window.activeTextEditor?.document.getText(), 'AAA BBB');
    assert.equal(vscode.window.activeTextEditor.document.isUntitled, true);
  });

  test('a document with Windows line ends gets no other ones', async () => {
    const { editor, done } = await begin('one\r\ntwo\r\n');
    bench.model.says('AAA\nBBB\n\nCCC');
    bench.model.ends();
    await done;
    assert.equal(editor.document.getText(), 'oneAAA\r\nBBB\r\n\r\nCCC\r\ntwo\r\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'one\r\ntwo\r\n');
  });

  test('in code the answer comes without fences and with the indentation of its line', async () => {
    const editor = await bench.open('sum.py', 'def f():\n    \n');
    editor.selection = new vscode.Selection(1, 4, 1, 4);
    const asked = bench.model.asked();
    const done = vscode.commands.executeCommand('huggingphaze.ask', { prompt: 'Loop', target: 'cursor' });
    await asked;
    bench.model.says('```python\nfor i in range(3):\n    print(i)\n``');
    bench.model.says('`\n');
    bench.model.ends();
    await done;
    assert.equal(editor.document.getText(), 'def f():\n    for i in range(3):\n        print(i)\n');
  });

  test('a new document receives the answer, and nothing else changes', async () => {
    const editor = await bench.open('note.md', 'one\n');
    const asked = bench.model.asked();
    const done = vscode.commands.executeCommand('huggingphaze.ask', {
      prompt: 'Write',
      target: 'newDocument',
    });
    await asked;
    bench.model.says('# Title\n\nText');
    bench.model.ends();
    await done;
    const written = vscode.window.activeTextEditor?.document;
    assert.equal(written?.getText(), '# Title\n\nText');
    assert.equal(written.languageId, 'markdown');
    assert.equal(written.isUntitled, true);
    assert.equal(editor.document.getText(), 'one\n');
  });

  test('a copied answer is in the clipboard', async () => {
    const asked = bench.model.asked();
    const done = vscode.commands.executeCommand('huggingphaze.ask', { prompt: 'Say', target: 'clipboard' });
    await asked;
    bench.model.says('To be pasted\n');
    bench.model.ends();
    await done;
    assert.equal(await vscode.env.clipboard.readText(), 'To be pasted');
  });

  test('an answer that breaks off keeps what had arrived', async () => {
    const { editor, done } = await begin();
    bench.model.says('AAA');
    await until('the first words are there', () => editor.document.getText().includes('AAA'));
    bench.model.breaksOff();
    await done;
    assert.equal(editor.document.getText(), 'oneAAA\ntwo\nthree\n');
  });
});
