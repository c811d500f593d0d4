import assert from 'node:assert/strict';
import fc from 'fast-check';
import { documents, longDocuments } from './documents';
import { inPieces, rendered } from './support';
import { cut, parsedWhole, streamed } from './wholeAndStreamed';

/** Lines that mean something to Markdown, or mean something else than they seem. */
const line = fc.constantFrom(
  ...[
    '',
    '',
    '',
    'text',
    'text two  ',
    '**bold',
    '*it* **b** `c`',
    '`code',
    '``` `',
    '\\',
    '[a] and [b][a] ![c]',
  ],
  ...[
    '- item',
    '- item b',
    '  more',
    '  - nested',
    '    - deep',
    '* star',
    '1. one',
    '2. two',
    '3) x',
    '   in it',
  ],
  ...[
    '- [ ] task',
    '- [x] done',
    '-',
    '1.',
    '+',
    '- ```',
    '- a\n\n  b',
    '- | -',
    '- [a]: /in',
    '> - quoted item',
  ],
  ...[
    '> quote',
    '> > deeper',
    '>',
    '> [c]: https://c.org',
    'lazy',
    '```',
    '```js',
    'code();',
    '~~~',
    '  ```',
    '  ~~~',
  ],
  ...[
    '| a | b |',
    '|---|---|',
    '| 1 | 2 |',
    'a | b',
    '-|-',
    '1 | 2',
    '  | a |',
    '  |---|',
    '> | q |',
    '> |---|',
  ],
  ...[
    '---',
    '===',
    '***',
    '# h',
    '### h',
    '#### deeper',
    '#',
    '    indented',
    '\ttab',
    '   three',
    '<div>',
    '</div>',
  ],
  ...[
    '[a]: https://a.org',
    '[A]: <https://b.org>',
    "'title'",
    '"title',
    'over lines"',
    '[a]:',
    '[b]: https://b.org',
  ],
  ...[
    '$$',
    '$$ a',
    'a[^1] b[^2]',
    '[^1]: note',
    '[^2]:',
    '- c[^3]',
    '> [^3]: quoted',
    '[^1]: [^4]',
    '    [^4]: four',
    'b $$',
    '$$ c $$',
    '\\[',
    '\\]',
    '\\[ d \\]',
    'at $5 and $x$',
    '\\(e\\) $',
    '  $$',
    '> $$',
  ],
);
const ofLines = fc.array(line, { minLength: 1, maxLength: 20 }).map((lines) => lines.join('\n'));
const fragment = fc.constantFrom(
  ...[
    'a',
    'b c',
    '\n',
    '\n',
    '\n\n',
    '- ',
    '* ',
    '1. ',
    '3',
    '  ',
    '    ',
    '\t',
    '> ',
    '```',
    '```js\n',
    '~~~',
  ],
  ...[
    '`',
    '``',
    '**',
    '*',
    '_',
    '~~',
    '[',
    '](',
    '](https://a.org)',
    '[a]',
    '[a]: ',
    '/url',
    ' "title"',
    ')',
  ],
  ...[
    '| ',
    '|',
    '|-|-|\n',
    '--',
    '---',
    '===',
    '#',
    '## ',
    '\\',
    '&amp;',
    '&',
    '<br>',
    '<b>',
    '<!--',
    'https://a.b',
  ],
  ...['[^', '[^1]', '[^2]', '\n[^1]: ', ']: ', '^'],
  ...['$', '$$', '$$\n', '\\(', '\\)', '\\[', '\\]', 'x^2'],
  ...['www.c.de', 'x@y.zz', '![', '- [ ] ', '\r', '\r\n', '\0', '😀', '<https://z.org>', 'é', ':', '|:-:|'],
);
const ofFragments = fc
  .array(fragment, { minLength: 1, maxLength: 40 })
  .map((fragments) => fragments.join(''));
const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 60 });

suite('A streamed answer looks at its end like the whole text rendered at once', () => {
  for (const [name, text] of Object.entries(documents)) {
    test(name, () => {
      const whole = parsedWhole(text);
      assert.equal(rendered(text).html, whole, 'appended at once');
      for (const size of [1, 2, 3, 7, 16]) {
        assert.equal(streamed(inPieces(text, size)), whole, `pieces of ${size}`);
      }
    });
  }

  for (const [name, text] of Object.entries(longDocuments)) {
    test(name, () => {
      const whole = parsedWhole(text);
      assert.equal(rendered(text).html, whole, 'appended at once');
      for (const size of [211, 1024, 5000]) {
        assert.equal(streamed(inPieces(text, size)), whole, `pieces of ${size}`);
      }
    });
  }

  test('all of them in one answer', () => {
    const text = Object.values(documents).join('\n\n');
    const whole = parsedWhole(text);
    for (const size of [1, 5, 100]) assert.equal(streamed(inPieces(text, size)), whole, `pieces of ${size}`);
  });

  const ofLongText = fc
    .array(fc.tuple(line, fc.integer({ min: 1, max: 150 }), fc.constantFrom(' ', '\n', '. ')), {
      minLength: 1,
      maxLength: 12,
    })
    .map((runs) => runs.map(([words, times, between]) => `x${words}${between}`.repeat(times)).join(''));
  test('random texts of long paragraphs', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(ofLongText, fc.integer({ min: 50, max: 3000 }), (text, size) => {
        assert.equal(streamed(inPieces(text, size)), parsedWhole(text));
      }),
      { numRuns: 100 },
    );
  });

  const ofLongLists = fc
    .array(
      fc.tuple(
        fc.constantFrom(
          '- a\n',
          '- a\n\n',
          '- a\n  b\n',
          '- a\n\n  b\n',
          '1. a\n',
          '1. a\n   - b\n',
          '\n',
          '> - a\n',
        ),
        fc.constantFrom(1, 1, 2, 99, 199, 200, 201),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((runs) => runs.map(([item, times]) => item.repeat(times)).join(''));
  test('random texts of long lists', function () {
    this.timeout(60_000);
    fc.assert(
      fc.property(ofLongLists, fc.integer({ min: 50, max: 3000 }), (text, size) => {
        assert.equal(streamed(inPieces(text, size)), parsedWhole(text));
      }),
      { numRuns: 100 },
    );
  });

  for (const [name, texts] of Object.entries({ lines: ofLines, fragments: ofFragments })) {
    test(`random ${name}, cut at random`, function () {
      this.timeout(60_000);
      fc.assert(
        fc.property(texts, sizes, (text, pieceSizes) => {
          const whole = parsedWhole(text);
          assert.equal(streamed(cut(text, pieceSizes)), whole);
          assert.equal(streamed(inPieces(text, 1)), whole);
        }),
        { numRuns: 250 },
      );
    });
  }
});
