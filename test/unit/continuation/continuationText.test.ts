import assert from 'node:assert/strict';
import fc from 'fast-check';
import { continuationText, type AnswerForm } from '../../../src/core/continuation/continuationText';
import type { Gap } from '../../../src/core/continuation/gap';
import { code, gapAt } from './support';

const chat: AnswerForm = { asked: 'chat', ends: [], state: 'ended' };
const template: AnswerForm = { asked: 'template', ends: ['<|endoftext|>'], state: 'ended' };

function inserted(text: string, answer: string, changes: Partial<Gap> = {}, form = chat): string {
  return continuationText(answer, gapAt(text, changes), form).text;
}

suite('What of an answer goes to the cursor', () => {
  test('nothing of a model’s talk: no announcement, no fence, no cursor mark, no offer', () => {
    assert.equal(inserted('Dear Ann,\n|', 'Here is the continuation:\n\nthank you.'), 'thank you.');
    assert.equal(inserted('x = |', '```python\n1 + 2\n```', code), '1 + 2');
    assert.equal(inserted('x = |', '```\n1 + 2', code), '1 + 2');
    assert.equal(inserted('Dear Ann,\n|', '<cursor/>thank you.'), 'thank you.');
    assert.equal(
      inserted('Dear Ann,\n|', 'thank you.\n\nLet me know if you’d like a longer version.'),
      'thank you.',
    );
  });

  test('what somebody says keeps its quotation marks', () => {
    assert.equal(inserted('She said |', '“I will come.”'), '“I will come.”');
  });

  test('in Markdown a block of code may come next', () => {
    assert.equal(inserted('Run this:\n\n|', '```sh\nnpm i\n```'), '```sh\nnpm i\n```');
  });

  test('a begun word is finished and not begun again', () => {
    assert.equal(inserted('Dear Mrs Mill|', 'Miller,'), 'er,');
    assert.equal(inserted('Dear Mrs Mill|', 'er,'), 'er,');
    assert.equal(inserted('The Mill|', ' is closed.'), ' is closed.');
    assert.equal(inserted('ret|', 'return 1', code), 'urn 1');
  });

  test('a line that is begun is not written twice', () => {
    assert.equal(inserted('    total = |', '    total = sum(xs)', code), 'sum(xs)');
    assert.equal(inserted('Thank you for |', 'Thank you for the soup.'), 'the soup.');
    assert.equal(inserted('Hello Ann, thank you for|', 'thank you for the soup.'), ' the soup.');
  });

  test('indentation is given once', () => {
    assert.equal(inserted('def f():\n    |', '    return 1', code), 'return 1');
    assert.equal(inserted('def f():\n    |', 'return 1', code), 'return 1');
    assert.equal(inserted('def f():\n    |', '\n    a = 1\n    return a', code), 'a = 1\n    return a');
    assert.equal(inserted('if x:\n  |', '    deep()', code), '  deep()');
  });

  test('a space is given once', () => {
    assert.equal(inserted('Thank you |', ' for the soup.'), 'for the soup.');
    assert.equal(inserted('Thank you|', ' for the soup.'), ' for the soup.');
  });

  test('where the line goes on, nothing but this line is filled, and what follows is not repeated', () => {
    assert.equal(inserted('I am | to see you.', 'very happy to see you.\nBest wishes'), 'very happy');
    assert.equal(inserted('f(|, 2)', '1, 2)\nprint(3)', code), '1');
    assert.equal(inserted('Thank | for the soup.', '\nyou'), 'you');
  });

  test('brackets that the editor closed already are not closed again, and those that are missing are', () => {
    assert.equal(inserted('print(|)', 'x)', code), 'x');
    assert.equal(inserted('print(f(|)', 'x))', code), 'x)');
    assert.equal(inserted('print(|)', 'f(x)', code), 'f(x)');
    assert.equal(inserted('print("|")', 'hello")', code), 'hello');
    assert.equal(inserted('a = [|];', '1, 2];', code), '1, 2');
  });

  test('the lines that follow are not written again', () => {
    assert.equal(
      inserted('Dear Ann,\n|\nYours, Bea', 'thank you for the soup.\nYours, Bea'),
      'thank you for the soup.',
    );
    assert.equal(
      inserted('function f() {\n  |\n}\n', 'return 1;\n}', { ...code, languageId: 'javascript' }),
      'return 1;',
    );
  });

  test('prose stops at the end of the paragraph, code at the end of the block', () => {
    assert.equal(inserted('Dear Ann,\n|', 'thank you.\n\nAnd more.'), 'thank you.');
    assert.equal(inserted('Dear Ann,|', '\n\nThank you.\n\nMore.'), '\n\nThank you.');
    assert.equal(inserted('def f():\n    |', 'return 1\n\ndef g():', code), 'return 1');
    assert.equal(inserted('def f():\n    |', 'a = 1\n    return a\nprint(f())', code), 'a = 1\n    return a');
  });

  test('what is known to be whole need not be waited for', () => {
    const streaming = { ...chat, state: 'streaming' } as const;
    const read = (answer: string): boolean =>
      continuationText(answer, gapAt('I am | to see you.'), streaming).isWhole;
    assert.equal(read('very'), false);
    assert.equal(read('very happy\n'), true);
  });

  test('a word in whose middle an answer was cut off is left out, and so is such a line of code', () => {
    const cut = { ...chat, state: 'cut' } as const;
    assert.equal(inserted('Thank you |', 'for the lovely so', {}, cut), 'for the lovely');
    assert.equal(inserted('def f():\n    |', 'a = 1\n    retu', code, cut), 'a = 1');
    assert.equal(inserted('谢谢|', '你的汤非常好', {}, cut), '你的汤非常好');
  });

  test('the marks of a template end it', () => {
    assert.equal(inserted('x = |', '1<|endoftext|>def y', code, template), '1');
  });

  test('words of other scripts are left as they are', () => {
    assert.equal(inserted('谢谢你的|', '汤,非常好喝。'), '汤,非常好喝。');
    assert.equal(inserted('شكرا |', 'على الحساء.'), 'على الحساء.');
    assert.equal(inserted('ขอบคุณ|', 'สำหรับซุป'), 'สำหรับซุป');
  });

  test('line ends of any kind become line feeds', () => {
    assert.equal(inserted('def f():\n    |', 'a = 1\r\n    return a\r', code), 'a = 1\n    return a');
  });

  suite('whatever a model writes wherever the cursor is', () => {
    const piece = fc.constantFrom(
      ...['a', 'Mill', 'er', ' ', '  ', '\n', '\n\n', '(', ')', '}', '"', '```', '```python\n', '<cursor/>'],
      ...[
        'é',
        '汤',
        'ش',
        '👩‍🍳',
        '\t',
        '\r\n',
        'Here is the continuation:\n',
        'return x',
        '. ',
        '<|endoftext|>',
      ],
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    const gap = fc.record({
      before: text.map((part) => part.replace(/\r\n?/g, '\n')),
      after: text.map((part) => part.replace(/\r\n?/g, '\n')),
      kind: fc.constantFrom('prose' as const, 'code' as const),
      languageId: fc.constantFrom('markdown', 'python'),
      documentName: fc.constant('a.md'),
    });
    const form = fc.constantFrom<AnswerForm>(
      chat,
      template,
      { ...chat, state: 'cut' },
      { ...chat, state: 'streaming' },
    );

    test('what is inserted has no mark, no bare carriage return, no blank end, and is empty or says something', () => {
      fc.assert(
        fc.property(text, gap, form, (answer, place, how) => {
          const { text: result } = continuationText(answer, place, how);
          assert.ok(!result.includes('\r'));
          assert.ok(how.asked === 'template' || !result.includes('<cursor/>'));
          assert.ok(how.asked === 'chat' || !result.includes('<|endoftext|>'));
          assert.equal(result, result.trimEnd());
        }),
        { numRuns: 3_000 },
      );
    });

    test('where the line goes on behind the cursor, a single line is inserted', () => {
      fc.assert(
        fc.property(text, gap, form, (answer, place, how) => {
          const within = { ...place, after: `word ${place.after}` };
          assert.ok(!continuationText(answer, within, how).text.includes('\n'));
        }),
        { numRuns: 2_000 },
      );
    });

    test('a long answer takes time that grows with it alone', () => {
      const long = 'a b(c\n'.repeat(40_000);
      const started = performance.now();
      continuationText(long, gapAt('x|\nyyyy', code), chat);
      continuationText(' '.repeat(200_000), gapAt('x|'), chat);
      continuationText('here is '.repeat(40_000), gapAt('x|'), chat);
      assert.ok(performance.now() - started < 2_000);
    });
  });
});
