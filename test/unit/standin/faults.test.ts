import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FAULT_IDS, FIXED_BODY_IDS, fault, streamBytes, type FaultId } from '../../standin/faults';
import { startStandIn, type StandIn } from '../../standin/server';
import { RECOVERED_TEXT } from '../../standin/statusFaults';
import { ask } from './client';
import { bodyOf, parseAnswer, readBytes, type Answer } from './readAnswer';

function assertOutcome(id: FaultId, answer: Answer): void {
  const { expected } = fault(id);
  assert.equal(answer.end, expected.end, `${id} ends otherwise`);
  if (expected.text !== undefined) assert.equal(answer.text, expected.text);
  assert.equal(answer.reasoning, expected.reasoning ?? '');
  assert.deepEqual(answer.toolCalls, expected.toolCalls ?? []);
  if (expected.usage !== undefined) assert.deepEqual(answer.usage, expected.usage);
}

/** The words with which HF-documented failures must be covered: one id for each row, at least. */
const ROWS: Readonly<Record<string, readonly FaultId[]>> = {
  'line ends': ['standin/fault-line-feeds', 'standin/fault-crlf', 'standin/fault-cr'],
  'bytes split anywhere': ['standin/fault-byte-per-packet'],
  'byte order mark': ['standin/fault-bom'],
  comments: ['standin/fault-comments'],
  'no space after data:': ['standin/fault-no-space'],
  'last event without its blank line': [
    'standin/fault-last-event-unended',
    'standin/fault-last-text-unended',
  ],
  'error null': ['standin/fault-error-null'],
  'error in mid-stream': ['standin/fault-error-object', 'standin/fault-error-string'],
  'error event without error field': ['standin/fault-error-event'],
  'clean end mid-answer': ['standin/fault-eof-no-finish', 'standin/fault-done-no-finish'],
  'no [DONE]': ['standin/fault-no-done'],
  'reset mid-stream': ['standin/fault-reset-mid-stream'],
  'bad JSON in one event': ['standin/fault-bad-json'],
  '[DONE] with a space': ['standin/fault-done-space'],
  'body that is not JSON': ['standin/fault-502-html', 'standin/fault-422-text', 'standin/fault-500-not-json'],
  '503': ['standin/fault-503-overloaded', 'standin/fault-503-loading', 'standin/fault-503-recovers-after-2'],
  'nothing for a long time': [
    'standin/fault-stall-before-headers',
    'standin/fault-stall-before-first-byte',
    'standin/fault-stall-mid-stream',
  ],
  'odd choices and content': [
    'standin/fault-choices-empty',
    'standin/fault-content-null',
    'standin/fault-content-absent',
    'standin/fault-content-parts',
  ],
  reasoning: ['standin/fault-reasoning', 'standin/fault-reasoning-content', 'standin/fault-think-tags'],
  'finish reasons': [
    'standin/fault-finish-late',
    'standin/fault-finish-eos',
    'standin/fault-finish-eos-token',
    'standin/fault-finish-length',
    'standin/fault-finish-tool-calls',
    'standin/fault-finish-content-filter',
  ],
  usage: ['standin/fault-usage-last', 'standin/fault-usage-after', 'standin/fault-usage-never'],
  size: ['standin/fault-huge-line', 'standin/fault-tiny-chunks', 'standin/fault-byte-per-packet'],
  'not a stream': ['standin/fault-json-body', 'standin/fault-empty-stream', 'standin/fault-utf8-cut'],
  'angle bracket': ['standin/fault-angle-bracket'],
  'tool calls': ['standin/fault-tool-calls-pieces', 'standin/fault-tool-calls-repeated'],
  redirect: ['standin/fault-redirect-other-origin'],
  'each documented status': [
    'standin/fault-400-model-not-supported',
    'standin/fault-400-error-array',
    'standin/fault-401',
    'standin/fault-401-html',
    'standin/fault-402',
    'standin/fault-402-older',
    'standin/fault-403',
    'standin/fault-404',
    'standin/fault-413-too-long',
    'standin/fault-422-template',
    'standin/fault-429',
    'standin/fault-429-retry-after',
    'standin/fault-502-html',
    'standin/fault-503-html',
  ],
};

