import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DeltaCoalescer } from '../../../src/views/chat/deltaCoalescer';
import type { Delta } from '../../../src/views/chat/deltaCoalescer';

/** A coalescer whose frames end when the test says so. */
function coalescerByHand(): { coalescer: DeltaCoalescer; posted: Delta[]; endFrame: () => void } {
  const posted: Delta[] = [];
  let waiting: (() => void) | undefined;
  const coalescer = new DeltaCoalescer(
    (delta) => posted.push(delta),
    (action) => {
      waiting = action;
      return {
        dispose: () => {
          if (waiting === action) waiting = undefined;
        },
      };
    },
  );
  const endFrame = (): void => {
    const action = waiting;
    waiting = undefined;
    action?.();
  };
  return { coalescer, posted, endFrame };
}

suite('Streaming text into the panel', () => {
  test('the first word is posted at once', () => {
    const { coalescer, posted } = coalescerByHand();
    coalescer.add({ messageId: 'a', text: 'Hello', reasoning: '' });
    assert.deepEqual(posted, [{ messageId: 'a', text: 'Hello', reasoning: '' }]);
  });

  test('a thousand words within one frame become one message', () => {
    const { coalescer, posted, endFrame } = coalescerByHand();
    for (let index = 0; index < 1001; index += 1) {
      coalescer.add({ messageId: 'a', text: 'word ', reasoning: '' });
    }
    endFrame();
    assert.equal(posted.length, 2);
    assert.equal(posted[1]?.text, 'word '.repeat(1000));
  });

  test('no letter is lost, doubled or moved, wherever frames end and whatever comes between', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({
          messageId: fc.constantFrom('a', 'b'),
          text: fc.string({ maxLength: 5 }),
          reasoning: fc.string({ maxLength: 5 }),
        }),
        fc.constantFrom('frame' as const, 'flush' as const),
      ),
    );
    fc.assert(
      fc.property(steps, (sequence) => {
        const { coalescer, posted, endFrame } = coalescerByHand();
        const sent = { a: '', b: '' };
        const thought = { a: '', b: '' };
        for (const step of sequence) {
          if (step === 'frame') endFrame();
          else if (step === 'flush') coalescer.flush();
          else {
            coalescer.add(step);
            sent[step.messageId === 'a' ? 'a' : 'b'] += step.text;
            thought[step.messageId === 'a' ? 'a' : 'b'] += step.reasoning;
          }
        }
        coalescer.flush();
        for (const id of ['a', 'b'] as const) {
          const of = posted.filter(({ messageId }) => messageId === id);
          assert.equal(of.map(({ text }) => text).join(''), sent[id]);
          assert.equal(of.map(({ reasoning }) => reasoning).join(''), thought[id]);
        }
      }),
    );
  });

  test('what a snapshot carries is not posted again', () => {
    const { coalescer, posted, endFrame } = coalescerByHand();
    coalescer.add({ messageId: 'a', text: 'one', reasoning: '' });
    coalescer.add({ messageId: 'a', text: 'two', reasoning: '' });
    coalescer.drop();
    endFrame();
    assert.equal(posted.length, 1);
  });
});
