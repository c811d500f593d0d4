import assert from 'node:assert/strict';
import fc from 'fast-check';
import { estimateTokens } from '../../../src/core/inference/tokenEstimate';
import { inPieces } from '../../../src/core/text/pieces';

const markdown = { kind: 'prose', languageId: 'markdown' } as const;
const code = { kind: 'code', languageId: 'typescript' } as const;

suite('A text that is too long for one request is cut into pieces', () => {
  test('a short one is one piece, an empty one too', () => {
    assert.deepEqual(inPieces('a\n\nb\n', 100, markdown), ['a\n\nb\n']);
    assert.deepEqual(inPieces('', 100, markdown), ['']);
  });

  test('before headings, and never right behind one', () => {
    const section = (name: string): string => `## ${name}\n\nSome words of it.\n\nMore of them.\n\n`;
    const pieces = inPieces(section('A') + section('B') + section('C'), 25, markdown);
    assert.deepEqual(pieces, [section('A') + section('B'), section('C')]);
    for (const piece of inPieces(section('A').repeat(20), 9, markdown))
      assert.doesNotMatch(piece, /##.*\s*$/u);
  });

  test('between paragraphs where a heading would leave too little', () => {
    const text = `# A\n\n${'Words of a paragraph.\n\n'.repeat(10)}`;
    const pieces = inPieces(text, 20, markdown);
    assert.ok(pieces.length > 2);
    for (const piece of pieces) assert.match(piece, /\n\n$/u);
  });

  test('not within a fence, nor at what looks like a heading in it', () => {
    const fence = '```sh\n# no heading\nnpm ci\n\n# none\nnpm test\n```\n\n';
    for (const piece of inPieces(`Words.\n\n${fence}`.repeat(8), 30, markdown))
      assert.equal((piece.match(/```/gu) ?? []).length % 2, 0);
  });

  test('code between its functions', () => {
    const one = 'function one() {\n  const a = 1;\n\n  return a;\n}\n\n';
    assert.deepEqual(inPieces(one.repeat(3), 16, code), [one, one, one]);
  });

  test('a line without end between sentences, else words, else anywhere but within a character', () => {
    for (const piece of inPieces('One sentence is here. '.repeat(50), 20, markdown))
      assert.match(piece, /\. $/u);
    for (const piece of inPieces('这是一个句子。'.repeat(50), 20, markdown)) assert.match(piece, /。$/u);
    for (const piece of inPieces('word '.repeat(99), 20, markdown)) assert.match(piece, / $/u);
    for (const piece of inPieces('😀'.repeat(99), 20, markdown))
      assert.doesNotMatch(piece, /[\uD800-\uDBFF]$/u);
  });

  test('together the pieces are the text, none is empty or too long, whatever it is', () => {
    const part = fc.constantFrom(
      ...[
        '# a\n',
        '\n',
        '\n\n',
        '```\n',
        '~~~~\n',
        'word ',
        'Sentence. ',
        'x'.repeat(90),
        '😀',
        '\r\n',
        '  in\n',
        '}\n',
        '漢字。',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 60 }),
        fc.integer({ min: 2, max: 60 }),
        fc.constantFrom(markdown, code),
        (parts, most, context) => {
          const text = parts.join('');
          const pieces = inPieces(text, most, context);
          assert.equal(pieces.join(''), text);
          for (const piece of pieces) {
            assert.ok(piece !== '' || text === '');
            assert.ok(estimateTokens(piece) <= most + 1, `${estimateTokens(piece)} of ${most}`);
            assert.doesNotMatch(piece, /[\uD800-\uDBFF]$/u);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a long line without any end of a sentence takes time that grows with it alone', () => {
    const line = 'word'.repeat(100_000);
    const started = performance.now();
    assert.equal(inPieces(line, 20_000, { kind: 'prose', languageId: 'markdown' }).join(''), line);
    assert.ok(performance.now() - started < 2_000);
  });
});
