import assert from 'node:assert/strict';
import { parseModels } from '../../../src/core/inference/catalogueParsing';
import { Emitter } from '../../../src/core/emitter';
import type {
  CatalogueModel,
  CatalogueSnapshot,
  ModelOffer,
} from '../../../src/core/inference/modelCatalogue';
import { ModelSelection, priceAt, type ResolvedModel } from '../../../src/core/inference/modelSelection';
import { FALLBACK_MODEL_ID, recommendModel } from '../../../src/core/inference/recommendation';
import { CATALOGUE } from '../../standin/models';

const MODELS = parseModels({ data: CATALOGUE }) ?? [];
const LLAMA = 'meta-llama/Llama-3.3-70B-Instruct';

/** A catalogue that has its models from the start, or gets them by `load` or `refresh`. */
class FakeCatalogue {
  readonly changed = new Emitter<CatalogueSnapshot>();
  readonly onDidChange = this.changed.event;
  current: CatalogueSnapshot | undefined;
  refreshes = 0;

  constructor(
    private readonly from: 'start' | 'cache' | 'network' | 'nowhere',
    readonly models = MODELS,
  ) {
    if (from === 'start') this.#set();
  }

  load(): Promise<void> {
    if (this.from === 'cache') this.#set();
    return Promise.resolve();
  }

  refresh(signal?: AbortSignal): Promise<'updated' | { kind: 'timedOut' }> {
    this.refreshes++;
    if (this.from === 'network') this.#set();
    if (this.from !== 'nowhere') return Promise.resolve('updated');
    return new Promise((resolve) => {
      signal?.addEventListener('abort', () => resolve({ kind: 'timedOut' }));
    });
  }

  #set(): void {
    this.current = { models: this.models, fetchedAt: 0 };
    this.changed.fire(this.current);
  }
}

const selectionOf = (
  model: string,
  routing = 'fastest',
  catalogue = new FakeCatalogue('start'),
): ModelSelection => new ModelSelection({ catalogue, settings: () => ({ model, routing }), firstListMs: 30 });
const resolved = (model: string, routing?: string): Promise<ResolvedModel> =>
  selectionOf(model, routing).resolve();

const offer = (provider: string, changes: Partial<ModelOffer> = {}): ModelOffer => ({
  provider,
  status: 'live',
  isFree: false,
  contextLength: 131_072,
  pricing: { input: 0.1, output: 0.3 },
  ...changes,
});
const model = (id: string, offers: readonly ModelOffer[] = [offer('a'), offer('b')]): CatalogueModel => ({
  id,
  maker: 'x',
  name: id,
  inputModalities: ['text'],
  outputModalities: ['text'],
  offers,
});
const recommended = (...models: readonly CatalogueModel[]): string | undefined => recommendModel(models)?.id;

suite('The model for a question', () => {
  test('takes the route that the setting names', async () => {
    for (const routing of ['fastest', 'cheapest', 'preferred', 'groq', 'brand-new']) {
      assert.equal((await resolved(LLAMA, routing)).routedId, `${LLAMA}:${routing}`);
    }
    assert.equal((await resolved(LLAMA, ' Groq ')).routedId, `${LLAMA}:groq`);
  });

  test('takes no suffix that the router refuses', async () => {
    for (const routing of ['', 'auto', 'two words', ':', 'a/b']) {
      assert.equal((await resolved(LLAMA, routing)).routedId, LLAMA, routing);
    }
  });

  test('keeps the suffix that the person wrote into the id', async () => {
    const { id, routedId, name, provider } = await resolved(`${LLAMA}:together`, 'cheapest');
    assert.deepEqual(
      { id, routedId, name, provider },
      { id: LLAMA, routedId: `${LLAMA}:together`, name: 'Llama 3.3 70B Instruct', provider: 'together' },
    );
  });

  test('may be one that no list has: the person knows better', async () => {
    assert.deepEqual(await resolved('me/my-model'), {
      id: 'me/my-model',
      routedId: 'me/my-model:fastest',
      name: 'my model',
      recommended: false,
      offers: [],
    });
  });

  test('tells price and length of the provider that will most likely answer', async () => {
    const fastest = await resolved(LLAMA, 'fastest');
    assert.deepEqual([fastest.contextLength, fastest.pricing], [65_536, { input: 0.85, output: 1.2 }]);
    const cheapest = await resolved(LLAMA, 'cheapest');
    assert.deepEqual([cheapest.contextLength, cheapest.pricing], [131_072, { input: 0.13, output: 0.39 }]);
    const groq = await resolved(LLAMA, 'groq');
    assert.deepEqual([groq.provider, groq.pricing], ['groq', { input: 0.59, output: 0.79 }]);
  });

  test('where anybody may answer, the prompt must fit all of them, and no price is promised', async () => {
    const preferred = await resolved(LLAMA, 'preferred');
    assert.deepEqual([preferred.contextLength, preferred.pricing], [65_536, undefined]);
  });

  test('the price of whoever really answered can be had afterwards', async () => {
    const { offers } = await resolved(LLAMA);
    assert.deepEqual(priceAt({ offers }, 'novita'), { input: 0.13, output: 0.39 });
    assert.equal(priceAt({ offers }, 'featherless-ai'), undefined);
    assert.equal(priceAt({ offers }, undefined), undefined);
    const free = await resolved('HuggingFaceTB/SmolLM3-3B');
    assert.deepEqual(priceAt(free, 'hf-inference'), { input: 0, output: 0 });
  });

  test('without a choice is the recommended one, marked so', async () => {
    const { id, recommended: isRecommended } = await resolved('  ');
    assert.deepEqual([id, isRecommended], [recommendModel(MODELS)?.id, true]);
  });

  test('without a choice comes from the stored list without a request', async () => {
    const catalogue = new FakeCatalogue('cache', [model('x/only-Instruct')]);
    assert.equal((await selectionOf('', 'fastest', catalogue).resolve()).id, 'x/only-Instruct');
    assert.equal(catalogue.refreshes, 0);
  });

  test('without a choice or a list comes from the network', async () => {
    const catalogue = new FakeCatalogue('network', [model('x/only-Instruct')]);
    assert.equal((await selectionOf('', 'fastest', catalogue).resolve()).id, 'x/only-Instruct');
  });

  test('without a choice, a list or a network is a well-known one, after a short wait', async () => {
    const { id, routedId } = await selectionOf('', 'fastest', new FakeCatalogue('nowhere')).resolve();
    assert.deepEqual([id, routedId], [FALLBACK_MODEL_ID, `${FALLBACK_MODEL_ID}:fastest`]);
  });

  test('that was chosen does not wait for the network', async () => {
    const catalogue = new FakeCatalogue('nowhere');
    assert.equal((await selectionOf(LLAMA, 'fastest', catalogue).resolve()).id, LLAMA);
    assert.equal(catalogue.refreshes, 0);
  });

  test('can be another for one question, by the same route, and the choice stays', async () => {
    const selection = selectionOf(LLAMA, 'cheapest');
    assert.equal((await selection.resolve('some/other')).routedId, 'some/other:cheapest');
    assert.equal((await selection.resolve('')).recommended, true);
    assert.equal((await selection.resolve()).id, LLAMA);
  });

  test('a change of the list or of a setting is told until it is disposed of', async () => {
    const catalogue = new FakeCatalogue('network');
    const selection = selectionOf(LLAMA, 'fastest', catalogue);
    let heard = 0;
    selection.onDidChange(() => heard++);
    await catalogue.refresh();
    selection.settingsChanged();
    assert.equal(heard, 2);
    selection.dispose();
    await catalogue.refresh();
    selection.settingsChanged();
    assert.equal(heard, 2);
  });
});

