import assert from 'node:assert/strict';
import type { CatalogueModel } from '../../../src/core/inference/modelCatalogue';
import {
  ageInWords,
  describeModel,
  listTroubleInWords,
  modelItems,
  routingInWords,
} from '../../../src/views/modelItems';
import type { ModelItemsInput } from '../../../src/views/modelItems';

function model(id: string, more: Partial<CatalogueModel['offers'][number]> = {}): CatalogueModel {
  const [maker = '', name = ''] = id.split('/');
  return {
    id,
    maker,
    name: name.replaceAll('-', ' '),
    inputModalities: ['text'],
    outputModalities: ['text'],
    offers: [{ provider: 'groq', status: 'live', isFree: false, ...more }],
  };
}

const first = model('a/First', { contextLength: 128_000, pricing: { input: 0.3, output: 0.4 } });
const second = model('b/Second');
const third = model('c/Third', { isFree: true });
const input: ModelItemsInput = {
  models: [first, second, third],
  recommendedName: 'Second',
  current: '',
  recent: [],
  routing: 'fastest',
  typed: '',
  trouble: undefined,
};
const labels = (more: Partial<ModelItemsInput>): string[] =>
  modelItems({ ...input, ...more }).map(({ label }) => label);

suite('The list of models', () => {
  test('who never chose sees what is recommended, marked, and everything else below it', () => {
    assert.deepEqual(labels({}), [
      '$(check) Recommended (Second)',
      '$(settings-gear) How to choose the provider: fastest',
      'All models',
      'First',
      'Second',
      'Third',
    ]);
  });

  test('the current model is marked and those used before come first, none twice', () => {
    assert.deepEqual(
      labels({ current: 'c/Third', recent: ['c/Third', 'a/First', 'gone/Model'] }).slice(0, 7),
      [
        'Recommended (Second)',
        '$(settings-gear) How to choose the provider: fastest',
        'Used before',
        '$(check) Third',
        'First',
        'All models',
        'Second',
      ],
    );
  });

  test('a model that is no longer listed stays visible as the chosen one', () => {
    const item = modelItems({ ...input, current: 'gone/Model' }).find((line) => line.model === 'gone/Model');
    assert.equal(item?.label, '$(check) gone/Model');
    assert.match(item.detail ?? '', /not in the list/);
  });

  test('an id that nobody lists can be used all the same', () => {
    const items = modelItems({ ...input, typed: ' x/y ' });
    assert.deepEqual(items.slice(0, -1), modelItems(input), 'the other lines keep their places');
    const item = items.at(-1);
    assert.equal(item?.label, 'Use “x/y” anyway');
    assert.equal(item.model, 'x/y');
    assert.equal(item.alwaysShow, true);
  });

  test('a pasted id finds its model, though only name and maker are searched', () => {
    const items = modelItems({ ...input, typed: 'A/first' });
    assert.equal(items.find((line) => line.model === 'a/First')?.alwaysShow, true);
    assert.ok(!modelItems({ ...input, typed: 'a/First' }).some(({ kind }) => kind === 'typed'));
  });

  test('a part of an id, with the dashes that the shown name has not, finds its model too', () => {
    const dashed = model('a/First-one');
    const find = (typed: string): boolean | undefined =>
      modelItems({ ...input, models: [dashed], typed }).find((line) => line.model === dashed.id)?.alwaysShow;
    assert.equal(find('first-o'), true);
    assert.equal(find('second-o'), undefined);
  });

  test('a list that could not be loaded blames no model, and says what to do', () => {
    for (const kind of ['offline', 'timedOut', 'rateLimited', 'providerDown', 'unexpected'] as const) {
      const words = listTroubleInWords({ kind });
      assert.match(words, /^The list of models could not be loaded\. .*try again/i);
      assert.doesNotMatch(words, / {2}|another model|undefined/);
    }
  });

  test('no list at all: the reason is said, with a way to try again and the recommended model', () => {
    const items = modelItems({ ...input, models: undefined, trouble: 'No connection.' });
    assert.deepEqual(
      items.map(({ kind }) => kind),
      ['recommended', 'routing', 'tryAgain'],
    );
    assert.equal(items.at(-1)?.detail, 'No connection.');
  });

  test('length, price and providers are in words', () => {
    assert.equal(describeModel(first), 'Reads about 200 pages · about 1 cent for 20 questions · 1 provider');
    assert.equal(describeModel(second), 'length not published · price not published · 1 provider');
    assert.match(describeModel(third), / · free · /);
  });

  test('routing and age are in words', () => {
    assert.equal(routingInWords('preferred'), 'your own order');
    assert.equal(routingInWords('groq'), 'always Groq');
    assert.equal(ageInWords(1_000_000, 1_020_000), 'from just now');
    assert.equal(ageInWords(0, 60_000), 'from 1 minute ago');
    assert.equal(ageInWords(0, 3 * 3_600_000 + 5), 'from 3 hours ago');
    assert.equal(ageInWords(0, 49 * 3_600_000), 'from 2 days ago');
    assert.equal(ageInWords(60_000, 0), 'from just now');
  });
});
