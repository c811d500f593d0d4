import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findAgain, seePassage } from '../../../src/core/text/findAgain';

const text = 'Dear Ann,\n\nthank you very much for the soup.\n\nYours, Bea\n';
const wanted = 'thank you very much for the soup.';
const start = text.indexOf(wanted);
const passage = seePassage(text, { start, end: start + wanted.length });

function found(now: string): string {
  const { start, end } = findAgain(passage, now);
  return now.slice(start, end);
}

suite('A passage that is looked for after a reload', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['the text is as it was', text, wanted],
    ['something was written above it', `7 March\n\n${text}`, wanted],
    ['something was deleted above it', text.slice('Dear '.length), wanted],
    ['the line ends are others', text.replaceAll('\n', '\r\n'), wanted],
    ['it was changed itself', text.replace('very much', 'a lot'), wanted.replace('very much', 'a lot')],
    ['it was deleted', text.replace(wanted, ''), ''],
    ['all is gone', '', ''],
  ];
  for (const [name, now, expected] of cases) {
    test(`${name}: ${expected === '' ? 'an empty place' : 'it is found'}`, () => {
      assert.equal(found(now), expected);
    });
  }

  test('of several places with the same words the nearest is meant', () => {
    const repeated = 'one\nsame words\ntwo\nsame words\nthree\nsame words\n';
    const second = repeated.indexOf('same words', 10);
    const seen = seePassage(repeated, { start: second, end: second + 10 });
    const now = `x\n${repeated}`;
    assert.deepEqual(findAgain(seen, now), { start: second + 2, end: second + 12 });
  });

  test('surroundings that stand twice are no sign', () => {
    const seen = seePassage('a long line before\nold\na long line after\n', { start: 19, end: 22 });
    const now = 'a long line before\nnew\na long line after\na long line before\nnew\na long line after\n';
    const { start, end } = findAgain(seen, now);
    assert.equal(start, end);
  });

  test('whatever is written around it, a passage that stands once is found', () => {
    const word = fc.stringMatching(/^[a-z\n ]{0,40}$/);
    fc.assert(
      fc.property(word, word, word, word, (before, after, newBefore, newAfter) => {
        const old = `${before}[THE PASSAGE]${after}`;
        const seen = seePassage(old, { start: before.length, end: before.length + 13 });
        const now = `${newBefore}[THE PASSAGE]${newAfter}`;
        assert.deepEqual(findAgain(seen, now), { start: newBefore.length, end: newBefore.length + 13 });
      }),
    );
  });

  test('the range always lies in the text', () => {
    const any = fc.string({ maxLength: 60 });
    fc.assert(
      fc.property(any, fc.nat(60), fc.nat(60), any, (old, one, other, now) => {
        const [start, end] = [Math.min(one, other, old.length), Math.min(Math.max(one, other), old.length)];
        const range = findAgain(seePassage(old, { start, end }), now);
        assert.ok(range.start >= 0 && range.start <= range.end && range.end <= now.length);
      }),
      { numRuns: 2000 },
    );
  });
});
