import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hunksAt, hunksOf, type Hunk } from '../../../src/core/text/hunks';

const original = 'one\ntwo\nthree\nfour\nfive\n';
const suggested = 'one\nTWO\nthree\nnew\nfour\n';

/** The original with some of the hunks in the place of what they stand for. */
function applied(hunks: readonly Hunk[], original: string, suggested: string): string {
  return hunks.reduceRight(
    (text, { original: old, suggested: now }) =>
      text.slice(0, old.start) + suggested.slice(now.start, now.end) + text.slice(old.end),
    original,
  );
}

function words(hunks: readonly Hunk[]): string[] {
  return hunks.map(
    ({ original: old, suggested: now }) =>
      `${original.slice(old.start, old.end)}>${suggested.slice(now.start, now.end)}`,
  );
}

suite('What differs between a text and a suggestion', () => {
  test('is whole lines: changed, added and taken away', () => {
    assert.deepEqual(words(hunksOf(original, suggested)), ['two>TWO', '>\nnew', '\nfive>']);
  });

  test('is nothing where only the line ends are others', () => {
    assert.deepEqual(hunksOf('one\r\ntwo\r\n', 'one\ntwo\n'), []);
    assert.deepEqual(hunksOf('', ''), []);
  });

  test('is the one that the cursor is in or beside, or each that a selection touches', () => {
    const hunks = hunksOf(original, suggested);
    const at = (start: number, end = start): string[] => words(hunksAt(hunks, 'suggested', { start, end }));
    assert.deepEqual(at(4), ['two>TWO']);
    assert.deepEqual(at(5), ['two>TWO']);
    assert.deepEqual(at(7), ['two>TWO']);
    assert.deepEqual(at(14), ['>\nnew']);
    assert.deepEqual(at(17), ['>\nnew']);
    assert.deepEqual(at(22), ['\nfive>']);
    assert.deepEqual(at(5, 16), ['two>TWO', '>\nnew']);
    assert.deepEqual(at(0), []);
    assert.deepEqual(at(8), [], 'the line behind a change is not meant');
    assert.deepEqual(words(hunksAt(hunks, 'original', { start: 13, end: 13 })), ['>\nnew']);
  });

  test('makes the suggestion of the text, whatever both are; one after the other as well as at once', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', '', '  d'), { maxLength: 12 })
      .chain((lines) => fc.constantFrom('\n', '\r\n').map((eol) => lines.join(eol)));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const hunks = hunksOf(one, other);
        const lineFeeds = (value: string): string => value.replaceAll('\r\n', '\n');
        assert.equal(lineFeeds(applied(hunks, one, other)), lineFeeds(other));
        let now = one;
        for (let left = hunks.length; left > 0; left -= 1) {
          const next = hunksOf(now, other);
          assert.equal(next.length, left, 'each that is accepted is one less');
          now = applied(next.slice(0, 1), now, other);
        }
        assert.equal(lineFeeds(now), lineFeeds(other));
      }),
      { numRuns: 2000 },
    );
  });

  test('of two texts that have nothing in common is found at once, as a whole', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `old ${index}\n`).join('');
    const others = many.replaceAll('old', 'new');
    const hunks = hunksOf(many, others);
    assert.deepEqual(hunks, [
      { original: { start: 0, end: many.length }, suggested: { start: 0, end: others.length } },
    ]);
  });
});
