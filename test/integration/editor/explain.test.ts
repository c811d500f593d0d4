import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sendToChat } from '../../../src/editor/chatHandover';
import { Messages } from '../host/messages';
import { closeEverything, startEditorBench, until, type EditorBench } from './editorBench';

suite('Explain', () => {
  let bench: EditorBench;

  suiteSetup(async () => {
    bench = await startEditorBench();
  });
  suiteTeardown(async () => bench.close());
  setup(async () => {
    bench.model.prepare();
    await bench.api.chat.newChat();
  });
  teardown(closeEverything);

  test('the selection is explained in the chat, with its file and lines named', async () => {
    const editor = await bench.open('letter.md', 'one\ntwo\nthree\nfour\n');
    editor.selection = new vscode.Selection(1, 0, 2, 5);
    const asked = bench.model.asked();
    const done = vscode.commands.executeCommand('huggingphaze.explainSelection');
    const { body } = await asked;
    bench.model.says('It counts.');
    bench.model.ends();
    await done;
    const [question, answer] = bench.api.chat.current.messages;
    assert.equal(question?.text, 'Explain lines 2–3 of letter.md:\n\ntwo\nthree');
    assert.equal(answer?.text, 'It counts.');
    assert.match(body, /<text>\\ntwo\\nthree\\n<\/text>/);
    assert.equal(editor.document.getText(), 'one\ntwo\nthree\nfour\n');
  });

  test('with nothing selected the function at the cursor is taken, and selected for all to see', async () => {
    const editor = await bench.open(
      'sum.py',
      'import x\n\ndef f(a):\n    if a:\n        return 1\n    return 2\n',
    );
    editor.selection = new vscode.Selection(4, 10, 4, 10);
    const asked = bench.model.asked();
    const done = vscode.commands.executeCommand('huggingphaze.explainSelection');
    await asked;
    bench.model.ends();
    await done;
    assert.equal(
      editor.document.getText(editor.selection),
      'def f(a):\n    if a:\n        return 1\n    return 2',
    );
  });

  test('an empty document is not sent anywhere', async () => {
    await bench.open('empty.md', '\n');
    const received = bench.standIn.received.length;
    await vscode.commands.executeCommand('huggingphaze.explainSelection');
    assert.equal(bench.standIn.received.length, received);
  });

  test('a question about the selection takes the selection along', async () => {
    const editor = await bench.open('letter.md', 'one\ntwo\n');
    editor.selection = new vscode.Selection(0, 0, 0, 3);
    const asked = bench.model.asked();
    const done = vscode.commands.executeCommand('huggingphaze.ask', { prompt: 'Why?', target: 'chat' });
    const { body } = await asked;
    bench.model.says('Because.');
    bench.model.ends();
    await done;
    await until('the answer is there', () => bench.api.chat.current.messages.length === 2);
    assert.match(body, /Why\?[^"]*<text>\\none\\n<\/text>/);
  });

  test('a question that the model cannot read is not sent, and it is said why; nothing of it is in the chat', async () => {
    await bench.api.catalogue.refresh();
    await bench.useModel('HuggingFaceTB/SmolLM3-3B');
    const { api } = bench;
    const messages = new Messages();
    messages.catch();
    try {
      const showChat = async (): Promise<void> => Promise.resolve();
      const message = { text: 'What is this about?', promptText: 'word '.repeat(80_000) };
      assert.equal(await sendToChat({ ...api, showChat }, message), false);
    } finally {
      messages.release();
      await bench.useModel(bench.model.id);
    }
    assert.match(
      messages.shown.join(),
      /more than SmolLM3 3B can read at once.*Choose a model that reads more/,
    );
    assert.deepEqual(bench.api.chat.current.messages, []);
    assert.ok(!bench.standIn.received.some(({ body }) => body.includes('word word')));
  });
});
