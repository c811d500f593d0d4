import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokenCounterOf } from '../../../src/core/inference/modelTokenizer';
import { tokenizer, tokenizerConfig } from '../../standin/tokenizer';

const count = tokenCounterOf({
  tokenizer: JSON.stringify(tokenizer()),
  config: JSON.stringify(tokenizerConfig()),
});

/** The stand-in's merges over bytes, where `_` stands for a space. */
const merges = ['_t', 'he', '_the', 'in', '_a', 're', 'on', 'er', '_an', '_and', 'ing', '_i', 'ou'];
const pairs: readonly (readonly [string, string])[] = [
  ['_', 't'],
  ['h', 'e'],
  ['_t', 'he'],
  ['i', 'n'],
  ['_', 'a'],
  ['r', 'e'],
  ['o', 'n'],
  ['e', 'r'],
  ['_a', 'n'],
  ['_an', 'd'],
  ['in', 'g'],
  ['_', 'i'],
  ['o', 'u'],
];

/** Byte-pair encoding as it is explained in a lecture: the best pair of neighbours is joined, again and again. */
function naiveCount(text: string): number {
  const words = text.match(/'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu) ?? [];
  return words.reduce((sum, word) => {
    let parts = [...new TextEncoder().encode(word)].map((byte) =>
      byte === 0x20
        ? '_'
        : byte > 0x20 && byte < 0x7f && byte !== 0x5f
          ? String.fromCharCode(byte)
          : `<${byte}>`,
    );
    for (;;) {
      const ranks = parts.map((part, index) =>
        pairs.findIndex(([left, right]) => left === part && right === parts[index + 1]),
      );
      const best = Math.min(...ranks.map((rank) => (rank < 0 ? Infinity : rank)));
      if (best === Infinity) return sum + parts.length;
      const at = ranks.indexOf(best);
      parts = [...parts.slice(0, at), merges[best] ?? '', ...parts.slice(at + 2)];
    }
  }, 0);
}

suite('Counting with a model’s own tokenizer', () => {
  test('gives the known counts of short texts', () => {
    assert.ok(count);
    const counts = ['', 'the', ' the', ' and the', 'hé', '👋', 'a<|im_end|>'].map(count);
    assert.deepEqual(counts, [0, 2, 1, 2, 3, 4, 2]);
  });

  test('agrees with byte-pair encoding done by the book, for texts of every kind', () => {
    const word = fc.constantFrom(
      'the',
      ' the',
      ' and',
      'ing',
      ' in',
      'our',
      'er',
      "'re",
      '\n',
      '  ',
      'é',
      '字',
      '👋',
      '12',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(word).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(!text.includes('<|'));
        assert.equal(count?.(text), naiveCount(text), JSON.stringify(text));
      }),
    );
  });

  test('leaves what is no tokenizer to the estimate, and throws at nothing', () => {
    const config = JSON.stringify(tokenizerConfig());
    const broken = [
      '',
      '{}',
      '[]',
      'null',
      '{"model":{"type":"Oracle"}}',
      JSON.stringify({ ...tokenizer(), model: null }),
      JSON.stringify({ ...tokenizer(), pre_tokenizer: { type: 'Split', pattern: { Regex: '(' } } }),
    ];
    for (const text of broken) assert.equal(tokenCounterOf({ tokenizer: text, config }), undefined, text);
    assert.equal(tokenCounterOf({ tokenizer: JSON.stringify(tokenizer()), config: '<html>' }), undefined);
  });
});
