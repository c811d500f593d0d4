import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanAnswer, type CleaningContext } from '../../../src/core/text/cleanAnswer';

const original = 'We was very happy for to see you.';
const prose: CleaningContext = { original, kind: 'prose', instruction: 'Make it clearer.', ended: true };
const code: CleaningContext = { original: 'x = (1)', kind: 'code', instruction: 'Simplify.', ended: true };

/** Words of which answers are made, many of them traps. */
const piece = fc.constantFrom(
  'Sure!',
  'Sure! Here is the rewritten text:',
  'Here is the list:',
  'Certainly, here is a clearer version.',
  'Let me know if you would like any changes.',
  'Okay.',
  '```',
  '```python',
  '~~~',
  '<text>',
  '</text>',
  '"quoted"',
  '“',
  'Note: I made the text shorter.',
  'Some words.',
  '- an item',
  '    indented',
  '',
  '',
);
const trapText = fc.array(piece, { maxLength: 9 }).map((lines) => lines.join('\n'));
const plainText = fc
  .array(fc.stringMatching(/^(?:[a-z]{1,8} ?){1,6}[.:]?$/), { minLength: 1, maxLength: 6 })
  .map((lines) => lines.join('\n'));

suite('Cleaning an answer', () => {
  const wrappings: readonly (readonly [string, string, CleaningContext, string])[] = [
    ['an announcement', 'Sure! Here is the rewritten text:\n\nWe were glad.', prose, 'We were glad.'],
    ['a short announcement', "Here's a clearer version:\nWe were glad.", prose, 'We were glad.'],
    ['an announcement in bold', '**Revised version:**\n\nWe were glad.', prose, 'We were glad.'],
    ['an agreeing sentence', 'Sure, here is a clearer version.\n\nWe were glad.', prose, 'We were glad.'],
    ['an agreement and an announcement', 'Certainly!\n\nHere is the revised text:\n\nA.', prose, 'A.'],
    [
      'an offer at the end',
      "We were glad.\n\nLet me know if you'd like a different tone!",
      prose,
      'We were glad.',
    ],
    ['a fence', '```\nWe were glad.\n```', prose, 'We were glad.'],
    ['a fence with a language', '```markdown\nWe were glad.\n```\n', prose, 'We were glad.'],
    ['a fence of tildes', '~~~\nWe were glad.\n~~~', prose, 'We were glad.'],
    [
      'a fence, announced and followed',
      'Here is the text:\n\n```\nA.\n```\n\nI hope this helps!',
      prose,
      'A.',
    ],
    [
      'a fence around Markdown with a fence',
      '```markdown\nA\n```js\nb\n```\nC\n```',
      prose,
      'A\n```js\nb\n```\nC',
    ],
    ['a longer fence around a fence', '````md\nA\n```\nb\n```\n````', prose, 'A\n```\nb\n```'],
    ['a fence that was never closed', '```\nWe were', prose, 'We were'],
    ['our own marks', '<text>\nWe were glad.\n</text>', prose, 'We were glad.'],
    ['our own marks, numbered', '<text-1>\nA </text>\n</text-1>', prose, 'A </text>'],
    ['our own marks in a fence', '```\n<text>\nA.\n</text>\n```', prose, 'A.'],
    ['quotation marks', '“We were glad.”', prose, 'We were glad.'],
    [
      'code with an explanation',
      'Here is the code:\n```py\nx = 1\n```\nI dropped the brackets.',
      code,
      'x = 1',
    ],
    [
      'an announcement of code that ends as an announcement does',
      'Here is the simplified code:\n\n```python\ndef f():\n    x\n```\n\nLet me know!',
      { ...code, original: 'def f():\n    (x)' },
      'def f():\n    x',
    ],
    ['Windows line ends', '```\r\nA\r\nB\r\n```', prose, 'A\nB'],
  ];
  for (const [name, answer, context, expected] of wrappings) {
    test(`${name}: the text is left`, () => {
      assert.equal(cleanAnswer(answer, context), expected);
    });
  }

  const content: readonly (readonly [string, string, Partial<CleaningContext>])[] = [
    ['a list that the text itself announces', 'Here is the list:\n- a', {}],
    [
      'a heading line that was there before',
      'The revised version:\n- a',
      { original: 'The new version:\n- a' },
    ],
    ['a fence that was there before', '```js\na\n```', { original: '```js\nb\n```' }],
    ['a fence that was asked for', '```js\na\n```', { instruction: 'Put it into a code block' }],
    ['quotation marks that were there before', '"We were."', { original: '"We was."' }],
    ['quotation marks that were asked for', '"We were."', { instruction: 'Put it in quotes' }],
    ['two quotations', '"Yes," he said, "no"', {}],
    [
      'the last sentence of a letter',
      'Dear A,\n\nLet me know if any changes suit you.',
      { original: 'Dear A,\n\nSay if changes.' },
    ],
    ['a short translation', 'Okay.\n\nWe go.', { original: 'D’accord.\n\nOn y va.' }],
    ['text before and after a code block', '```js\na\n```\nmore text', {}],
    ['two code blocks', '```js\na\n```\n\n```js\nb\n```', { kind: 'code' }],
    ['a string in code', '"hello"', { kind: 'code', original: "'hello'" }],
  ];
  for (const [name, answer, context] of content) {
    test(`${name}: nothing is eaten`, () => {
      assert.equal(cleanAnswer(answer, { ...prose, ...context }), answer);
    });
  }

  test('an answer that is the text itself is never changed, whatever the text looks like', () => {
    fc.assert(
      fc.property(trapText, fc.constantFrom('prose', 'code'), (text, kind) => {
        assert.equal(cleanAnswer(text, { ...prose, original: text, kind }), text);
      }),
      { numRuns: 5000 },
    );
  });

  test('a text comes back whole from any wrapping', () => {
    const announcement = fc.constantFrom(
      '',
      'Sure! Here is the rewritten text:\n\n',
      "Here's the revised version:\n",
    );
    const offer = fc.constantFrom(
      '',
      '\n\nLet me know if you would like another version!',
      '\n\nI hope this helps!',
    );
    const fence = fc.constantFrom('```', '```text', '~~~~', '<text>');
    fc.assert(
      fc.property(plainText, announcement, fence, offer, (text, before, open, after) => {
        const close = open === '<text>' ? '</text>' : (/^\W+/.exec(open)?.[0] ?? '');
        const answer = `${before}${open}\n${text}\n${close}${after}`;
        assert.equal(cleanAnswer(answer, { ...prose, original: 'Something else.' }), text);
      }),
    );
  });

  test('while it streams nothing that was shown is taken back', () => {
    const answers = fc.oneof(
      fc
        .tuple(
          fc.constantFrom('', 'Sure! Here is the text:\n\n'),
          fc.constantFrom('```', '```md', '<text>'),
          plainText,
        )
        .map(([before, open, text]) => `${before}${open}\n${text}\n${open === '<text>' ? '</text>' : '```'}`),
      plainText,
      plainText.map(
        (text) =>
          `Sure! Here is the rewritten text:\n\n${text}\n\nLet me know if you want a shorter version.`,
      ),
    );
    fc.assert(
      fc.property(answers, (answer) => {
        const context = { ...prose, original: 'Something else.' };
        const final = cleanAnswer(answer, context);
        for (let end = 0; end <= answer.length; end++) {
          const partial = cleanAnswer(answer.slice(0, end), { ...context, ended: false }).trimEnd();
          assert.ok(
            final.startsWith(partial),
            `${JSON.stringify(partial)} is no beginning of ${JSON.stringify(final)}`,
          );
        }
      }),
    );
  });

  test('a text is shown as it arrives and not held back', () => {
    assert.equal(cleanAnswer('```md\nWe were', { ...prose, ended: false }), 'We were');
    assert.equal(cleanAnswer('We were', { ...prose, ended: false }), 'We were');
    assert.equal(cleanAnswer('Sure! Here is the text:\n\nWe', { ...prose, ended: false }), 'We');
  });
});
