import assert from 'node:assert/strict';
import { createClient } from '../../../src/core/inference/client';
import { DEFAULT_RETRIES, waitBeforeRetry } from '../../../src/core/inference/retry';
import { startStandIn, type StandIn } from '../../standin/server';
import { RECOVERED_TEXT } from '../../standin/statusFaults';
import { STANDIN_TOKEN } from '../../standin/tokens';
import { answerOf, environmentFor, question, type Answer } from './support';

suite('Calling again', function () {
  this.timeout(20_000);
  let standIn: StandIn;

  suiteSetup(async () => {
    standIn = await startStandIn({ tokensPerSecond: Infinity });
  });
  setup(() => standIn.reset());
  suiteTeardown(() => standIn.close());

  async function ask(model: string): Promise<{ answer: Answer; waits: readonly number[]; calls: number }> {
    const environment = environmentFor(standIn.url, STANDIN_TOKEN);
    const answer = await answerOf(createClient(environment), question(model));
    return { answer, waits: environment.waits, calls: standIn.received.length };
  }

  test('an overloaded provider is asked three times, with growing pauses, and then given up', async () => {
    const { answer, waits, calls } = await ask('standin/fault-503-overloaded');
    assert.equal(answer.error?.kind, 'providerDown');
    assert.equal(calls, 3);
    assert.deepEqual(waits, [500, 1000]);
  });

  test('a provider that recovers answers as if nothing had been', async () => {
    const { answer, calls } = await ask('standin/fault-503-recovers-after-2');
    assert.equal(answer.text, RECOVERED_TEXT);
    assert.equal(answer.finish, 'stop');
    assert.equal(calls, 3);
  });

  test('a model that loads for a moment is waited for as long as it says', async () => {
    const { answer, waits } = await ask('standin/fault-503-loading-recovers');
    assert.equal(answer.text, RECOVERED_TEXT);
    assert.deepEqual(waits, [50]);
  });

  test('a person is not kept waiting for longer than ten seconds without being told', async () => {
    for (const model of [
      'standin/fault-429-retry-after',
      'standin/fault-429-retry-after-date',
      'standin/fault-503-loading',
    ]) {
      standIn.reset();
      const { answer, waits, calls } = await ask(model);
      assert.ok((answer.error?.retryAfterSeconds ?? 0) >= 20);
      assert.deepEqual(waits, []);
      assert.equal(calls, 1);
    }
  });

  test('what a person must mend is not tried again', async () => {
    for (const fault of [
      '401',
      '401-html',
      '402',
      '403',
      '403-gated',
      '404',
      '400-too-long',
      '422-template',
      '504-html',
    ]) {
      standIn.reset();
      const { waits, calls } = await ask(`standin/fault-${fault}`);
      assert.equal(calls, 1, fault);
      assert.deepEqual(waits, []);
    }
  });

  test('an answer whose first word arrived is never asked for again', async () => {
    for (const fault of ['error-object', 'reset-mid-stream', 'close-mid-stream', 'eof-no-finish']) {
      standIn.reset();
      const { answer, calls } = await ask(`standin/fault-${fault}`);
      assert.notEqual(answer.text, '');
      assert.equal(calls, 1, fault);
    }
  });

  test('reasoning counts as a first word', async () => {
    standIn.script('x/thinks', () => ({
      chunks: ['data: {"choices":[{"delta":{"reasoning":"Hm"}}]}\n\n', 'data: {"error":"overloaded"}\n\n'],
    }));
    const { answer, calls } = await ask('x/thinks');
    assert.equal(answer.reasoning, 'Hm');
    assert.equal(answer.error?.kind, 'providerDown');
    assert.equal(calls, 1);
  });

  test('a connection that is reset before the answer is tried again', async () => {
    const { answer, calls } = await ask('standin/fault-reset-before-headers');
    assert.deepEqual([answer.error?.kind, answer.error?.cause], ['providerDown', 'connectionClosed']);
    assert.equal(calls, 3);
  });

  test('a service that refuses to count tokens is asked without, now and from then on', async () => {
    standIn.script('x/no-usage', ({ json }) =>
      typeof json === 'object' && json !== null && 'stream_options' in json
        ? {
            status: 422,
            headers: { 'content-type': 'application/json' },
            chunks: ['{"error":"Extra inputs are not permitted: stream_options"}'],
          }
        : { chunks: ['data: {"choices":[{"delta":{"content":"Hello"},"finish_reason":"stop"}]}\n\n'] },
    );
    const environment = environmentFor(standIn.url, STANDIN_TOKEN);
    const client = createClient(environment);
    assert.equal((await answerOf(client, question('x/no-usage'))).text, 'Hello');
    assert.equal((await answerOf(client, question('x/no-usage'))).text, 'Hello');
    assert.equal(standIn.received.length, 3);
    assert.deepEqual(environment.waits, []);
  });

  test('pauses are spread, so that many windows do not call at the same moment', () => {
    const error = { kind: 'providerDown' } as const;
    const waitWith = (random: number): number | undefined =>
      waitBeforeRetry(error, 2, { ...DEFAULT_RETRIES, random: () => random });
    assert.equal(waitWith(0), 1000);
    assert.equal(waitWith(1), 500);
  });

  test('pauses have a limit', () => {
    const policy = { ...DEFAULT_RETRIES, attempts: 100, random: () => 0 };
    assert.equal(waitBeforeRetry({ kind: 'rateLimited' }, 50, policy), 10_000);
    assert.equal(waitBeforeRetry({ kind: 'rateLimited', retryAfterSeconds: 10 }, 1, policy), 10_000);
    assert.equal(waitBeforeRetry({ kind: 'rateLimited', retryAfterSeconds: 11 }, 1, policy), undefined);
    assert.equal(waitBeforeRetry({ kind: 'rateLimited', retryAfterSeconds: Infinity }, 1, policy), undefined);
  });
});
