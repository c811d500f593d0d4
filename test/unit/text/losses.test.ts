import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lossesInWords, lossesOf, type LossKind } from '../../../src/core/text/losses';
import type { TextKind } from '../../../src/core/text/textKind';

function losses(before: string, after: string, languageId = 'markdown', kind: TextKind = 'prose'): object {
  return Object.fromEntries(
    lossesOf(before, after, { kind, languageId }).map(({ kind: what, items }) => [what, items]),
  );
}

/** Before and after, the language where it is not Markdown, and what is missing. */
const lost: readonly (readonly [
  name: string,
  before: string,
  after: string,
  languageId: string,
  found: Partial<Record<LossKind, readonly string[]>>,
])[] = [
  ['a heading', '# A\n\nx.\n\n## B\n\ny.', '# A\n\nx. y.', 'markdown', { headings: ['B'] }],
  ['an underlined heading', 'A\n===\n\nB\n---\nx.', 'A\n===\nx.', 'markdown', { headings: ['B'] }],
  ['a link', 'See [it](https://a.org/x_(y)).', 'See it.', 'markdown', { links: ['https://a.org/x_(y)'] }],
  [
    'a bare link',
    'See https://a.org/b, please.',
    'See it, please.',
    'markdown',
    { links: ['https://a.org/b'] },
  ],
  ['a link to a file', '[a](notes/b.md)', '[a](notes/c.md)', 'markdown', { links: ['notes/b.md'] }],
  ['code', 'Run:\n\n```sh\nnpm ci\n```\n', 'Run it.', 'markdown', { codeBlocks: ['npm ci'] }],
  ['code that was changed', '```\na = 1\n```', '```\na = 2\n```', 'markdown', { codeBlocks: ['a = 1'] }],
  [
    'front matter',
    '---\ntitle: a\ntags: b\n---\nx.',
    '---\ntitle: c\n---\nx.',
    'markdown',
    { frontMatter: ['tags'] },
  ],
  [
    'a footnote',
    'a[^1] b[^n].\n\n[^1]: c\n[^n]: d',
    'a[^1] b.\n\n[^1]: c',
    'markdown',
    { footnotes: ['[^n]'] },
  ],
  [
    'a placeholder',
    'Dear {{name}}, %s and {city}',
    'Dear Sir, and {city}',
    'plaintext',
    { placeholders: ['{{name}}', '%s'] },
  ],
  ['a tag', '<p>a <b>c</b></p>', '<p>a c</p>', 'html', { tags: ['<b>', '</b>'] }],
  [
    'a citation',
    'a \\cite{x} \\emph{b} \\ref{y}',
    'a \\emph{c} \\ref{z}',
    'latex',
    { commands: ['\\cite{x}', '\\ref{y}'] },
  ],
  ['a number', 'It cost 1,250 in 1998.', 'It cost much in 1998.', 'markdown', { numbers: ['1,250'] }],
  ['the end', 'One. Two is here.', 'One. Two is', 'markdown', { end: ['One. Two is'] }],
  [
    'the rest',
    'One.\n\nTwo.\n\nThree.',
    'One!\n\n[The rest of the text stays the same]',
    'markdown',
    { omission: ['[The rest of the text stays the same]'] },
  ],
  [
    'all of the front matter, of which no line is a heading',
    '---\ntitle: a\n---\nx.',
    'x.',
    'markdown',
    { frontMatter: ['title'] },
  ],
];

