import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, startEditorBench, type EditorBench } from './editorBench';
import { LightbulbBench, set } from './lightbulbBench';

const code = 'def add(a, b):\n    return a + c\n';
const { QuickFix, RefactorRewrite, Source } = vscode.CodeActionKind;

suite('The lightbulb offers', () => {
  let bench: EditorBench;
  let lightbulb: LightbulbBench;

  suiteSetup(async () => {
    bench = await startEditorBench();
    lightbulb = new LightbulbBench();
  });
  suiteTeardown(async () => {
    lightbulb.dispose();
    await bench.close();
  });
  teardown(async () => {
    lightbulb.clear();
    await set('disabledFor', undefined);
    await closeEverything();
  });

  test('help with a problem, and nothing where there is none', async () => {
    const { uri } = (await bench.open('sum.py', code)).document;
    lightbulb.mark(uri, 1, 'c is not defined');
    const one = ['Explain Problem', 'Fix Problem', 'Add Problem to Chat'];
    assert.deepEqual(await lightbulb.titles(uri, 1, QuickFix), one);
    assert.deepEqual(await lightbulb.titles(uri, 0, QuickFix), []);
    lightbulb.mark(uri, 1, 'c is not used', vscode.DiagnosticSeverity.Warning);
    const two = ['Explain Problems', 'Fix Problems', 'Add Problems to Chat'];
    assert.deepEqual(await lightbulb.titles(uri, 1, QuickFix), two);
  });

  test('nothing for what a language only hints at', async () => {
    const { uri } = (await bench.open('sum.py', code)).document;
    lightbulb.mark(uri, 1, 'could be shorter', vscode.DiagnosticSeverity.Hint);
    assert.deepEqual(await lightbulb.titles(uri, 1, QuickFix), []);
  });

  test('what is asked for alone', async () => {
    const { uri } = (await bench.open('sum.py', code)).document;
    lightbulb.mark(uri, 1, 'c is not defined');
    assert.deepEqual(await lightbulb.titles(uri, 1, Source), []);
    assert.deepEqual(await lightbulb.titles(uri, 1, RefactorRewrite), ['Document This', 'Write Tests']);
  });

  test('to document and test what is declared, and neither in a text nor tests of tests', async () => {
    const { uri } = (await bench.open('sum.py', `${code}\nprint(add(1, 2))\n`)).document;
    assert.deepEqual(await lightbulb.titles(uri, 0), ['Document This', 'Write Tests']);
    assert.deepEqual(await lightbulb.titles(uri, 3), []);
    const letter = await bench.open('letter.md', 'def add(a, b): what a strange letter this is');
    assert.deepEqual(await lightbulb.titles(letter.document.uri, 0), []);
    const tests = await bench.open('test_sum.py', code);
    assert.deepEqual(await lightbulb.titles(tests.document.uri, 0), ['Document This']);
  });

  test('no change of what cannot be changed', async () => {
    const { uri } = (await bench.open('sum.py', code)).document;
    lightbulb.mark(uri, 1, 'c is not defined');
    const files = vscode.workspace.getConfiguration('files');
    await files.update('readonlyInclude', { '**/sum.py': true }, vscode.ConfigurationTarget.Global);
    try {
      const left = ['Explain Problem', 'Add Problem to Chat', 'Write Tests'];
      assert.deepEqual(await lightbulb.titles(uri, 1), left);
    } finally {
      await files.update('readonlyInclude', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test('nothing in what the person switched off', async () => {
    const { uri } = (await bench.open('sum.py', code)).document;
    lightbulb.mark(uri, 1, 'c is not defined');
    for (const entry of ['python', '*.py']) {
      await set('disabledFor', [entry]);
      assert.deepEqual(await lightbulb.titles(uri, 1), [], entry);
    }
  });
});
