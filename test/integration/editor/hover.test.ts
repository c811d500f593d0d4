import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, startEditorBench, type EditorBench } from './editorBench';
import { LightbulbBench, set } from './lightbulbBench';

const code = 'def add(a, b):\n    return a + c\n# adding is easy\n';

suite('Pointing at something', () => {
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
    await set('hover', undefined);
    await set('disabledFor', undefined);
    await closeEverything();
  });

  /** Our part of the hover, as Markdown; empty where there is none. */
  async function hover(uri: vscode.Uri, line: number, character: number): Promise<string> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(line, character),
    );
    const texts = hovers
      .flatMap((found) => found.contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''));
    return texts.find((text) => text.includes('command:huggingphaze.')) ?? '';
  }

  test('offers to explain a name in code and a problem anywhere, and nothing else', async () => {
    const { uri } = (await bench.open('sum.py', code)).document;
    assert.match(await hover(uri, 0, 5), /Explain this.*command:huggingphaze\.explainSelection\?/);
    assert.equal(await hover(uri, 0, 13), '');
    assert.equal(await hover(uri, 2, 4), '', 'a comment is written for people');
    const letter = (await bench.open('letter.md', 'Dear Anm,\n')).document.uri;
    assert.equal(await hover(letter, 0, 6), '');
    lightbulb.mark(letter, 0, 'Unknown word');
    assert.match(await hover(letter, 0, 6), /Explain this.*command:huggingphaze\.explainProblem\?/);
  });

  test('offers nothing where the person does not want it', async () => {
    const { uri } = (await bench.open('sum.py', code)).document;
    await set('hover', false);
    assert.equal(await hover(uri, 0, 5), '');
    await set('hover', undefined);
    await set('disabledFor', ['python']);
    assert.equal(await hover(uri, 0, 5), '');
  });
});
