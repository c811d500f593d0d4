import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Messages } from '../host/messages';
import { closeEverything, startEditorBench, suggestionTabs, type EditorBench } from './editorBench';
import { LightbulbBench } from './lightbulbBench';

const code = 'def add(a, b):\n    return a + c\n';
const documented = 'def add(a, b):\n    """Adds."""\n    return a + c';

suite('Help with code', () => {
  let bench: EditorBench;
  let lightbulb: LightbulbBench;
  const messages = new Messages();

  suiteSetup(async () => {
    bench = await startEditorBench();
    lightbulb = new LightbulbBench();
  });
  suiteTeardown(async () => {
    lightbulb.dispose();
    await bench.close();
  });
  setup(() => messages.catch());
  teardown(async () => {
    messages.release();
    lightbulb.clear();
    await closeEverything();
  });

  test('a fix takes all problems of a function at once, and changes the document when it is accepted', async () => {
    const rest = '\n\ndef two():\n    return 2\n';
    const { document } = await bench.open('sum.py', `import os\n\n${code}${rest}`);
    lightbulb.mark(document.uri, 3, 'c is not defined');
    lightbulb.mark(document.uri, 2, 'b is not used');
    lightbulb.mark(document.uri, 7, 'two is odd');
    const { body, done } = await lightbulb.choose(bench, document.uri, 3, 'Fix Problem');
    assert.match(body, /<problems>[^]*b is not used/);
    assert.match(body, /<problems>[^]*c is not defined/);
    assert.doesNotMatch(body, /two is odd/);
    assert.match(body, /<before>\\nimport os[^]*<text>\\ndef add\(a, b\):/);
    bench.model.says('def add(a, b):\n    return a + b');
    bench.model.ends();
    await done;
    assert.equal(suggestionTabs().length, 1);
    assert.equal(document.getText(), `import os\n\n${code}${rest}`);
    await vscode.commands.executeCommand('huggingphaze.acceptRewrite');
    assert.equal(document.getText(), `import os\n\n${code.replace('a + c', 'a + b')}${rest}`);
  });

  test('the command for problems works at the cursor too, and says so where there are none', async () => {
    const editor = await bench.open('sum.py', code);
    const received = bench.standIn.received.length;
    await vscode.commands.executeCommand('huggingphaze.fixProblem');
    assert.match(messages.shown.join(), /shows no problem at this place of sum\.py/);
    assert.equal(bench.standIn.received.length, received);
    lightbulb.mark(editor.document.uri, 1, 'c is not defined');
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    bench.model.prepare();
    const asked = bench.model.asked();
    const done = vscode.commands.executeCommand('huggingphaze.fixProblem');
    await asked;
    bench.model.ends();
    await done;
  });

  test('documentation leaves the code alone, and it is said where the model did not', async () => {
    const { document } = await bench.open('sum.py', `# Sums.\n${code}`);
    const first = await lightbulb.choose(bench, document.uri, 1, 'Document This');
    assert.match(first.body, /docstring[^]*<text>\\n# Sums\.\\ndef add/);
    bench.model.says(`# Sums.\n${documented}`);
    bench.model.ends();
    await first.done;
    assert.deepEqual(messages.shown, []);
    await vscode.commands.executeCommand('huggingphaze.discardRewrite');
    const second = await lightbulb.choose(bench, document.uri, 1, 'Document This');
    bench.model.says(`# Sums.\n${documented.replace('a + c', 'a + b')}`);
    bench.model.ends();
    await second.done;
    assert.match(messages.shown.join(), /changes code and not only comments/);
    assert.equal(document.getText(), `# Sums.\n${code}`);
  });

  test('where there is nothing to document or test it is said what to do', async () => {
    await bench.open('letter.md', 'Dear Ann,\n');
    const received = bench.standIn.received.length;
    for (const command of ['documentCode', 'writeTests']) {
      messages.shown = [];
      await vscode.commands.executeCommand(`huggingphaze.${command}`);
      assert.match(messages.shown.join(), /Put the cursor into a function or a class first/);
    }
    assert.equal(bench.standIn.received.length, received);
  });

  test('tests go into a document that waits to be saved under the usual name; a file that is there stays', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const source = vscode.Uri.joinPath(folder.uri, 'sum.py');
    const tests = vscode.Uri.joinPath(folder.uri, 'test_sum.py');
    const write = async (uri: vscode.Uri, text: string): Promise<void> =>
      vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await write(source, code);
    try {
      const { document } = await vscode.window.showTextDocument(source);
      const first = await lightbulb.choose(bench, document.uri, 0, 'Write Tests');
      assert.match(first.body, /test_sum\.py[^]*unittest/);
      bench.model.says('```python\nimport unittest\n```');
      bench.model.ends();
      await first.done;
      const written = vscode.window.activeTextEditor?.document;
      assert.equal(written?.uri.toString(), tests.with({ scheme: 'untitled' }).toString());
      assert.equal(written.getText(), 'import unittest');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');

      await write(tests, '# my own tests\n');
      const second = await lightbulb.choose(bench, document.uri, 0, 'Write Tests');
      assert.match(second.body, /<example>\\n# my own tests/);
      bench.model.says('import unittest');
      bench.model.ends();
      await second.done;
      assert.match(messages.shown.join(), /test_sum\.py is there already and stays as it is/);
      assert.equal(vscode.window.activeTextEditor?.document.isUntitled, true);
      assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(tests)), '# my own tests\n');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    } finally {
      for (const uri of [source, tests]) await vscode.workspace.fs.delete(uri);
    }
  });
});
