import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { closeEverything, startEditorBench, suggestionTabs, until, type EditorBench } from './editorBench';
import { beginRewrite, finishRewrite } from './rewriting';

interface Kind {
  readonly name: string;
  readonly file: string;
  /** What stands before the passage, in it, and behind it. */
  readonly parts: readonly [before: string, passage: string, after: string];
  /** What the model answers, and what of it is to stand in the place of the passage. */
  readonly answer: string;
  readonly expected: string;
}

const longLine = Array.from({ length: 6_000 }, (_, index) => `word${index}`).join(' ');

const kinds: readonly Kind[] = [
  {
    name: 'a settings file: comments and trailing commas around it stay',
    file: 'settings.json',
    parts: ['{\n\t// mine\n', '\t"editor.fontSize": 13,', '\n\t"files.eol": "\\n", // last\n}\n'],
    answer: '```jsonc\n"editor.fontSize": 14,\n```',
    expected: '\t"editor.fontSize": 14,',
  },
  {
    name: 'a line of 60,000 characters, of which a few are rewritten',
    file: 'long.txt',
    parts: [`${longLine} `, 'some words in the middle', ` ${longLine}`],
    answer: 'other words',
    expected: 'other words',
  },
  {
    name: 'a single line without an end, all of it',
    file: 'line.txt',
    parts: ['', 'no line end here', ''],
    answer: 'none here\n',
    expected: 'none here',
  },
  {
    name: 'Hebrew and Arabic, with their marks of direction',
    file: 'rtl.md',
    parts: ['# שלום\n\n', 'תודה רבה לך על המרק, והלחם.', '\n\nشكرا \u200f(1)\u200e جزيلا\n'],
    answer: 'תודה על המרק \u200fוהלחם.',
    expected: 'תודה על המרק \u200fוהלחם.',
  },
  {
    name: 'Chinese and Japanese, with full-width signs and no spaces',
    file: 'cjk.md',
    parts: ['「はじめに」\n\n', '非常感谢您的汤。我们都很喜欢。', '\n\n　段落は全角空白で始まる。\n'],
    answer: '谢谢您的汤！',
    expected: '谢谢您的汤！',
  },
  {
    name: 'signs of two code units at its edges',
    file: 'signs.txt',
    parts: ['👩‍👩‍👧', '🍲 soup 🍲', '👋🏽 bye\n'],
    answer: '🥣 broth 🥣',
    expected: '🥣 broth 🥣',
  },
  {
    name: 'a file with a byte order mark, tabs and CRLF',
    file: 'mark.py',
    parts: ['\ufeffclass A:\r\n', '\tdef f(self):\r\n\t\treturn (1)\r\n', '\r\nx = 1'],
    answer: '```python\ndef f(self):\n    return 1\n```',
    expected: '\tdef f(self):\r\n\t\treturn 1\r\n',
  },
  {
    name: 'Markdown with front matter, links and a block of code around it',
    file: 'page.md',
    parts: ['---\ntitle: Soup\n---\n\n', 'See [the soup](soup.md) of `2031`.', '\n\n```js\nsoup();\n```\n'],
    answer: 'Look at [the soup](soup.md) of `2031`.',
    expected: 'Look at [the soup](soup.md) of `2031`.',
  },
  {
    name: 'LaTeX with its commands',
    file: 'paper.tex',
    parts: [
      '\\section{Soup}\n',
      'We \\emph{thank} you~\\cite{ann2031} for $n = 2$ soups.',
      '\n\\end{document}\n',
    ],
    answer: 'We \\emph{thank} you~\\cite{ann2031} for the $n = 2$ soups.',
    expected: 'We \\emph{thank} you~\\cite{ann2031} for the $n = 2$ soups.',
  },
  {
    name: 'HTML with its tags',
    file: 'page.html',
    parts: ['<body>\n', '  <p class="x">Thank you <b>very</b> much.</p>', '\n</body>\n'],
    answer: '<p class="x">Thank you <b>so</b> much.</p>',
    expected: '  <p class="x">Thank you <b>so</b> much.</p>',
  },
];

suite('Every kind of document is rewritten: nothing but the passage changes, and undo brings it back', () => {
  let bench: EditorBench;

  suiteSetup(async () => {
    bench = await startEditorBench();
  });
  suiteTeardown(async () => bench.close());
  setup(() => bench.model.prepare());
  teardown(closeEverything);

  async function accepted(): Promise<void> {
    await vscode.commands.executeCommand('huggingphaze.acceptRewrite');
    await until('the suggestion is closed', () => suggestionTabs().length === 0);
  }

  for (const { name, file, parts, answer, expected } of kinds) {
    test(name, async () => {
      const [before, passage, after] = parts;
      const original = before + passage + after;
      const editor = await bench.open(file, original);
      const { document } = editor;
      // VS Code keeps a byte order mark out of the text.
      const start = before.replace('\ufeff', '').length;
      const selection = new vscode.Selection(
        document.positionAt(start),
        document.positionAt(start + passage.length),
      );
      const { done } = await beginRewrite(bench, editor, selection);
      bench.model.says(answer);
      bench.model.ends();
      await done;
      await accepted();
      await document.save();
      assert.equal(await readFile(document.uri.fsPath, 'utf8'), before + expected + after);
      await vscode.commands.executeCommand('undo');
      await document.save();
      assert.equal(await readFile(document.uri.fsPath, 'utf8'), original);
    });
  }

  test('a long document: it is shown where it was, the cursor stands where it stood, and nothing is scrolled', async () => {
    const lines = Array.from({ length: 400 }, (_, index) => `Paragraph ${index} says a little.\n`);
    const editor = await bench.open('scrolled.md', lines.join('\n'));
    const cursor = new vscode.Position(400, 10);
    editor.selection = new vscode.Selection(cursor, cursor);
    editor.revealRange(new vscode.Range(395, 0, 395, 0), vscode.TextEditorRevealType.AtTop);
    const top = (): number => vscode.window.activeTextEditor?.visibleRanges[0]?.start.line ?? 0;
    await until('it is scrolled', () => top() > 380);
    const scrolledTo = top();
    const { done } = await beginRewrite(bench, editor, editor.selection);
    bench.model.says('Paragraph 200 is short.');
    bench.model.ends();
    await done;
    await accepted();
    const shown = vscode.window.activeTextEditor;
    assert.ok(shown);
    assert.equal(shown.document.lineAt(400).text, 'Paragraph 200 is short.');
    assert.deepEqual(shown.selection, new vscode.Selection(cursor, cursor));
    await until('it is where it was', () => top() === scrolledTo);
  });

  test('given up, the cursor stands where it stood too', async () => {
    const editor = await bench.open('letter.md', 'One.\n\nTwo is here.\n\nThree.\n');
    const cursor = new vscode.Position(2, 3);
    await finishRewrite(bench, editor, new vscode.Selection(cursor, cursor), 'Two.');
    await vscode.commands.executeCommand('huggingphaze.discardRewrite');
    await until('the suggestion is closed', () => suggestionTabs().length === 0);
    await until('the letter is in front', () => vscode.window.activeTextEditor?.document === editor.document);
    assert.deepEqual(vscode.window.activeTextEditor?.selection, new vscode.Selection(cursor, cursor));
  });
});
