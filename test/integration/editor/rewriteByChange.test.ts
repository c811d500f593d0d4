import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeEverything,
  startEditorBench,
  suggestion,
  suggestionTabs,
  until,
  type EditorBench,
} from './editorBench';
import { finishRewrite, inSuggestion } from './rewriting';

const before = '# Letter\n\n';
const passage = 'One is here.\nTwo is here.\nThree is here.\nFour is here.';
const answer = 'One!\nTwo is here.\nThree!\nFour is here.\nFive!';
const after = '\n\nThe end.\n';
const text = before + passage + after;

for (const eol of ['\n', '\r\n']) {
  const inForm = (words: string): string => words.replaceAll('\n', eol);

  suite(`A suggestion change by change, with lines that end in ${JSON.stringify(eol)}`, () => {
    let bench: EditorBench;
    let document: vscode.TextDocument;

    suiteSetup(async () => {
      bench = await startEditorBench();
    });
    suiteTeardown(async () => bench.close());
    teardown(closeEverything);

    setup(async () => {
      bench.model.prepare();
      const editor = await bench.open('letter.md', inForm(text));
      document = editor.document;
      await finishRewrite(bench, editor, new vscode.Selection(2, 0, 5, 13), answer);
    });

    /** What the document says between what stays around the passage. */
    function rewritten(): string {
      const all = document.getText();
      assert.ok(all.startsWith(inForm(before)) && all.endsWith(inForm(after)), JSON.stringify(all));
      return all.slice(inForm(before).length, all.length - inForm(after).length).replaceAll('\r\n', '\n');
    }

    async function accept(line: number, lastLine = line): Promise<void> {
      await inSuggestion(line, lastLine);
      await vscode.commands.executeCommand('huggingphaze.acceptChange');
    }

    test('one goes into the document in a step of its own, and the rest goes on waiting', async () => {
      await accept(4);
      assert.equal(rewritten(), passage.replace('Three is here.', 'Three!'));
      assert.equal(suggestionTabs().length, 1);
      await accept(2);
      assert.equal(rewritten(), 'One!\nTwo is here.\nThree!\nFour is here.');
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('undo');
      assert.equal(rewritten(), passage.replace('Three is here.', 'Three!'));
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), inForm(text));
    });

    test('the last one that is accepted closes the suggestion, with the new text selected', async () => {
      await accept(2);
      await accept(4);
      await accept(6);
      assert.equal(rewritten(), answer);
      assert.equal(suggestionTabs().length, 0);
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document, document);
      assert.equal(document.getText(editor.selection), inForm(answer));
    });

    test('those that are selected go together, in one step', async () => {
      await accept(2, 4);
      assert.equal(rewritten(), 'One!\nTwo is here.\nThree!\nFour is here.');
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), inForm(text));
    });

    test('after one is accepted, or taken back, the rest is accepted without a question', async () => {
      await accept(2);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('undo');
      await vscode.commands.executeCommand('huggingphaze.acceptRewrite');
      assert.equal(rewritten(), answer);
    });

    test('one that is discarded goes out of the suggestion, and the document is not touched', async () => {
      await inSuggestion(4);
      await vscode.commands.executeCommand('huggingphaze.discardChange');
      await until('it is gone', () => suggestion()?.getText().includes('Three is here.') === true);
      assert.equal(document.getText(), inForm(text));
      await vscode.commands.executeCommand('huggingphaze.acceptRewrite');
      assert.equal(rewritten(), 'One!\nTwo is here.\nThree is here.\nFour is here.\nFive!');
    });

    test('with the cursor where nothing changed, nothing is done', async () => {
      await accept(0);
      await accept(3);
      assert.equal(document.getText(), inForm(text));
      assert.equal(suggestionTabs().length, 1);
    });
  });
}
