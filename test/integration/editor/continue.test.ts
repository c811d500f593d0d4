import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Messages } from '../host/messages';
import { closeEverything, startEditorBench, until, type EditorBench } from './editorBench';

suite('Continue Writing', () => {
  let bench: EditorBench;
  const messages = new Messages();

  suiteSetup(async () => {
    bench = await startEditorBench();
  });
  suiteTeardown(async () => bench.close());
  setup(() => {
    bench.model.prepare();
    messages.catch();
  });
  teardown(async () => {
    messages.release();
    await closeEverything();
  });

  const run = async (): Promise<void> => {
    await vscode.commands.executeCommand('huggingphaze.continueWriting');
  };

  /** What is said, with nothing sent to a model. */
  async function refusal(): Promise<string> {
    const received = bench.standIn.received.length;
    await run();
    assert.equal(bench.standIn.received.length, received);
    return messages.shown.join();
  }

  test('without a document it is said where to put the cursor', async () => {
    assert.match(await refusal(), /Open a document and put the cursor/);
  });

  test('an empty document has nothing to continue, and Ask… is named', async () => {
    await bench.open('empty.md', '\n');
    assert.match(await refusal(), /empty\.md is empty.*Ask…/);
  });

  test('a file that cannot be written is named as such', async () => {
    await bench.open('locked.md', 'Dear Ann');
    const files = vscode.workspace.getConfiguration('files');
    await files.update('readonlyInclude', { '**/locked.md': true }, vscode.ConfigurationTarget.Global);
    try {
      assert.match(await refusal(), /locked\.md is set to read-only.*Nothing can be written into it/);
    } finally {
      await files.update('readonlyInclude', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test('a file with passwords is sent only if the person says so', async () => {
    await bench.open('.env', 'PASSWORD=');
    assert.match(await refusal(), /\.env may hold passwords or keys/);
  });

  test('where the model has nothing to add, that is said, and the text is left alone', async () => {
    const editor = await bench.open('letter.md', 'The end.');
    editor.selection = new vscode.Selection(0, 8, 0, 8);
    const asked = bench.model.asked();
    const done = run();
    await asked;
    bench.model.ends();
    await done;
    assert.match(messages.shown.join(), /has nothing to add here/);
    assert.equal(editor.document.getText(), 'The end.');
  });

  test('what goes wrong is said as everywhere', async () => {
    await bench.useModel('standin/fault-402');
    try {
      const editor = await bench.open('letter.md', 'Dear Ann');
      editor.selection = new vscode.Selection(0, 8, 0, 8);
      await run();
      await until('the error is shown', () => messages.shown.some((sentence) => sentence.includes('credit')));
    } finally {
      await bench.useModel(bench.model.id);
    }
  });

  test('typing on while it is prepared ends it without a word', async () => {
    const editor = await bench.open('letter.md', 'Dear Ann');
    editor.selection = new vscode.Selection(0, 8, 0, 8);
    const asked = bench.model.asked();
    const done = run();
    const request = await asked;
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 8), ', hello'));
    await done;
    await bench.standIn.waitForClosed(request);
    assert.deepEqual(messages.shown, []);
    assert.equal(editor.document.getText(), 'Dear Ann, hello');
  });

  test('line ends and indentation of the document are kept', async () => {
    const editor = await bench.open('sum.py', 'def f():\r\n    \r\nprint(1)\r\n');
    editor.selection = new vscode.Selection(1, 4, 1, 4);
    const asked = bench.model.asked();
    const done = run();
    await asked;
    bench.model.says('    total = 1\n    return total\nprint(2)');
    bench.model.ends();
    await done;
    // The suggestion is shown a moment after it was asked for.
    await until('it is taken', () => {
      void vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
      return editor.document.getText() !== 'def f():\r\n    \r\nprint(1)\r\n';
    });
    assert.equal(editor.document.getText(), 'def f():\r\n    total = 1\r\n    return total\r\nprint(1)\r\n');
  });
});
