import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ItemResult } from '../../../src/core/batch/batchItem';
import { BatchRun, type BatchRunOptions } from '../../../src/core/batch/batchRun';
import type { InferenceError } from '../../../src/core/inference/inferenceError';
import type { FinishReason, StreamEvent } from '../../../src/core/inference/streamEvent';
import { FakeModelClient, type FakeCall } from '../../support/fakeModelClient';
import { ManualTimers } from '../../support/manualTimers';

/** Lets everything happen that waits for nothing but its turn. */
const settled = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Bench {
  readonly run: BatchRun;
  readonly client: FakeModelClient;
  readonly timers: ManualTimers;
  readonly results: ItemResult[];
  readonly pauses: InferenceError[];
  readonly holds: number[];
  /** Resolves with how it ended. */
  readonly ended: Promise<'ended' | 'stopped'>;
  /** The calls that are on their way. */
  readonly open: () => readonly FakeCall[];
}

async function start(count: number, options: Partial<BatchRunOptions> = {}): Promise<Bench> {
  const client = new FakeModelClient();
  const timers = new ManualTimers();
  const [results, pauses, holds]: [ItemResult[], InferenceError[], number[]] = [[], [], []];
  const run = new BatchRun({
    indexes: Array.from({ length: count }, (_, index) => index),
    client,
    timers,
    retries: { attempts: 3, firstWaitMs: 1000, longestWaitMs: 60_000, random: () => 0 },
    prepare: async (index) =>
      Promise.resolve({
        kind: 'ask',
        modelName: 'Model',
        request: { model: 'a/model', messages: [{ role: 'user', content: String(index) }] },
        cost: ({ completionTokens }) => completionTokens,
      }),
    onResult: (result) => void results.push(result),
    onPause: (error) => void pauses.push(error),
    onHold: (milliseconds) => void holds.push(milliseconds),
    ...options,
  });
  const ended = run.run();
  await settled();
  const open = (): readonly FakeCall[] => client.calls.filter(({ closed }) => !closed);
  return { run, client, timers, results, pauses, holds, ended, open };
}

const itemOf = ({ request }: FakeCall): number => Number(request.messages[0]?.content);

async function answer(
  call: FakeCall | undefined,
  text = 'yes',
  reason: FinishReason = 'stop',
): Promise<void> {
  assert.ok(call);
  void call.emit(
    { type: 'text', text },
    { type: 'usage', usage: { promptTokens: 1, completionTokens: 2 } },
    { type: 'finish', reason },
  );
  await settled();
}

async function fail(call: FakeCall | undefined, error: InferenceError): Promise<void> {
  assert.ok(call);
  void call.emit({ type: 'error', error });
  await settled();
}

