import assert from 'node:assert/strict';
import { GrowingText } from '../../../src/core/chat/growingText';
import { ChatWindow } from '../../support/chatWindow';

/** Counts how often a method is called while something runs. */
async function callsOf<Name extends string>(
  prototype: Record<Name, (...parameters: never[]) => unknown>,
  name: Name,
  run: () => Promise<void>,
): Promise<number> {
  const original = prototype[name];
  let calls = 0;
  prototype[name] = function (this: unknown, ...parameters: never[]) {
    calls += 1;
    return original.apply(this, parameters);
  };
  try {
    await run();
  } finally {
    prototype[name] = original;
  }
  return calls;
}

async function stream(window: ChatWindow, deltas: number): Promise<void> {
  const sent = window.chat.send({ text: 'question' });
  const call = await window.client.nextCall();
  for (let batch = 0; batch < deltas / 1_000; batch += 1) {
    await call.text(...Array.from({ length: 1_000 }, () => 'word '));
    window.timers.advance(250);
  }
  await call.finish();
  await sent;
}

suite('The cost of a token', () => {
  test('the text of an answer of 100,000 tokens is joined a few times, not at every token', async () => {
    const window = new ChatWindow();
    const joined = await callsOf(GrowingText.prototype, 'toString', () => stream(window, 100_000));
    assert.equal(window.answer.text.length, 500_000);
    assert.ok(joined <= 10, `${joined} times`);
  });

  test('what is written to disk grows with the text, not with its square', async () => {
    const written = async (deltas: number): Promise<number> => {
      const window = new ChatWindow();
      await stream(window, deltas);
      return window.disk.text(`conversations/${window.chat.current.id}.jsonl`).length;
    };
    const [short, long] = [await written(10_000), await written(100_000)];
    assert.ok(long < 10.5 * short);
    assert.ok(long < 1.2 * 500_000);
  });

  test('a token costs as many look-ups in a conversation of 1,000 messages as in a new one', async () => {
    const lookUps = async (questions: number): Promise<number> => {
      const window = new ChatWindow();
      for (let question = 0; question < questions; question += 1) await window.ask('question', 'answer');
      const sent = window.chat.send({ text: 'question' });
      const call = await window.client.nextCall();
      const words = Array.from({ length: 1_000 }, () => 'word ');
      const count = await callsOf(Map.prototype, 'get', async () => {
        const iterated = await callsOf(Map.prototype, 'values', () => call.text(...words));
        assert.equal(iterated, 0);
      });
      await call.finish();
      await sent;
      return count;
    };
    assert.equal(await lookUps(500), await lookUps(0));
  }).timeout(20_000);

  test('a service that says who answers at every token has the text joined no more often', async () => {
    const window = new ChatWindow();
    const joined = await callsOf(GrowingText.prototype, 'toString', async () => {
      const sent = window.chat.send({ text: 'question' });
      const call = await window.client.nextCall();
      for (let token = 0; token < 1_000; token += 1)
        await call.emit(
          { type: 'answeredBy', provider: `p${token}`, requestId: undefined },
          { type: 'usage', usage: { promptTokens: 1, completionTokens: token } },
          { type: 'text', text: 'word ' },
        );
      await call.finish();
      await sent;
    });
    assert.ok(joined <= 10, `${joined} times`);
    assert.equal(window.answer.provider, 'p999');
  });
});