suite('Stand-in: faults', () => {
  let standIn: StandIn;

  suiteSetup(async () => {
    standIn = await startStandIn({ tokensPerSecond: Infinity });
  });
  setup(() => {
    standIn.reset();
    standIn.configure({ dripDelay: 0 });
  });
  suiteTeardown(() => standIn.close());

  test('every kind of trouble that a person can meet has a fault', () => {
    for (const [row, ids] of Object.entries(ROWS)) {
      for (const id of ids) assert.ok(FAULT_IDS.includes(id), `${row}: ${id} is missing`);
    }
  });

  test('every fault says in one sentence what it does', () => {
    const descriptions = FAULT_IDS.map((id) => fault(id).description);
    for (const description of descriptions) assert.match(description, /^\S.*\.$/);
  });

  for (const id of FAULT_IDS) {
    const { plan, expected, description } = fault(id);
    test(`${id}: ${description}`, async () => {
      switch (plan.kind) {
        case 'response': {
          const response = await ask(standIn, id);
          assert.equal(response.status, plan.response.status);
          assert.ok(response.status === 200 || description.startsWith(`${response.status}: `));
          assert.equal(await response.text(), plan.response.body);
          for (const [name, value] of Object.entries(plan.response.headers)) {
            assert.equal(response.headers.get(name), value);
          }
          assert.equal(expected.end, 'error');
          break;
        }
        case 'recovers': {
          const statuses: number[] = [];
          for (let attempt = 0; attempt <= plan.failures; attempt += 1) {
            const response = await ask(standIn, id);
            statuses.push(response.status);
            const body = await readBytes(response);
            if (response.ok) assert.equal(parseAnswer(body.bytes).text, RECOVERED_TEXT);
          }
          const failures = Array.from({ length: plan.failures }, () => plan.response.status);
          assert.deepEqual(statuses, [...failures, 200]);
          break;
        }
        case 'redirect': {
          const response = await ask(standIn, id, 'Hello', { redirect: 'manual' });
          assert.equal(response.status, plan.status);
          assert.ok(response.headers.get('location')?.startsWith(standIn.otherOriginUrl));
          assert.notEqual(new URL(standIn.otherOriginUrl).origin, new URL(standIn.url).origin);
          break;
        }
        case 'noHeaders': {
          if (plan.ending === 'stall') {
            await assertStalls(standIn, id);
          } else {
            await assert.rejects(ask(standIn, id), TypeError);
            const request = await standIn.waitFor(() => true);
            assert.notEqual(request.closedByServerAt, undefined);
            assert.equal(request.bytesSent, 0);
          }
          break;
        }
        case 'answer': {
          const { bytes } = await readBytes(await ask(standIn, id, 'long 100'));
          assertOutcome(id, parseAnswer(bytes));
          break;
        }
        case 'stream': {
          if (plan.ending === 'stall') {
            await assertStalls(standIn, id);
            break;
          }
          const response = await ask(standIn, id);
          assert.equal(response.status, 200);
          assert.equal(response.headers.get('content-type'), plan.contentType ?? 'text/event-stream');
          const { bytes, broken } = await readBytes(response);
          assert.ok(
            Buffer.from(bytes).equals(streamBytes(id) ?? Buffer.from([])),
            'the bytes are the documented ones',
          );
          assert.equal(broken, plan.ending === 'reset' || plan.ending === 'fin');
          assertOutcome(id, parseAnswer(bytes, broken));
          break;
        }
      }
    });
  }

  test('a body cut at any boundaries arrives whole', async () => {
    const small = FIXED_BODY_IDS.filter((id) => (streamBytes(id)?.length ?? 0) < 20_000);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...small),
        fc.array(fc.nat(12_000), { minLength: 1, maxLength: 12 }),
        async (id, splitAt) => {
          standIn.configure({ splitAt });
          const { bytes } = await readBytes(await ask(standIn, id));
          assert.ok(Buffer.from(bytes).equals(streamBytes(id) ?? Buffer.from([])));
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** What was sent before the silence arrives; then nothing, until the client hangs up. */
async function assertStalls(standIn: StandIn, id: FaultId): Promise<void> {
  const sent = streamBytes(id) ?? Buffer.from([]);
  const { expected } = fault(id);
  const controller = new AbortController();
  const asking = ask(standIn, id, 'Hello', { signal: controller.signal });
  const aborted = asking.then(
    () => undefined,
    (error: unknown) => assert.ok(error instanceof Error && error.name === 'AbortError'),
  );
  const request = await standIn.waitFor(() => true);
  const pieces: Uint8Array[] = [];
  if (fault(id).plan.kind === 'stream') {
    const iterator = bodyOf(await asking)[Symbol.asyncIterator]();
    while (Buffer.concat(pieces).length < sent.length) {
      const next = await iterator.next();
      assert.ok(next.done !== true, 'the stream ended instead of stalling');
      pieces.push(next.value);
    }
  }
  assert.equal(request.open, true);
  controller.abort();
  await standIn.waitForClosed(request);
  await aborted;
  assert.notEqual(request.closedByClientAt, undefined);
  assert.equal(request.responseEndedAt, undefined);
  const answer = parseAnswer(Buffer.concat(pieces), true);
  assert.equal(answer.text, expected.text);
  if (expected.end !== 'error') assert.equal(answer.end, expected.end);
}
