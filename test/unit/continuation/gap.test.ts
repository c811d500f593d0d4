import assert from 'node:assert/strict';
import fc from 'fast-check';
import { beginningOf, cutGap, endOf, isWithinLine } from '../../../src/core/continuation/gap';
import { estimateTokens } from '../../../src/core/inference/tokenEstimate';
import { code, gapAt } from './support';

suite('What a model is shown around the cursor', () => {
  test('a short document is shown whole', () => {
    const gap = gapAt('Dear Ann,\n|\nYours, Bea');
    assert.deepEqual(cutGap(gap, { before: 100, after: 100 }), gap);
  });

  test('of a long one whole lines next to the cursor are', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line number ${index}`).join('\n');
    const { before, after } = cutGap(gapAt(`${lines}|\n${lines}`, code), { before: 40, after: 20 });
    assert.match(before, /^line number \d+\n.*line number 99$/s);
    assert.match(after, /^\nline number 0\n.*line number \d+$/s);
  });

  test('of a paragraph of one long line whole words are', () => {
    const text = 'wonderful '.repeat(500);
    assert.match(endOf(text, 50), /^(?:wonderful )+$/);
    assert.match(beginningOf(text, 50), /^(?:wonderful ?)+$/);
  });

  test('whatever the text, the bounds hold, no character is cut in two, and what is shown stands at the cursor', () => {
    const text = fc
      .array(fc.constantFrom('word ', '汤', '👩‍🍳', '\n', 'ش', 'x'.repeat(30)), { maxLength: 200 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (whole, tokens) => {
        const end = endOf(whole, tokens);
        const beginning = beginningOf(whole, tokens);
        assert.ok(whole.endsWith(end) && whole.startsWith(beginning));
        assert.ok(estimateTokens(end) <= tokens && estimateTokens(beginning) <= tokens);
        assert.ok(!/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(end) && !/[\uD800-\uDBFF]$/.test(beginning));
      }),
      { numRuns: 1_000 },
    );
  });

  test('brackets and quotes that close do not make a line go on', () => {
    assert.equal(isWithinLine({ after: ')";\nmore' }), false);
    assert.equal(isWithinLine({ after: '' }), false);
    assert.equal(isWithinLine({ after: ' more' }), true);
  });
});
