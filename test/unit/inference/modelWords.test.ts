import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ModelOffer, Pricing } from '../../../src/core/inference/modelCatalogue';
import {
  contextInWords,
  costInWords,
  costOf,
  priceInWords,
  providersInWords,
  typicalCost,
} from '../../../src/core/inference/modelWords';
import { modelNameInWords, partsOfModelId, providerInWords } from '../../../src/core/inference/names';

const offer = (pricing?: Pricing, changes: Partial<ModelOffer> = {}): ModelOffer => ({
  provider: 'novita',
  status: 'live',
  isFree: false,
  ...(pricing !== undefined && { pricing }),
  ...changes,
});
const priced = (input: number, output: number): string => priceInWords(offer({ input, output }));

suite('Numbers in words', () => {
  test('what a model can read is said in pages that one can imagine', () => {
    assert.equal(contextInWords(4096), 'about 6 pages');
    assert.equal(contextInWords(8192), 'about 10 pages');
    assert.equal(contextInWords(32_768), 'about 50 pages');
    assert.equal(contextInWords(131_072), 'about 200 pages');
    assert.equal(contextInWords(200_000), 'about 300 pages');
    assert.equal(contextInWords(262_144), 'about 400 pages');
    assert.equal(contextInWords(1_048_576), 'about 1,500 pages');
    assert.equal(contextInWords(700), 'about 1 page');
    assert.equal(contextInWords(100), 'less than a page');
  });

  test('an unknown length is not given a number', () => {
    for (const odd of [undefined, 0, -1, NaN, Infinity]) {
      assert.equal(contextInWords(odd), 'length not published');
    }
  });

  test('a price is said in questions for a cent, or in cents for a question', () => {
    assert.equal(priced(0.1, 0.4), 'about 1 cent for 35 questions');
    assert.equal(priced(0.25, 0.5), 'about 1 cent for 20 questions');
    assert.equal(priced(3, 8), 'about 1 cent a question');
    assert.equal(priced(5, 5), 'about 1 cent a question');
    assert.equal(priced(15, 75), 'about 5 cents a question');
    assert.equal(priced(1000, 2000), 'about $2.00 a question');
    assert.equal(priced(0.001, 0.001), 'less than 1 cent for 1,000 questions');
  });

  test('free and unknown are not confused', () => {
    assert.equal(priceInWords(offer(undefined, { isFree: true })), 'free');
    assert.equal(priced(0, 0), 'free');
    assert.equal(priceInWords(offer()), 'price not published');
    for (const odd of [NaN, -1, Infinity]) assert.equal(priced(odd, 1), 'price not published');
    assert.equal(priceInWords({ offers: [] }), 'price not published');
  });

  test('a model with several offers has the middle price of those that are live', () => {
    const offers = [
      offer({ input: 0.25, output: 0.5 }),
      offer({ input: 0.1, output: 0.1 }),
      offer({ input: 1, output: 3 }),
      offer({ input: 0, output: 0 }, { status: 'error' }),
      offer(),
    ];
    assert.equal(priceInWords({ offers }), 'about 1 cent for 20 questions');
    assert.equal(priceInWords({ offers: offers.slice(3) }), 'price not published');
  });

  test('what something cost', () => {
    assert.equal(costInWords(0), 'free');
    assert.equal(costInWords(0.000_001), 'less than a cent');
    assert.equal(costInWords(0.01), 'about 1 cent');
    assert.equal(costInWords(0.034), 'about 3 cents');
    assert.equal(costInWords(0.999), 'about $1.00');
    assert.equal(costInWords(1.25), 'about $1.25');
    assert.equal(costInWords(12_345), 'about $12,345');
    for (const odd of [undefined, NaN, -1, Infinity]) assert.equal(costInWords(odd), '');
  });

  test('a cost is tokens times their prices by the million', () => {
    assert.equal(
      costOf({ promptTokens: 2_000_000, completionTokens: 1_000_000 }, { input: 0.5, output: 2 }),
      3,
    );
    assert.equal(costOf({ promptTokens: 1, completionTokens: 1 }, undefined), undefined);
    assert.equal(costOf({ promptTokens: NaN, completionTokens: 1 }, { input: 1, output: 1 }), undefined);
    assert.equal(typicalCost(offer({ input: 1, output: 2 })), 0.002);
  });

  test('providers are counted as one says it', () => {
    assert.deepEqual([0, 1, 2, NaN].map(providersInWords), [
      'no provider',
      '1 provider',
      '2 providers',
      'no provider',
    ]);
  });

  test('no number makes words that cannot be said', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (one, other) => {
        const words = [
          contextInWords(one),
          priceInWords(offer({ input: one, output: other })),
          costInWords(one),
          providersInWords(one),
        ].join(' ');
        assert.doesNotMatch(words, /NaN|Infinity|undefined|-\d|\be\+|about 0|for 0/);
      }),
      {
        examples: [
          [0.005, 0.005],
          [7.5, 0],
          [0.0075, 0],
          [9.99e5, 1e6],
        ],
      },
    );
  });
});

suite('Names in words', () => {
  test('models and providers are called what people call them', () => {
    assert.equal(modelNameInWords('meta-llama/Llama-3.3-70B-Instruct'), 'Llama 3.3 70B Instruct');
    assert.equal(modelNameInWords('meta-llama/Llama-3.3-70B-Instruct:groq'), 'Llama 3.3 70B Instruct');
    assert.equal(modelNameInWords('gpt2'), 'gpt2');
    assert.equal(modelNameInWords('odd/'), 'odd/');
    assert.equal(providerInWords('groq'), 'Groq');
    assert.equal(providerInWords('zai-org'), 'Z.ai');
    assert.equal(providerInWords('brand-new-ai'), 'Brand New AI');
    assert.equal(providerInWords(''), '');
  });

  test('an id is taken apart without loss', () => {
    assert.deepEqual(partsOfModelId('a/b:c'), { maker: 'a', repository: 'b', suffix: 'c' });
    assert.deepEqual(partsOfModelId('a/b'), { maker: 'a', repository: 'b' });
    assert.deepEqual(partsOfModelId('b'), { maker: '', repository: 'b' });
  });
});
