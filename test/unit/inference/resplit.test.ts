import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createClient } from '../../../src/core/inference/client';
import { FIXED_BODY_IDS, fault, streamBytes } from '../../standin/faults';
import { answerOf, environmentFor, question, violations, type Answer } from './support';

/** A service in this process whose answer comes in exactly these packets. */
function serviceOf(packets: readonly Uint8Array[], contentType = 'text/event-stream'): typeof fetch {
  return () => {
    const rest = [...packets];
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const next = rest.shift();
        if (next === undefined) controller.close();
        else controller.enqueue(next);
      },
    });
    return Promise.resolve(new Response(body, { headers: { 'content-type': contentType } }));
  };
}

function ask(packets: readonly Uint8Array[], contentType?: string): Promise<Answer> {
  const client = createClient(
    environmentFor('http://127.0.0.1:1', 'hf_inProcess', {
      fetch: serviceOf(packets, contentType),
      timeouts: { firstByteMs: 60_000, betweenBytesMs: 60_000 },
    }),
  );
  return answerOf(client, question('standin/any'));
}

function cut(bytes: Uint8Array, at: readonly number[]): readonly Uint8Array[] {
  const edges = [0, ...[...at].sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((end, index) => bytes.subarray(edges[index], end));
}

const meaning = ({ text, reasoning, toolCalls, usage, finish, error }: Answer): unknown => ({
  text,
  reasoning,
  toolCalls,
  usage,
  finish,
  error: error?.kind,
});

suite('An answer means the same however the network cuts it', function () {
  this.timeout(60_000);

  for (const id of FIXED_BODY_IDS) {
    const bytes = streamBytes(id);
    const { plan } = fault(id);
    if (bytes === undefined || plan.kind !== 'stream') continue;
    const { contentType } = plan;
    const isBig = bytes.length > 200_000;

    test(`${id}, cut anywhere`, async () => {
      const whole = meaning(await ask([bytes], contentType));
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: isBig ? 20 : 60 }), async (edges) => {
          const answer = await ask(cut(bytes, edges), contentType);
          assert.deepEqual(meaning(answer), whole);
          assert.deepEqual(violations(answer.events), []);
        }),
        { numRuns: isBig ? 2 : 25 },
      );
    });

    if (bytes.length < 20_000) {
      test(`${id}, every byte by itself`, async () => {
        const single = [...bytes.keys()];
        assert.deepEqual(
          meaning(await ask(cut(bytes, single), contentType)),
          meaning(await ask([bytes], contentType)),
        );
      });
    }
  }

  test('one line of 8 MB in packets of 256 bytes arrives while work that grows with their square would still go on', async () => {
    const text = 'kumquat '.repeat(1024 * 1024);
    const bytes = Buffer.from(
      `data: ${JSON.stringify({ choices: [{ delta: { content: text }, finish_reason: 'stop' }] })}\n\n`,
    );
    const edges = Array.from({ length: Math.floor(bytes.length / 256) }, (_, index) => index * 256);
    const answer = await ask(cut(bytes, edges));
    assert.ok(answer.text === text);
    assert.equal(answer.finish, 'stop');
  }).timeout(20_000);
});
