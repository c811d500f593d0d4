import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as vscode from 'vscode';
import { DONE, finishEvent, textEvent } from '../../standin/events';
import { closeEverything, startEditorBench, suggestionTabs, until, type EditorBench } from './editorBench';

const model = 'standin/anything';
const runs = 25;

/** What is typed into a document while the model writes, outside the passage. */
interface Typed {
  readonly side: 'before' | 'after';
  /** Where, as a share of the text on that side. */
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

const words = fc.constantFrom(
  'words ',
  'Sätze. ',
  '漢字。',
  '😀',
  '\t',
  '  ',
  'שלום ',
  '- item',
  '{',
  '}',
  'x',
);
const line = fc.array(words, { maxLength: 6 }).map((parts) => parts.join(''));
const typed: fc.Arbitrary<Typed> = fc.record({
  side: fc.constantFrom('before' as const, 'after' as const),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.integer({ min: 0, max: 8 }),
  inserted: fc.constantFrom('', 'typed ', '\n', 'a line\n', '漢\n\n'),
});

suite('Whatever is rewritten', () => {
  let bench: EditorBench;

  suiteSetup(async () => {
    bench = await startEditorBench();
    await bench.useModel(model);
  });
  suiteTeardown(async () => bench.close());
  teardown(closeEverything);

  test('and whatever is typed meanwhile: nothing else changes, and undo brings back every byte', async function () {
    this.timeout(240_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\uFEFF'),
        fc.boolean(),
        fc.nat(7),
        fc.nat(7),
        fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n')),
        fc.array(typed, { maxLength: 4 }),
        fc.constantFrom('letter.md', 'code.py', 'text.txt'),
        async (lines, eol, mark, endsInBreak, one, other, answer, edits, name) => {
          const first = Math.min(one, other) % lines.length;
          const last = Math.max(first, Math.max(one, other) % lines.length);
          fc.pre(
            lines
              .slice(first, last + 1)
              .join('')
              .trim() !== '' && answer.trim() !== '',
          );
          const text = lines.join(eol) + (endsInBreak ? eol : '');
          await rewriteAndUndo({ name, mark, text, eol, first, last, answer, edits });
        },
      ),
      { numRuns: runs },
    );
  });

  async function rewriteAndUndo(run: {
    readonly name: string;
    readonly mark: string;
    readonly text: string;
    readonly eol: string;
    readonly first: number;
    readonly last: number;
    readonly answer: string;
    readonly edits: readonly Typed[];
  }): Promise<void> {
    const { text, first, last } = run;
    const editor = await bench.open(run.name, run.mark + text);
    const { document } = editor;
    // Of a single line nobody knows.
    const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
    if (text.includes('\n')) assert.equal(eol, run.eol);
    const range = new vscode.Range(first, 0, last, document.lineAt(last).text.length);
    let before = text.slice(0, document.offsetAt(range.start));
    let after = text.slice(document.offsetAt(range.end));
    editor.selection = new vscode.Selection(range.start, range.end);

    let answerNow: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answerNow = resolve));
    const asked = new Promise<void>((resolve) => {
      bench.standIn.script(model, () => {
        resolve();
        return {
          chunks: (async function* () {
            await answered;
            yield textEvent(model, run.answer) + finishEvent(model, 'stop') + DONE;
          })(),
        };
      });
    });
    const done = vscode.commands.executeCommand('huggingphaze.rewriteSelection', { instruction: 'shorter' });
    await asked;
    for (const edit of run.edits) {
      const side = edit.side === 'before' ? before : after;
      const from = boundary(side, Math.round(edit.at * side.length));
      const to = boundary(side, Math.min(side.length, from + edit.removed));
      const inserted = edit.inserted.replace(/\n/gu, eol);
      const change = new vscode.WorkspaceEdit();
      const offset = edit.side === 'before' ? 0 : document.getText().length - after.length;
      const where = new vscode.Range(document.positionAt(offset + from), document.positionAt(offset + to));
      change.replace(document.uri, where, inserted);
      assert.ok(await vscode.workspace.applyEdit(change));
      const changed = side.slice(0, from) + inserted + side.slice(to);
      if (edit.side === 'before') before = changed;
      else after = changed;
    }
    answerNow();
    await done;
    const untouched = document.getText();
    await vscode.commands.executeCommand('huggingphaze.acceptRewrite');
    await until('the preview is gone', () => suggestionTabs().length === 0);
    const accepted = document.getText();
    assert.ok(accepted.startsWith(before), 'what stands before the passage stays');
    assert.ok(accepted.endsWith(after), 'what stands after the passage stays');
    assert.ok(accepted.length >= before.length + after.length);
    if (accepted.includes('\n')) assert.equal(/(?<!\r)\n/u.test(accepted), eol === '\n');
    await vscode.window.showTextDocument(document);
    if (accepted !== untouched) await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), untouched, 'one undo takes it back');
    for (let left = run.edits.length; left > 0; left--) await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text, 'and the rest brings back what there was');
    await closeEverything();
  }
});

/** The next place that is neither within a character nor within a line end. */
function boundary(text: string, at: number): number {
  const isWithin =
    /[\uD800-\uDBFF]$|\r$/u.test(text.slice(at - 1, at)) && /^[\uDC00-\uDFFF\n]/u.test(text.slice(at));
  return isWithin ? at + 1 : at;
}