suite('The recommended model', () => {
  test('of a realistic list is the one that most providers run well', () => {
    assert.equal(recommendModel(MODELS)?.id, LLAMA);
  });

  test('is the same whatever the order of the list', () => {
    assert.equal(recommendModel([...MODELS].reverse())?.id, recommendModel(MODELS)?.id);
  });

  test('is made to converse, and for nothing else', () => {
    for (const special of [
      'x/Qwen3-Coder-480B-A35B-Instruct',
      'x/Qwen3-VL-235B-A22B-Instruct',
      'x/Kimi-K2-Thinking',
      'x/Llama-Guard-4-12B',
      'x/DeepSeek-R1-Distill-Llama-70B',
      'x/gemma-3-27b-pt',
      'x/Llama-3.1-405B',
      'x/Mathstral-Math-30B-Instruct',
      'x/Apertus-70B-Instruct-preview',
    ]) {
      assert.equal(
        recommended(model(special, Array(9).fill(offer('a')) as ModelOffer[]), model('x/plain-30B-Instruct')),
        'x/plain-30B-Instruct',
        special,
      );
    }
    for (const plain of [
      'x/Kimi-K2-Instruct-0905',
      'x/gemma-3-27b-it',
      'x/Qwen3-235B-A22B-Instruct-2507',
      'x/Mixtral-8x22B-Chat',
    ]) {
      assert.equal(recommended(model('a/base-model-70B'), model(plain)), plain);
    }
  });

  test('is large enough to write well', () => {
    assert.equal(recommended(model('x/a-8B-Instruct'), model('x/z-70B-Instruct')), 'x/z-70B-Instruct');
    assert.equal(recommended(model('x/a-8x7B-Instruct'), model('x/z-70B-Instruct')), 'x/z-70B-Instruct');
  });

  test('has a second provider in case the first one fails', () => {
    const lonely = model('x/a-Instruct', [offer('a'), offer('b', { status: 'error' })]);
    assert.equal(recommended(lonely, model('x/b-Instruct')), 'x/b-Instruct');
  });

  test('does not eat up the free credit, and has a price that is known', () => {
    const dear = { pricing: { input: 3, output: 8 } };
    const expensive = model('x/a-Instruct', [offer('a', dear), offer('b', dear), offer('c', dear)]);
    const unknown = model('x/b-Instruct', [
      { provider: 'a', status: 'live', isFree: false, contextLength: 100_000 },
      { provider: 'b', status: 'live', isFree: false },
      { provider: 'c', status: 'live', isFree: false },
    ]);
    assert.equal(recommended(expensive, unknown, model('x/c-Instruct')), 'x/c-Instruct');
  });

  test('can read a long document', () => {
    const short = { contextLength: 8192 };
    const small = model('x/a-Instruct', [offer('a', short), offer('b', short), offer('c', short)]);
    assert.equal(recommended(small, model('x/b-Instruct')), 'x/b-Instruct');
  });

  test('of equals is the cheaper, then the first by name', () => {
    const cheap = model('x/b-Instruct', [offer('a', { pricing: { input: 0.01, output: 0.01 } }), offer('b')]);
    assert.equal(recommended(model('x/a-Instruct'), cheap), 'x/b-Instruct');
    assert.equal(recommended(model('x/b-Instruct'), model('x/a-Instruct')), 'x/a-Instruct');
  });

  test('is there as long as anything is: the last requirement goes first', () => {
    assert.equal(recommended(model('x/base', [offer('a')])), 'x/base');
    assert.equal(
      recommended(model('x/base'), model('x/a-Instruct', [offer('a', { contextLength: 1000 })])),
      'x/a-Instruct',
    );
    assert.equal(recommended(model('x/a', [offer('a', { status: 'error' })])), undefined);
    assert.equal(recommended(), undefined);
  });
});