suite('A prompt on its way over many items', () => {
  test('a few are asked at once, each once, and each result names its item', async () => {
    const { client, results, ended, open } = await start(10);
    while (open().length > 0) {
      assert.ok(open().length <= 4);
      const call = open().at(-1);
      await answer(call, ` about ${call && itemOf(call)} `);
    }
    assert.equal(await ended, 'ended');
    assert.deepEqual(client.calls.map(itemOf).sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const { index, text, state, cost } of results)
      assert.deepEqual([text, state, cost], [`about ${index}`, 'done', 2]);
  });

  test('an answer that is not whole is told apart from one that is', async () => {
    for (const reason of ['length', 'cutOff', 'contentFilter'] as const) {
      const { results, open } = await start(1);
      await answer(open()[0], 'half', reason);
      assert.deepEqual(
        results.map(({ state, missing, text }) => [state, missing, text]),
        [['incomplete', reason, 'half']],
      );
    }
  });

  test('what fails for one item leaves the others alone', async () => {
    const { results, pauses, ended, open } = await start(3);
    await fail(open()[0], { kind: 'tooLong' });
    await fail(open()[0], { kind: 'badRequest', status: 400 });
    await answer(open()[0]);
    assert.equal(await ended, 'ended');
    assert.deepEqual(results.map(({ index, state }) => `${index} ${state}`).sort(), [
      '0 failed',
      '1 failed',
      '2 done',
    ]);
    assert.deepEqual(pauses, []);
  });

  test('an answer without a word is a failure, not an empty result', async () => {
    const { results, open } = await start(1);
    await answer(open()[0], ' \n ');
    assert.deepEqual(results[0]?.error, { kind: 'unexpected', cause: 'emptyAnswer' });
  });

  test('an item that is refused costs no request', async () => {
    const { results, client, ended } = await start(2, {
      prepare: async (index) =>
        Promise.resolve({ kind: 'refused', result: { index, refusal: 'It is empty.' } }),
    });
    assert.equal(await ended, 'ended');
    assert.equal(client.calls.length, 0);
    assert.deepEqual(
      results.map(({ refusal }) => refusal),
      ['It is empty.', 'It is empty.'],
    );
  });

  for (const kind of [
    'noToken',
    'badToken',
    'tokenLacksPermission',
    'noCredit',
    'modelUnavailable',
    'modelGated',
    'offline',
  ] as const) {
    test(`${kind} pauses everything at once, once, and nothing is lost when it goes on`, async () => {
      const { run, client, results, pauses, ended, open } = await start(6);
      const [first, second, third, fourth] = open();
      await fail(first, { kind });
      await fail(second, { kind });
      await answer(third);
      await fail(fourth, { kind });
      assert.deepEqual(
        pauses.map((error) => error.kind),
        [kind],
      );
      assert.equal(client.calls.length, 4, 'something was asked while it waits');
      assert.ok(run.isPaused);
      run.resume();
      await settled();
      while (open().length > 0) await answer(open()[0]);
      assert.equal(await ended, 'ended');
      assert.deepEqual(results.map(({ index, state }) => `${index} ${state}`).sort(), [
        '0 done',
        '1 done',
        '2 done',
        '3 done',
        '4 done',
        '5 done',
      ]);
    });
  }

  test('too many requests: half as many at once, after the wait that the service asks for, then more again', async () => {
    const { client, timers, holds, results, open } = await start(30);
    const [first, second, third, fourth] = open();
    for (const call of [first, second])
      await fail(call, { kind: 'rateLimited', status: 429, retryAfterSeconds: 7 });
    await answer(third);
    await answer(fourth);
    assert.deepEqual(holds, [7000, 7000]);
    assert.equal(open().length, 0);
    timers.advance(6_999);
    await settled();
    assert.equal(open().length, 0);
    timers.advance(1);
    await settled();
    assert.equal(open().length, 2, 'one burst halves once');
    assert.deepEqual(client.calls.slice(4).map(itemOf), [0, 1]);
    for (let count = 0; count < 5; count += 1) await answer(open()[0]);
    assert.equal(open().length, 4);
    assert.equal(results.length, 7);
  });

  test('who asks for too long a wait is not waited for: the person is told', async () => {
    const { pauses, open } = await start(1);
    await fail(open()[0], { kind: 'rateLimited', status: 429, retryAfterSeconds: 3600 });
    assert.equal(pauses[0]?.retryAfterSeconds, 3600);
  });

  test('an item that breaks its provider is tried again by itself, while the others go on', async () => {
    const { client, timers, results, ended, open } = await start(6);
    const broken: InferenceError = { kind: 'providerDown', status: 500 };
    await fail(open()[0], broken);
    while (open().length > 0) await answer(open()[0]);
    assert.equal(results.length, 5);
    timers.advance(1000);
    await settled();
    await fail(open()[0], broken);
    timers.advance(2000);
    await settled();
    await fail(open()[0], broken);
    assert.equal(await ended, 'ended');
    assert.deepEqual(client.calls.map(itemOf), [0, 1, 2, 3, 4, 5, 0, 0]);
    assert.deepEqual(results.at(-1)?.error, broken);
  });

  test('a dead provider pauses the run instead of failing every item', async () => {
    const { run, results, pauses, ended, open } = await start(9);
    for (let count = 0; count < 3; count += 1) await fail(open()[0], { kind: 'timedOut' });
    assert.deepEqual(pauses, [{ kind: 'timedOut' }]);
    await answer(open()[0]);
    run.resume();
    await settled();
    while (open().length > 0) await answer(open()[0]);
    assert.equal(await ended, 'ended');
    assert.equal(results.filter(({ state }) => state === 'done').length, 9);
  });

  test('Stop breaks every request off at once and keeps what is done', async () => {
    const { run, client, timers, results, ended, open } = await start(9);
    await answer(open()[0], 'done');
    await fail(open()[0], { kind: 'providerDown', status: 503 });
    const before = [...results];
    run.stop();
    assert.equal(await ended, 'stopped');
    assert.ok(client.calls.every(({ signal, closed }) => signal.aborted || closed));
    assert.equal(timers.pending, 0);
    await settled();
    assert.deepEqual(results, before);
    run.resume();
    await settled();
    assert.equal(open().length, 0);
  });

  type Fate = 'good' | 'cut' | 'tooLong' | 'badRequest' | 'rateLimited' | 'down' | 'noCredit';
  const eventsOf: Readonly<Record<Fate, readonly StreamEvent[]>> = {
    good: [
      { type: 'text', text: 'x' },
      { type: 'finish', reason: 'stop' },
    ],
    cut: [
      { type: 'text', text: 'x' },
      { type: 'finish', reason: 'length' },
    ],
    tooLong: [{ type: 'error', error: { kind: 'tooLong' } }],
    badRequest: [{ type: 'error', error: { kind: 'badRequest' } }],
    rateLimited: [{ type: 'error', error: { kind: 'rateLimited', status: 429, retryAfterSeconds: 2 } }],
    down: [{ type: 'error', error: { kind: 'providerDown', status: 502 } }],
    noCredit: [{ type: 'error', error: { kind: 'noCredit' } }],
  };
  const fates = Object.keys(eventsOf) as Fate[];

  test('whatever happens in whatever order, each item has one result, and none is asked again that has one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 12 }),
        fc.array(fc.record({ fate: fc.constantFrom(...fates), which: fc.nat(10) }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        async (count, steps, atOnce) => {
          const bench = await start(count, { atOnce });
          const over: string[] = [];
          void bench.ended.then((how) => over.push(how));
          await settled();
          const script = [...steps];
          for (let turn = 0; turn < 300 && over.length === 0; turn += 1) {
            assert.ok(bench.open().length <= atOnce);
            const answered = new Set(bench.results.map(({ index }) => index));
            for (const call of bench.open()) assert.ok(!answered.has(itemOf(call)), 'asked again in vain');
            const open = bench.open();
            const { fate, which } = script.shift() ?? { fate: 'good' as const, which: 0 };
            const call = open[which % Math.max(1, open.length)];
            if (call) void call.emit(...eventsOf[fate]);
            else if (bench.run.isPaused) bench.run.resume();
            else bench.timers.advance(2_000);
            await settled();
          }
          assert.deepEqual(over, ['ended'], 'it never ends');
          assert.deepEqual(
            bench.results.map(({ index }) => index).sort((one, other) => one - other),
            Array.from({ length: count }, (_, index) => index),
          );
          assert.equal(bench.timers.pending, 0);
        },
      ),
      { numRuns: 150 },
    );
  });
});
