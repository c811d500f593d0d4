import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitAnswer, type FittingContext } from '../../../src/core/text/fitAnswer';

const base: FittingContext = {
  original: '',
  kind: 'code',
  eol: '\n',
  indentWith: { tabs: false, size: 4 },
};

suite('Fitting an answer into its document', () => {
  const cases: readonly (readonly [string, string, string, Partial<FittingContext>, string])[] = [
    ['a trailing line break is kept', 'a\n', 'b', { kind: 'prose' }, 'b\n'],
    ['no trailing line break is added', 'a', 'b\n\n', { kind: 'prose' }, 'b'],
    ['blank lines around the passage are kept', '\n\na\n\n', 'b', { kind: 'prose' }, '\n\nb\n\n'],
    ['a leading space that a model adds is dropped', 'a', ' b', { kind: 'prose' }, 'b'],
    ['Windows line ends are kept', 'a\r\nb\r\n', 'c\nd', { eol: '\r\n' }, 'c\r\nd\r\n'],
    ['lost indentation comes back', '    a\n    b\n', 'c\nd', {}, '    c\n    d\n'],
    ['kept indentation is not doubled', '    a\n    b\n', '    c\n    d\n', {}, '    c\n    d\n'],
    ['an answer that was trimmed as a whole is mended', '    a\n    b\n', 'c\n    d', {}, '    c\n    d\n'],
    [
      'a block whose head lost its indentation is mended',
      '    def f():\n        a\n',
      'def f():\n        b',
      {},
      '    def f():\n        b\n',
    ],
    [
      'a block that was moved to the margin is moved back',
      '    def f():\n        a\n',
      'def f():\n    b',
      {},
      '    def f():\n        b\n',
    ],
    ['tabs stay tabs', '\tif x {\n\t\ta\n\t}\n', 'if x {\n    b\n}', {}, '\tif x {\n\t\tb\n\t}\n'],
    ['spaces stay spaces', 'if x:\n  a\n', 'if x:\n\tb', {}, 'if x:\n  b\n'],
    [
      'a document that indents with tabs gets tabs',
      'a\n',
      'if x:\n    b',
      { indentWith: { tabs: true, size: 4 } },
      'if x:\n\tb\n',
    ],
    [
      'the indentation of a list item stays',
      '  - a\n    b\n',
      '- c\n  d',
      { kind: 'prose' },
      '  - c\n    d\n',
    ],
    ['an empty answer stays empty', 'a\n', ' \n', {}, ''],
  ];
  for (const [name, original, answer, context, expected] of cases) {
    test(name, () => {
      assert.equal(fitAnswer(answer, { ...base, ...context, original }), expected);
    });
  }

  const line = fc.tuple(
    fc.constantFrom('', '  ', '    ', '\t', '\t\t'),
    fc.constantFrom('', 'a', 'b {', '}', 'c:'),
  );
  const document = fc
    .array(line, { minLength: 1, maxLength: 8 })
    .map((lines) => lines.map(([indent, words]) => indent + words).join('\n'))
    .filter((text) => text.trim() !== '');

  test('a text fitted to itself is itself', () => {
    fc.assert(
      fc.property(document, fc.constantFrom('prose', 'code'), fc.boolean(), (text, kind, windows) => {
        const original = windows ? text.replaceAll('\n', '\r\n') : text;
        const eol = windows ? '\r\n' : '\n';
        assert.equal(fitAnswer(text, { ...base, original, kind, eol }), original);
      }),
      { numRuns: 3000 },
    );
  });

  test('a document never gets two kinds of line ends', () => {
    fc.assert(
      fc.property(document, document, (original, answer) => {
        const fitted = fitAnswer(answer, { ...base, original, eol: '\r\n' });
        assert.equal(fitted.replaceAll('\r\n', '').includes('\n'), false);
      }),
    );
  });
});
