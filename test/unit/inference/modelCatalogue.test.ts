import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseModels } from '../../../src/core/inference/catalogueParsing';
import { ModelCatalogue, type CatalogueCache } from '../../../src/core/inference/modelCatalogue';
import { CATALOGUE } from '../../standin/models';
import { startStandIn, type StandIn } from '../../standin/server';
import { RecordedLog } from './support';

class MemoryCache implements CatalogueCache {
  constructor(
    public stored?: string,
    private readonly trouble?: Error,
  ) {}

  read(): Promise<string | undefined> {
    return this.trouble === undefined ? Promise.resolve(this.stored) : Promise.reject(this.trouble);
  }

  write(json: string): Promise<void> {
    this.stored = json;
    return this.trouble === undefined ? Promise.resolve() : Promise.reject(this.trouble);
  }
}

suite('The list of models', function () {
  this.timeout(20_000);
  let standIn: StandIn;

  suiteSetup(async () => {
    standIn = await startStandIn({ listOwnModels: false });
  });
  setup(() => standIn.reset());
  suiteTeardown(() => standIn.close());

  function catalogueWith(
    cache: CatalogueCache = new MemoryCache(),
    changes: { routerUrl?: string; timeoutMs?: number; log?: RecordedLog } = {},
  ): ModelCatalogue {
    return new ModelCatalogue({
      fetch: globalThis.fetch,
      routerUrl: () => changes.routerUrl ?? standIn.url,
      cache,
      log: changes.log ?? new RecordedLog(),
      now: () => 1_000_000,
      ...(changes.timeoutMs !== undefined && { timeoutMs: changes.timeoutMs }),
    });
  }

  test('has what can chat now, and nothing that makes pictures or is down', async () => {
    const catalogue = catalogueWith();
    assert.equal(await catalogue.refresh(), 'updated');
    const ids = catalogue.current?.models.map(({ id }) => id) ?? [];
    assert.ok(ids.includes('meta-llama/Llama-3.3-70B-Instruct'));
    for (const hidden of [
      'black-forest-labs/FLUX.1-dev',
      'NousResearch/Hermes-4-405B',
      'katanemo/Arch-Router-1.5B',
    ]) {
      assert.ok(CATALOGUE.some(({ id }) => id === hidden));
      assert.ok(!ids.includes(hidden), hidden);
    }
    assert.equal(catalogue.current?.fetchedAt, 1_000_000);
  });

  test('is asked for without the token', async () => {
    await catalogueWith().refresh();
    assert.equal(standIn.received[0]?.headers.authorization, undefined);
  });

  test('keeps every number that an offer tells, and makes none up', () => {
    const models = parseModels({
      data: [
        {
          id: 'a/b',
          providers: [
            {
              provider: 'one',
              status: 'live',
              context_length: 1000,
              pricing: { input: 1, output: 2 },
              is_free: false,
              supports_tools: true,
              first_token_latency_ms: 5,
              throughput: 6,
            },
            { provider: 'two', status: 'staging', pricing: { input: 1 }, context_length: 0, throughput: '7' },
          ],
        },
      ],
    });
    assert.deepEqual(models, [
      {
        id: 'a/b',
        maker: 'a',
        name: 'b',
        inputModalities: ['text'],
        outputModalities: ['text'],
        offers: [
          {
            provider: 'one',
            status: 'live',
            isFree: false,
            contextLength: 1000,
            pricing: { input: 1, output: 2 },
            supportsTools: true,
            firstTokenLatencyMs: 5,
            throughput: 6,
          },
          { provider: 'two', status: 'staging', isFree: false },
        ],
      },
    ]);
  });

  test('one damaged entry does not take the others along', () => {
    const good = { id: 'a/good', providers: [{ provider: 'one', status: 'live' }] };
    const models = parseModels({
      data: [null, 7, [], { id: 3 }, { id: 'a/x', providers: 'all' }, good, good],
    });
    assert.deepEqual(
      models?.map(({ id }) => id),
      ['a/good'],
    );
  });

  test('nothing that a service could send makes it throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (value, list) => {
        parseModels(value);
        parseModels({ data: list });
        parseModels({ data: [{ id: 'a/b', architecture: value, providers: list, owned_by: value }] });
        parseModels({
          data: [{ id: 'a/b', providers: [{ provider: 'x', status: 'live', pricing: value }] }],
        });
      }),
    );
  });

  test('is there at once in the next window, from the cache', async () => {
    const cache = new MemoryCache();
    const first = catalogueWith(cache);
    await first.refresh();
    const second = catalogueWith(cache, { routerUrl: 'http://127.0.0.1:1' });
    await second.load();
    assert.deepEqual(second.current, first.current);
  });

  test('stays as it was when it cannot be refreshed, and says why', async () => {
    const cache = new MemoryCache();
    await catalogueWith(cache).refresh();
    for (const [trouble, kind] of [
      [{ status: 503, body: 'overloaded' }, 'providerDown'],
      [{ status: 429, body: '{}' }, 'rateLimited'],
      [{ status: 200, body: '<html>Sign in</html>' }, 'unexpected'],
      [{ status: 200, body: '{"data":[]}' }, 'unexpected'],
      [{ connection: 'reset' }, 'providerDown'],
      [{ connection: 'stall' }, 'timedOut'],
    ] as const) {
      standIn.configure({ models: trouble });
      const catalogue = catalogueWith(cache, {
        timeoutMs: 'connection' in trouble && trouble.connection === 'stall' ? 100 : 10_000,
      });
      await catalogue.load();
      const before = catalogue.current;
      const result = await catalogue.refresh();
      assert.equal(result === 'updated' ? result : result.kind, kind, JSON.stringify(trouble));
      assert.ok(before !== undefined && catalogue.current === before);
    }
    const offline = await catalogueWith(cache, { routerUrl: 'http://127.0.0.1:1' }).refresh();
    assert.equal(offline === 'updated' ? offline : offline.kind, 'offline');
  });

  test('a damaged or unreadable cache is as good as none, and is noted', async () => {
    for (const cache of [
      new MemoryCache('{"fetchedAt":'),
      new MemoryCache('[]'),
      new MemoryCache('{"fetchedAt":1,"answer":{"data":[]}}'),
      new MemoryCache(undefined, new Error('disk')),
    ]) {
      const log = new RecordedLog();
      const catalogue = catalogueWith(cache, { log });
      await catalogue.load();
      assert.equal(catalogue.current, undefined);
      assert.equal(log.lines.length, 1);
      assert.equal(await catalogue.refresh(), 'updated');
    }
  });

  test('a cache read late does not replace a newer list', async () => {
    let deliver: (json: string) => void = () => assert.fail('not read');
    const catalogue = catalogueWith({
      read: () => new Promise((resolve) => (deliver = resolve)),
      write: () => Promise.resolve(),
    });
    const loading = catalogue.load();
    await catalogue.refresh();
    const fresh = catalogue.current;
    deliver(
      '{"fetchedAt":1,"answer":{"data":[{"id":"a/old","providers":[{"provider":"x","status":"live"}]}]}}',
    );
    await loading;
    assert.equal(catalogue.current, fresh);
  });

  test('two who ask at the same time make one request, which ends only when both have left', async () => {
    standIn.configure({ models: { delay: 60_000 } });
    const catalogue = catalogueWith();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = catalogue.refresh(one.signal);
    const second = catalogue.refresh(other.signal);
    const request = await standIn.waitFor(() => true);
    one.abort();
    assert.deepEqual(await first, { kind: 'timedOut' });
    assert.ok(request.open);
    other.abort();
    await second;
    await standIn.waitForClosed(request);
    assert.equal(standIn.received.length, 1);
    standIn.configure({ models: undefined });
    assert.equal(await catalogue.refresh(), 'updated');
  });

  test('listeners hear of a new list, and none after it was disposed of', async () => {
    const catalogue = catalogueWith();
    let heard = 0;
    catalogue.onDidChange(({ models }) => (heard += models.length > 0 ? 1 : 0));
    await catalogue.refresh();
    assert.equal(heard, 1);
    catalogue.dispose();
    await catalogue.refresh();
    assert.equal(heard, 1);
  });

  test('of one server is not shown as that of another', async () => {
    const changes = { routerUrl: standIn.url };
    const caches = new Map([[standIn.url, new MemoryCache()]]);
    const catalogue = catalogueWith(
      {
        read: async () => caches.get(changes.routerUrl)?.read(),
        write: async (json) => caches.get(changes.routerUrl)?.write(json),
      },
      changes,
    );
    await catalogue.refresh();
    changes.routerUrl = 'http://127.0.0.1:1';
    catalogue.serverChanged();
    assert.equal(catalogue.current, undefined);
    await catalogue.load();
    await catalogue.refresh();
    assert.equal(catalogue.current, undefined);
    changes.routerUrl = standIn.url;
    catalogue.serverChanged();
    await catalogue.load();
    assert.notEqual(catalogue.current, undefined);
  });

  test('that is still on its way from one server is not taken for that of the next', async () => {
    const changes = { routerUrl: standIn.url };
    const stored: string[] = [];
    let deliver: (json: string) => void = () => assert.fail('not read');
    const catalogue = catalogueWith(
      {
        read: () => new Promise((resolve) => (deliver = resolve)),
        write: (json) => Promise.resolve(void stored.push(json)),
      },
      changes,
    );
    standIn.configure({ models: { delay: 60_000 } });
    const loading = catalogue.load();
    const refreshing = catalogue.refresh();
    const request = await standIn.waitFor(() => true);
    changes.routerUrl = 'http://127.0.0.1:1';
    catalogue.serverChanged();
    deliver(
      '{"fetchedAt":1,"answer":{"data":[{"id":"a/b","providers":[{"provider":"x","status":"live"}]}]}}',
    );
    await Promise.all([loading, refreshing, standIn.waitForClosed(request)]);
    assert.equal(catalogue.current, undefined);
    assert.deepEqual(stored, []);
    const next = await catalogue.refresh();
    assert.equal(next === 'updated' ? next : next.kind, 'offline');
  });

  test('a redirect is not followed', async () => {
    standIn.configure({
      models: { status: 307, headers: { location: `${standIn.otherOriginUrl}/v1/models` }, body: '' },
    });
    const result = await catalogueWith().refresh();
    assert.equal(result === 'updated' ? result : result.cause, 'redirected');
    assert.ok(standIn.received.every(({ origin }) => origin === 'main'));
  });
});
