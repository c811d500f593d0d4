import assert from 'node:assert/strict';
import { createClient } from '../../../src/core/inference/client';
import type { ClientEnvironment } from '../../../src/core/inference/clientEnvironment';
import { startStandIn, type StandIn } from '../../standin/server';
import { STANDIN_TOKEN } from '../../standin/tokens';
import { answerOf, environmentFor, PROMPT, question, type Answer, type TestEnvironment } from './support';

suite('The token', function () {
  this.timeout(20_000);
  let standIn: StandIn;

  suiteSetup(async () => {
    standIn = await startStandIn({ tokensPerSecond: Infinity });
  });
  setup(() => standIn.reset());
  suiteTeardown(() => standIn.close());

  async function ask(
    model: string,
    changes: Partial<ClientEnvironment> = {},
  ): Promise<{ answer: Answer; environment: TestEnvironment }> {
    const environment = environmentFor(standIn.url, STANDIN_TOKEN, changes);
    return { answer: await answerOf(createClient(environment), question(model)), environment };
  }

  test('goes to the configured address and to no other', async () => {
    const asked: string[] = [];
    await ask('standin/pleasant', {
      fetch: (input, init) => {
        asked.push(input instanceof Request ? input.url : String(input));
        return globalThis.fetch(input, init);
      },
    });
    assert.deepEqual(asked, [`${standIn.url}/v1/chat/completions`]);
    assert.equal(standIn.received[0]?.headers.authorization, `Bearer ${STANDIN_TOKEN}`);
  });

  test('is never carried along by a redirect', async () => {
    for (const status of ['', '-302', '-308']) {
      const { answer } = await ask(`standin/fault-redirect${status}-other-origin`);
      assert.equal(answer.error?.cause, 'redirected');
    }
    assert.deepEqual([...new Set(standIn.received.map(({ origin }) => origin))], ['main']);
  });

  test('is not sent in the clear to another machine', async () => {
    const { answer } = await ask('standin/pleasant', {
      routerUrl: () => 'http://router.huggingface.co',
      fetch: () => assert.fail('something was sent'),
    });
    assert.deepEqual(answer.error, { kind: 'unexpected', cause: 'badAddress' });
  });

  test('is cleaned of what was copied along with it', async () => {
    for (const pasted of [` ${STANDIN_TOKEN}\n`, `"${STANDIN_TOKEN}"`, `Bearer ${STANDIN_TOKEN}`]) {
      const { answer } = await ask('standin/echo', { token: () => Promise.resolve(pasted) });
      assert.equal(answer.finish, 'stop');
    }
  });

  test('is asked for where there is none, and nothing is sent', async () => {
    for (const nothing of [undefined, '', '  ', '""']) {
      const { answer } = await ask('standin/echo', { token: () => Promise.resolve(nothing) });
      assert.deepEqual(answer.events, [{ type: 'error', error: { kind: 'noToken' } }]);
    }
    assert.equal(standIn.received.length, 0);
  });

  test('is not sent if it is something else, such as a password', async () => {
    const { answer } = await ask('standin/echo', { token: () => Promise.resolve('correct horse') });
    assert.deepEqual(answer.error, { kind: 'badToken' });
    assert.equal(standIn.received.length, 0);
  });

  test('that cannot be read is an error, not an exception', async () => {
    const { answer, environment } = await ask('standin/echo', {
      token: () => Promise.reject(new Error(`keyring says ${STANDIN_TOKEN}`)),
    });
    assert.equal(answer.error?.kind, 'unexpected');
    assert.ok(!environment.log.lines.join().includes(STANDIN_TOKEN));
  });

  for (const token of [STANDIN_TOKEN, 'hf_tiny']) {
    test(`is in no error, event or log line, even if the service repeats it: ${token}`, () =>
      assertHidden(token));
  }

  async function assertHidden(token: string): Promise<void> {
    standIn.configure({ acceptAnyToken: true });
    const echo = `you sent Bearer ${token}`;
    const json = { 'content-type': 'application/json' };
    const telling = { 'x-inference-provider': token, 'x-request-id': echo };
    const stream = { 'content-type': 'text/event-stream' };
    const chunk = (content: string): string =>
      `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
    const scripts = {
      'x/json': { status: 400, headers: { ...json, ...telling }, chunks: [JSON.stringify({ error: echo })] },
      'x/text': { status: 500, headers: { 'content-type': 'text/plain', ...telling }, chunks: [echo] },
      'x/error-event': {
        headers: stream,
        chunks: [`data: ${JSON.stringify({ error: { message: echo } })}\n\n`],
      },
      'x/text-event': { headers: { ...stream, ...telling }, chunks: [chunk(echo)] },
      'x/json-answer': {
        headers: json,
        chunks: [JSON.stringify({ choices: [{ message: { content: echo }, finish_reason: 'stop' }] })],
      },
    };
    for (const [model, script] of Object.entries(scripts)) {
      standIn.script(model, () => script);
      const { answer, environment } = await ask(model, { token: () => Promise.resolve(token) });
      const told = JSON.stringify(answer.events) + environment.log.lines.join('\n');
      assert.ok(!told.includes(token), `${model}: ${told}`);
      assert.ok(told.includes('hf_[hidden]'), `${model} said nothing of it: ${told}`);
    }
  }

  test('and the prompt are in no log line, whatever the service answers', async () => {
    standIn.script('x/echo-prompt', () => ({
      status: 400,
      headers: { 'content-type': 'application/json' },
      chunks: [JSON.stringify({ error: { message: `cannot read: ${PROMPT}` } })],
    }));
    const { answer, environment } = await ask('x/echo-prompt');
    assert.equal(answer.error?.kind, 'badRequest');
    assert.ok(environment.log.lines.length > 0);
    assert.ok(!environment.log.lines.join('\n').includes(PROMPT));
  });
});
