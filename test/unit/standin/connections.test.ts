import assert from 'node:assert/strict';
import { startStandIn, OTHER_ORIGIN_TEXT, type StandIn } from '../../standin/server';
import { textEvent } from '../../standin/events';
import { longText } from '../../standin/longText';
import { STANDIN_TOKEN } from '../../standin/tokens';
import { ask } from './client';
import { bodyOf, parseAnswer, readBytes } from './readAnswer';

const eventCount = (bytes: Uint8Array): number => Buffer.from(bytes).toString().split('\n\n').length - 1;

suite('Stand-in: connections', () => {
  let standIn: StandIn;

  suiteSetup(async () => {
    standIn = await startStandIn({ tokensPerSecond: Infinity });
  });
  setup(() => standIn.reset());
  suiteTeardown(() => standIn.close());

  test('a request is remembered with everything that was sent', async () => {
    await readBytes(await ask(standIn, 'standin/echo', 'Grüße', { body: { temperature: 0.5 } }));
    const [request] = standIn.received;
    assert.ok(request !== undefined);
    assert.equal(request.number, 1);
    assert.equal(request.origin, 'main');
    assert.equal(request.method, 'POST');
    assert.equal(request.path, '/v1/chat/completions');
    assert.equal(request.headers.authorization, `Bearer ${STANDIN_TOKEN}`);
    assert.ok(request.body.includes('Grüße'));
    assert.deepEqual(request.json, JSON.parse(request.body));
    assert.equal(request.open, false);
    assert.notEqual(request.responseEndedAt, undefined);
    assert.equal(request.closedByClientAt, undefined);
    assert.equal(standIn.openRequests, 0);
  });

  test('hanging up in the middle of an answer is noticed, and nothing more is sent', async () => {
    const controller = new AbortController();
    const response = await ask(standIn, 'standin/slow', 'long 1000', { signal: controller.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    const request = await standIn.waitFor(() => true);
    assert.equal(request.open, true);
    assert.equal(standIn.openRequests, 1);
    const aborted = performance.now();
    controller.abort();
    await standIn.waitForClosed(request);
    assert.ok(request.closedByClientAt !== undefined && request.closedByClientAt >= aborted);
    assert.equal(request.responseEndedAt, undefined);
    assert.equal(standIn.openRequests, 0);
    const { bytesSent } = request;
    await readBytes(await ask(standIn, 'standin/flat-out', 'long 1000'));
    assert.equal(request.bytesSent, bytesSent);
    assert.ok(bytesSent < (standIn.received[1]?.bytesSent ?? 0));
  });

  test('a very long answer arrives whole', async () => {
    const { bytes } = await readBytes(await ask(standIn, 'standin/flat-out', 'long 40000'));
    assert.equal(parseAnswer(bytes).text, longText(40_000));
    assert.equal(standIn.received[0]?.bytesSent, bytes.length);
  });

  for (const model of ['standin/fast', 'standin/flat-out', 'standin/pleasant']) {
    test(`${model} sends each token in an event of its own`, async () => {
      const { bytes } = await readBytes(await ask(standIn, model, 'long 300'));
      // One event for the role, one for the finish, one for [DONE].
      assert.equal(eventCount(bytes), 300 + 3);
      assert.equal(parseAnswer(bytes).text, longText(300));
    });
  }

  test('the slow model is slower than the fast one', async () => {
    const controller = new AbortController();
    const slow = ask(standIn, 'standin/slow', 'long 200', { signal: controller.signal });
    const slowRequest = await standIn.waitFor((request) => request.body.includes('standin/slow'));
    await slow;
    await readBytes(await ask(standIn, 'standin/fast', 'long 200'));
    const fastRequest = standIn.received[1];
    assert.ok(fastRequest !== undefined && slowRequest.bytesSent < fastRequest.bytesSent);
    assert.equal(slowRequest.open, true);
    controller.abort();
    await standIn.waitForClosed(slowRequest);
  });

  test('a test writes an answer piece by piece, in its own time', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    standIn.script('my/model', () => ({
      chunks: (async function* (): AsyncGenerator<string> {
        yield textEvent('my/model', 'one');
        await released;
        yield textEvent('my/model', ' two');
      })(),
    }));
    const response = await ask(standIn, 'my/model:fastest');
    const texts: string[] = [];
    for await (const piece of bodyOf(response)) {
      texts.push(parseAnswer(piece).text);
      release();
    }
    assert.deepEqual(texts, ['one', ' two']);
  });

  test('a scripted answer that waits is left when the client hangs up', async () => {
    standIn.script('my/model', () => ({ status: 200, chunks: [': hello\n\n'], ending: 'stall' }));
    const controller = new AbortController();
    const response = await ask(standIn, 'my/model', 'Hello', { signal: controller.signal });
    await response.body?.getReader().read();
    const request = await standIn.waitFor(() => true);
    controller.abort();
    await standIn.waitForClosed(request);
    assert.notEqual(request.closedByClientAt, undefined);
  });

  test('whoever follows a redirect to another origin is seen there, with what they brought', async () => {
    const response = await ask(standIn, 'standin/fault-redirect-other-origin');
    assert.equal(parseAnswer((await readBytes(response)).bytes).text, OTHER_ORIGIN_TEXT);
    const stranger = standIn.received[1];
    assert.equal(stranger?.origin, 'other');
    assert.equal(stranger.headers.authorization, undefined);
    assert.ok(stranger.body.includes('Hello'));
  });

  test('a route can be made to fail, to stall and to work again', async () => {
    standIn.configure({ models: { status: 503, body: '{"error":"overloaded"}' } });
    assert.equal((await fetch(`${standIn.url}/v1/models`)).status, 503);
    standIn.configure({ models: { connection: 'reset' } });
    await assert.rejects(fetch(`${standIn.url}/v1/models`), TypeError);
    standIn.configure({ models: { connection: 'stall' } });
    const controller = new AbortController();
    const stalled = fetch(`${standIn.url}/v1/models`, { signal: controller.signal });
    const request = await standIn.waitFor(({ number }) => number === 3);
    controller.abort();
    await assert.rejects(stalled);
    await standIn.waitForClosed(request);
    standIn.configure({ models: { delay: 1 } });
    assert.equal((await fetch(`${standIn.url}/v1/models`)).status, 200);
    standIn.reset();
    assert.equal((await fetch(`${standIn.url}/v1/models`)).status, 200);
    assert.equal(standIn.received.length, 1);
  });

  test('closing ends every connection and tells those who wait', async () => {
    const own = await startStandIn();
    const asking = ask(own, 'standin/fault-stall-before-headers');
    const request = await own.waitFor(() => true);
    const waiting = own.waitFor(({ path }) => path === '/never');
    const refused = assert.rejects(waiting, /closed/);
    const broken = assert.rejects(asking, TypeError);
    await own.close();
    await Promise.all([refused, broken, own.waitForClosed(request)]);
    assert.equal(own.openRequests, 0);
    await assert.rejects(fetch(`${own.url}/v1/models`), TypeError);
  });
});
