import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, startEditorBench, type EditorBench } from './editorBench';

const code = 'def add(a, b):\n    return a + c\n';

suite('The lightbulb', () => {
  let bench: EditorBench;
  let marks: vscode.DiagnosticCollection;

  suiteSetup(async () => {
    bench = await startEditorBench();
    marks = vscode.languages.createDiagnosticCollection('lightbulb-test');
  });
  suiteTeardown(async () => {
    marks.dispose();
    await bench.close();
  });
  teardown(async () => {
    marks.clear();
    await vscode.workspace
      .getConfiguration('huggingphaze')
      .update('disabledFor', undefined, vscode.ConfigurationTarget.Global);
    await closeEverything();
  });

  function mark(
    uri: vscode.Uri,
    line: number,
    message: string,
    severity = vscode.DiagnosticSeverity.Error,
  ): void {
    const diagnostic = new vscode.Diagnostic(new vscode.Range(line, 15, line, 16), message, severity);
    marks.set(uri, [...(marks.get(uri) ?? []), diagnostic]);
  }

  /** The titles of what the lightbulb offers at the beginning of a problem in a line. */
  async function offered(uri: vscode.Uri, line: number, kind?: vscode.CodeActionKind): Promise<string[]> {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new vscode.Range(line, 15, line, 15),
      ...(kind === undefined ? [] : [kind.value]),
    );
    return actions
      .filter(({ command }) => command?.command.startsWith('huggingphaze.') === true)
      .map(({ title }) => title);
  }

  test('helps with a problem, and says nothing where there is none', async () => {
    const { document } = await bench.open('sum.py', code);
    mark(document.uri, 1, 'c is not defined');
    assert.deepEqual(await offered(document.uri, 1), ['Explain Problem', 'Add Problem to Chat']);
    assert.deepEqual(await offered(document.uri, 0), []);
    mark(document.uri, 1, 'c is not used', vscode.DiagnosticSeverity.Warning);
    assert.deepEqual(await offered(document.uri, 1), ['Explain Problems', 'Add Problems to Chat']);
  });

  test('is quiet about what a language only hints at', async () => {
    const { document } = await bench.open('sum.py', code);
    mark(document.uri, 1, 'could be shorter', vscode.DiagnosticSeverity.Hint);
    assert.deepEqual(await offered(document.uri, 1), []);
  });

  test('offers what is asked for alone', async () => {
    const { document } = await bench.open('sum.py', code);
    mark(document.uri, 1, 'c is not defined');
    assert.deepEqual(await offered(document.uri, 1, vscode.CodeActionKind.Source), []);
    assert.notDeepEqual(await offered(document.uri, 1, vscode.CodeActionKind.QuickFix), []);
  });

  test('leaves alone what the person switched off', async () => {
    const { document } = await bench.open('sum.py', code);
    mark(document.uri, 1, 'c is not defined');
    for (const entry of ['python', '*.py']) {
      await vscode.workspace
        .getConfiguration('huggingphaze')
        .update('disabledFor', [entry], vscode.ConfigurationTarget.Global);
      assert.deepEqual(await offered(document.uri, 1), [], entry);
    }
  });
});