/** Rewrites in which nothing is missing. */
const kept: readonly (readonly [name: string, before: string, after: string, languageId?: string])[] = [
  [
    'a translation with numbers of its own form',
    'It cost $1,250.50 on 03/24/1998.',
    'Es kostete 1.250,50 $ am 24. 3. 1998.',
  ],
  ['digits of another script', 'In 1998 there were 1,250.', 'في ١٩٩٨ كان هناك ١٬٢٥٠.'],
  ['wide digits', 'It was 1998.', '１９９８年でした。'],
  ['small numbers in words', 'We have 3 cats and 12 dogs.', 'We have three cats and twelve dogs.'],
  ['a list without numbers', '1. a\n2. b\n31. c', '- a\n- b\n- c'],
  ['headings of other words and levels', '# A\n\n### B', '## C\n\n## D'],
  ['a link in other words, behind other punctuation', 'See https://a.org.', '(https://a.org)'],
  ['code in a longer fence', '```js\na\n```', '````js\na\n````'],
  ['a comment in code', '```py\n# heading?\n```', '```py\n# heading?\n```'],
  ['a quotation at the end', 'He said so.', 'He said: “So.”'],
  ['an end without a full stop', 'A title', 'Another title'],
  ['a sentence about the rest', 'We leave the rest of the text here.', 'The rest of the text is left here.'],
  ['an omission that was there', '... the rest of the code\nx.', '... the rest of the code\ny.'],
  ['commands around other words', '\\section{A} \\textbf{b}', '\\section{C} \\textbf{d}', 'latex'],
];

suite('What a rewrite dropped is noticed', () => {
  for (const [name, before, after, languageId, found] of lost) {
    test(name, () => assert.deepEqual(losses(before, after, languageId), found));
  }

  test('code that stops in the middle, or that stands for more', () => {
    assert.deepEqual(losses('f(() => {\n  a();\n});', 'f(() => {\n  a(', 'javascript', 'code'), {
      end: ['f(() => { a('],
    });
    for (const line of [
      '// ... existing code ...',
      '# ... rest of the function',
      '/* ... rest of code unchanged ... */',
    ])
      assert.deepEqual(losses('a();\nb();\nc();', `a();\n${line}`, 'javascript', 'code'), {
        omission: [line],
      });
  });
});

suite('What a rewrite may change is not called lost', () => {
  for (const [name, before, after, languageId] of kept) {
    test(name, () => assert.deepEqual(losses(before, after, languageId), {}));
  }

  test('a long text of anything is looked through in no time to speak of', () => {
    for (const piece of [' ', '\n', '`', ')', '.', '(', '[', '#', '{', '\\', '… ', '"', '1 '])
      assert.ok(
        Array.isArray(
          lossesOf(`// https://a${piece.repeat(50_000)}x`, 'y', { kind: 'prose', languageId: 'markdown' }),
        ),
      );
  });

  test('code with numbers, names and comments of its own', () => {
    const before = 'const limit = 500; // the rest of the code\nif (a) { b(); }';
    assert.deepEqual(losses(before, 'const most = 250 + 250;\na && b("(");', 'javascript', 'code'), {});
  });

  test('a text compared to itself has lost nothing', () => {
    const piece = fc.constantFrom(
      ...[
        '# a\n',
        '```\n',
        '~~~js\n',
        'words ',
        '1998 ',
        '{{x}}',
        '[a](b.md)',
        'https://a.org/(',
        '---\n',
        'k: v\n',
      ],
      ...[
        '\\cite{a}',
        '<b>',
        '</b>',
        '[^1]',
        '...',
        '// rest of the code',
        '\n',
        '=',
        '**',
        '`',
        '١٢٣',
        '%s',
        '{',
        '}',
        '😀',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.constantFrom('markdown', 'latex', 'html', 'plaintext', 'javascript', 'org'),
        fc.constantFrom<TextKind>('prose', 'code'),
        (pieces, languageId, kind) => {
          assert.deepEqual(losses(pieces.join(''), pieces.join(''), languageId, kind), {});
        },
      ),
    );
  });
});

suite('What is missing is said in a sentence', () => {
  const said = (before: string, after: string): string =>
    lossesInWords(lossesOf(before, after, { kind: 'prose', languageId: 'markdown' }));
  test('with the words that are missing, three of a kind at most', () => {
    assert.equal(said('a.', 'b.'), '');
    assert.equal(
      said('https://a.org 44.', 'x.'),
      'The suggestion leaves out a link (“https://a.org”) and a number (“44”).',
    );
    assert.equal(
      said('21, 22; 23 24 1 000.', 'x.'),
      'The suggestion leaves out 5 numbers (“21”, “22”, “23” and 2 more).',
    );
    assert.equal(
      said('# A\n\nx.', 'x'),
      'The suggestion leaves out a heading. It may be cut off: it ends in “x”.',
    );
  });
});
