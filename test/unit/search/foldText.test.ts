import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Pace } from '../../../src/core/pace';
import { foldText, unfoldRanges } from '../../../src/core/search/foldText';
import { findTerm, termsOf, termsOfQuery } from '../../../src/core/search/searchTerm';
import { hashesOf, mayHold, SignatureBuilder } from '../../../src/core/search/signature';
import { snippetOf } from '../../../src/core/search/snippet';

const words = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(
    'Straße',
    'ŒUVRE',
    'e\u0301te\u0301',
    'ﬁnal',
    'ΌΣΟΣ',
    'İstanbul',
    '東京タワー',
    'ｶﾞｷﾞ',
    '한국어',
    '🦊',
    'שָׁלוֹם',
  ),
);
const texts = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' '));

/** What a person takes for the same word, written in two ways. */
const same: readonly (readonly [string, string])[] = [
  ['Crème Brûlée', 'creme brulee'],
  ['cre\u0300me', 'crème'],
  ['STRASSE', 'straße'],
  ['Smørrebrød', 'smorrebrod'],
  ['Łódź', 'lodz'],
  ['ΌΣΟΣ', 'οσος'],
  ['İSTANBUL', 'istanbul'],
  ['ﬁnal', 'final'],
  ['ＡＢＣ', 'abc'],
  ['ｶﾞ', 'ガ'],
  ['שָׁלוֹם', 'שלום'],
  ['Ёлка', 'елка'],
];

suite('Comparing texts', () => {
  for (const [one, other] of same)
    test(`“${one}” is found by “${other}”`, () => assert.equal(foldText(one), foldText(other)));

  test('a place in the folded text is found again in the text, whatever it is written in', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, from, length) => {
        const folded = foldText(text);
        if (folded === '') return;
        const start = from % folded.length;
        const end = Math.min(folded.length, start + 1 + (length % 9));
        const [range] = unfoldRanges(text, [{ start, end }]);
        assert.ok(range);
        const found = foldText(text.slice(range.start, range.end));
        assert.ok(found.includes(folded.slice(start, end)), `${found} lacks ${folded.slice(start, end)}`);
      }),
      { numRuns: 2_000 },
    );
  });
});

suite('What is looked for', () => {
  const found = (text: string, query: string): boolean =>
    termsOfQuery(query).every((term) => findTerm(foldText(text), term));

  test('a word is found by its beginning, not by its middle', () => {
    assert.ok(found('The conversation went on', 'conver'));
    assert.ok(!found('The conversation went on', 'versation'));
    assert.ok(found('reconversion, then conversion', 'conversion'));
    assert.ok(found('user_name and l’homme (été)', 'name homme ETE'));
  });

  test('scripts without spaces are found anywhere', () => {
    assert.ok(found('私は東京タワーに行きました', '東京'));
    assert.ok(found('私は東京タワーに行きました', 'タワー'));
    assert.ok(found('ฉันไปกรุงเทพมาแล้ว', 'กรุงเทพ'));
    assert.ok(found('我们在北京2024年见', '北京 2024'));
    assert.ok(!found('北海 和 京都', '北京'));
    assert.ok(found('안녕하세요 여러분', '안녕'));
    // A syllable that is not finished yet, as an input method shows it.
    assert.ok(found('안녕하세요', '안녀'));
  });

  test('symbols count, signs of punctuation do not', () => {
    assert.ok(found('I like C++ and 🦊', 'c++'));
    assert.ok(found('I like C++ and 🦊', '🦊'));
    assert.ok(!found('I like C', 'c++'));
    assert.deepEqual(termsOfQuery(' …?! '), []);
  });

  test('every part of any text is a query that finds it, and its signature never denies it', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, pick) => {
        const folded = foldText(text);
        const builder = new SignatureBuilder();
        const terms = [...termsOf(folded)];
        for (const term of terms) builder.add(term);
        const signature = builder.build();
        const term = terms[pick % Math.max(1, terms.length)];
        if (!term) return;
        const typed = Array.from(term.text)
          .slice(0, 1 + (pick % term.text.length))
          .join('');
        const wanted = { ...term, text: typed };
        assert.ok(findTerm(folded, wanted));
        assert.ok(mayHold(signature, hashesOf(wanted)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('a text longer than what is taken at a time is held to the last word, with or without spaces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(words, { minLength: 1, maxLength: 6 }),
        fc.nat({ max: 70_000 }),
        async (parts, at) => {
          const text = foldText(parts.join('東京タワー').repeat(20_000)).slice(0, 70_000);
          const builder = new SignatureBuilder();
          await builder.addText(text, new Pace());
          const signature = builder.build();
          const around = text.slice(Math.max(0, at - 30), at + 30);
          for (const term of [...termsOf(around)].slice(1, -1)) assert.ok(mayHold(signature, hashesOf(term)));
        },
      ),
      { numRuns: 20 },
    );
  }).timeout(60_000);

  test('a signature seldom takes what is not there for being there', () => {
    const builder = new SignatureBuilder();
    for (let word = 0; word < 2_000; word += 1) builder.add({ kind: 'word', text: `held${String(word)}` });
    const signature = builder.build();
    const wrong = Array.from({ length: 2_000 }, (_, word) => `absent${String(word)}`).filter((text) =>
      mayHold(signature, hashesOf({ kind: 'word', text })),
    );
    assert.ok(wrong.length < 20, `${String(wrong.length)} of 2000`);
  });
});

suite('The part of a message that is shown', () => {
  const snippet = (text: string, query: string): { text: string; marked: string[] } => {
    const { text: line, ranges } = snippetOf(text, foldText(text), termsOfQuery(query));
    return { text: line, marked: ranges.map(({ start, end }) => line.slice(start, end)) };
  };

  test('is where most of the words stand together, on one line, with all of them marked', () => {
    const text = `tax ${'x '.repeat(300)}\n\nThe tax\n  report of Müller ${'y '.repeat(300)}`;
    const { text: line, marked } = snippet(text, 'muller report tax');
    assert.deepEqual(marked, ['tax', 'report', 'Müller']);
    assert.ok(line.startsWith('…') && line.endsWith('…'));
    assert.ok(line.includes('The tax report of Müller'));
  });

  test('marks what was written, not what was typed', () => {
    assert.deepEqual(snippet('Die Straße', 'strass').marked, ['Straß']);
    assert.deepEqual(snippet('cre\u0300me', 'creme').marked, ['cre\u0300me']);
    assert.deepEqual(snippet('今日は東京タワーへ', '東京').marked, ['東京']);
  });

  test('marks only what is in it, and cuts no character in two', () => {
    fc.assert(
      fc.property(texts, texts, fc.nat(), (before, after, pick) => {
        const text = `${before} ${'🦊é '.repeat(pick % 90)}needle ${after} needle`;
        const { text: line, marked } = snippet(text, 'needle');
        assert.ok(marked.length > 0);
        for (const word of marked) assert.equal(word, 'needle');
        assert.ok(!line.includes('\n'));
        assert.ok(line.length < 200);
      }),
      { numRuns: 500 },
    );
  });
});
