import assert from 'node:assert/strict';
import { blockAt } from '../../../src/core/text/paragraph';
import { textKind, type TextKind } from '../../../src/core/text/textKind';

function block(text: string, line: number, kind: TextKind): string | undefined {
  const lines = text.split('\n');
  const found = blockAt(lines, line, kind);
  return found === undefined ? undefined : lines.slice(found.first, found.last + 1).join('\n');
}

const letter = '# Title\nDear A,\nhello\n\nsecond\nparagraph\n\n\n';
const program = `import x

class A:
    def first(self):
        if self.ready:
            return 1

        return 2

    def second(self):
        return 3


print(A().first())
`;
const script = `const a = 1;

function one(b) {
  if (b) {
    return 1;
  } else {
    return 2;
  }
}

const two = (c) => {
  return c;
};
`;

suite('The paragraph or function at the cursor', () => {
  const cases: readonly (readonly [string, string, number, TextKind, string | undefined])[] = [
    ['the paragraph', letter, 5, 'prose', 'second\nparagraph'],
    ['not the heading above', letter, 2, 'prose', 'Dear A,\nhello'],
    ['a heading by itself', letter, 0, 'prose', '# Title'],
    ['from a blank line the next paragraph', letter, 3, 'prose', 'second\nparagraph'],
    ['from the end of the document the last one', letter, 8, 'prose', 'second\nparagraph'],
    ['nothing where there is no text', '\n  \n', 1, 'prose', undefined],
    [
      'the whole function from inside a condition',
      program,
      5,
      'code',
      '    def first(self):\n        if self.ready:\n            return 1\n\n        return 2',
    ],
    ['the other function', program, 10, 'code', '    def second(self):\n        return 3'],
    ['a statement of its own', program, 13, 'code', 'print(A().first())'],
    [
      'a function with braces, from its branch',
      script,
      6,
      'code',
      'function one(b) {\n  if (b) {\n    return 1;\n  } else {\n    return 2;\n  }\n}',
    ],
    ['a function from its closing brace', script, 12, 'code', 'const two = (c) => {\n  return c;\n};'],
  ];
  for (const [name, text, line, kind, expected] of cases) {
    test(`${name} is taken`, () => {
      assert.equal(block(text, line, kind), expected);
    });
  }
});

suite('Prose or code', () => {
  const cases: readonly (readonly [string, string, string, TextKind])[] = [
    ['a Markdown letter', 'markdown', 'Dear A,\n\nthank you for the letter.\nKind regards', 'prose'],
    ['a Python file', 'python', 'x', 'code'],
    ['a program in a plain text file', 'plaintext', 'int main() {\n  return 0;\n}', 'code'],
    ['a code block of a Markdown file', 'markdown', 'const a = 1;\nconst b = a + 1;\nprint(a);', 'code'],
    ['an unknown language', 'brainfuck', '++++', 'code'],
    ['one line of text', 'plaintext', 'Call me (please);', 'prose'],
    ['a list', 'markdown', '- one\n- two (2)\n- three', 'prose'],
  ];
  for (const [name, languageId, text, expected] of cases) {
    test(`${name} is taken for ${expected}`, () => {
      assert.equal(textKind(languageId, text), expected);
    });
  }
});
