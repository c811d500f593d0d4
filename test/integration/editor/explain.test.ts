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
    assert.equal(
      question?.text,
      'Explain lines 2–3 of letter.md to somebody who knows a little:\n\ntwo\nthree',
    );
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

  test('a key binding says for whom, the transcript says it too, and a follow-up is answered at that level', async () => {
    const editor = await bench.open('letter.md', 'one\ntwo\n');
    editor.selection = new vscode.Selection(0, 0, 0, 3);
    const asked = bench.model.asked();
    const done = vscode.commands.executeCommand('huggingphaze.explainSelection', { level: 'expert' });
    const { body } = await asked;
    assert.match(body, /I am an expert\./);
    bench.model.ends();
    await done;
    assert.match(
      bench.api.chat.current.messages[0]?.text ?? '',
      /^Explain line 1 of letter\.md to an expert:/,
    );
    bench.model.prepare();
    const askedOn = bench.model.asked();
    const answered = bench.api.chat.send({ text: 'And then?' });
    const { body: followUp } = await askedOn;
    bench.model.ends();
    await answered;
    assert.match(followUp, /I am an expert\.[^]*Keep to this level for what I ask next[^]*And then\?/);
    assert.equal(bench.api.chat.current.messages.length, 4);
  });

  test('a level that makes no sense is not used: the setting counts', async () => {
    const editor = await bench.open('letter.md', 'one\ntwo\n');
    editor.selection = new vscode.Selection(0, 0, 0, 3);
    const asked = bench.model.asked();
    const done = vscode.commands.executeCommand('huggingphaze.explainSelection', { level: 'wizard' });
    assert.match((await asked).body, /I know a little about this\./);
    bench.model.ends();
    await done;
  });

  test('a problem is explained with all that belongs to it, and with nothing else of the document', async () => {
    const text = `def f(a):\n    return a + c\n\n\ndef g():\n    return 7\n`;
    const { document } = await bench.open('sum.py', text);
    const marks = vscode.languages.createDiagnosticCollection('explain-test');
    try {
      const at = (line: number, message: string): vscode.Diagnostic =>
        new vscode.Diagnostic(new vscode.Range(line, 4, line, 10), message);
      marks.set(document.uri, [at(1, 'c is not defined'), at(1, 'a may be nothing'), at(5, 'seven is odd')]);
      const asked = bench.model.asked();
      const done = vscode.commands.executeCommand(
        'huggingphaze.explainProblem',
        document.uri,
        new vscode.Range(1, 4, 1, 4),
      );
      const { body } = await asked;
      bench.model.ends();
      await done;
      assert.match(body, /c is not defined[^]*a may be nothing[^]*<text>\\ndef f/);
      assert.doesNotMatch(body, /seven is odd|return 7/);
      const { text: shown = '' } = bench.api.chat.current.messages[0] ?? {};
      assert.match(shown, /^Explain 2 problems in lines 1–2 of sum\.py to somebody who knows a little:/);
    } finally {
      marks.dispose();
    }
  });

  test('a link explains the word that it stands at; one to a document that is not open sends nothing', async () => {
    const { document } = await bench.open('sum.py', 'def f(amount):\n    return amount + 1\n');
    const asked = bench.model.asked();
    const link = { uri: document.uri.toString(), line: 1, character: 12 };
    const done = vscode.commands.executeCommand('huggingphaze.explainSelection', link);
    const { body } = await asked;
    bench.model.ends();
    await done;
    assert.match(body, /<name>\\namount\\n<\/name>/);
    assert.match(bench.api.chat.current.messages[0]?.text ?? '', /^Explain “amount” in line 2 of sum\.py to/);
    const received = bench.standIn.received.length;
    const elsewhere = await bench.write('secret.txt', 'hidden words\n');
    await vscode.commands.executeCommand('huggingphaze.explainSelection', {
      uri: elsewhere.toString(),
      line: 0,
      character: 1,
    });
    assert.equal(bench.standIn.received.length, received);
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
