import assert from 'node:assert/strict';
import { createClient } from '../../../src/core/inference/client';
import type { Timeouts } from '../../../src/core/inference/clientEnvironment';
import { FAULT_IDS, fault } from '../../standin/faults';
import { startStandIn, type StandIn } from '../../standin/server';
import { STANDIN_TOKEN } from '../../standin/tokens';
import { answerOf, environmentFor, PROMPT, question, violations } from './support';

/** How long to wait for a fault that keeps silent, and long enough for those that don't on a busy machine. */
function patienceWith(id: string): Timeouts {
  const isSilent = id.includes('fault-stall');
  return {
    firstByteMs: isSilent && id.includes('before') ? 150 : 10_000,
    betweenBytesMs: isSilent && id.includes('mid') ? 250 : 60_000,
    afterFinishMs: 50,
  };
}

suite('Every way in which a service can fail', function () {
  this.timeout(30_000);
  let standIn: StandIn;

  suiteSetup(async () => {
    standIn = await startStandIn({ tokensPerSecond: Infinity });
  });
  setup(() => {
    standIn.reset();
    standIn.configure({ dripDelay: 1 });
  });
  suiteTeardown(() => standIn.close());

  for (const id of FAULT_IDS) {
    const { description, expected } = fault(id);
    test(`${id}: ${description}`, async () => {
      const surroundings = environmentFor(standIn.url, STANDIN_TOKEN, { timeouts: patienceWith(id) });
      const client = createClient(surroundings);

      const answer = await answerOf(client, question(id));

      assert.deepEqual(violations(answer.events), []);
      if (expected.end === 'error') {
        const kinds: readonly string[] = expected.errors ?? [];
        assert.ok(
          kinds.includes(answer.error?.kind ?? ''),
          `${JSON.stringify(answer.error)} is none of ${kinds.join()}`,
        );
      } else {
        assert.equal(answer.error, undefined);
        assert.equal(answer.finish, expected.end);
      }
      if (expected.text !== undefined) assert.equal(answer.text, expected.text);
      assert.equal(answer.reasoning, expected.reasoning ?? '');
      assert.deepEqual(
        answer.toolCalls.map(({ name, arguments: given }) => ({ name, arguments: given })),
        expected.toolCalls ?? [],
      );
      if (expected.usage !== undefined) assert.deepEqual(answer.usage, expected.usage);

      await Promise.all(standIn.received.map((request) => standIn.waitForClosed(request)));
      assert.deepEqual(
        standIn.received.filter(({ origin }) => origin === 'other'),
        [],
        'the redirect was followed',
      );
      assert.ok(standIn.received.length <= 3, 'it was asked more than three times');
      const logged = surroundings.log.lines.join('\n');
      assert.ok(!logged.includes(STANDIN_TOKEN) && !logged.includes(PROMPT), 'a secret is in the log');
      assert.ok(!JSON.stringify(answer.events).includes(STANDIN_TOKEN), 'the token is in an event');
    });
  }
});
