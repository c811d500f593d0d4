import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isOver, nextState, type RewriteEvent, type RewriteState } from '../../../src/core/text/rewriteState';

const error = { kind: 'offline' } as const;
const ready = { name: 'ready', answer: 'ab', ending: 'stop' } as const;
const failed = { name: 'failed', answer: 'ab', error } as const;

const states: readonly RewriteState[] = [
  { name: 'asking' },
  { name: 'streaming', answer: 'a' },
  ready,
  failed,
  { name: 'conflicted', before: ready },
  { name: 'applied' },
  { name: 'discarded' },
];
const events: readonly RewriteEvent[] = [
  { type: 'askedAgain' },
  { type: 'textArrived', text: 'b' },
  { type: 'partEnded' },
  { type: 'answerEnded', ending: 'stop' },
  { type: 'requestFailed', error },
  { type: 'conflictFound' },
  { type: 'conflictPutOff' },
  { type: 'applied' },
  { type: 'discarded' },
];

/** Per state, in the order of the events above: the state that follows, or `-` where the event means nothing. */
const table: Readonly<Record<RewriteState['name'], string>> = {
  asking: '- streaming asking ready failed - - - discarded',
  streaming: '- streaming asking ready failed - - - discarded',
  ready: 'asking - - - - conflicted - applied discarded',
  failed: 'asking - - - - conflicted - applied discarded',
  conflicted: '- - - - - - ready applied discarded',
  applied: '- - - - - - - - -',
  discarded: '- - - - - - - - -',
};

suite("A suggestion's life", () => {
  for (const state of states) {
    const expected = table[state.name].split(' ');
    events.forEach((event, index) => {
      const follows = expected[index];
      test(`${event.type} while ${state.name}: ${follows === '-' ? 'means nothing' : `leads to ${follows ?? ''}`}`, () => {
        assert.equal(nextState(state, event)?.name ?? '-', follows);
      });
    });
  }

  test('text is kept in the order of its arrival, and through a failure', () => {
    let state: RewriteState = { name: 'asking' };
    for (const text of ['a', 'b', 'c']) state = nextState(state, { type: 'textArrived', text }) ?? state;
    state = nextState(state, { type: 'requestFailed', error }) ?? state;
    assert.deepEqual(state, { name: 'failed', answer: 'abc', error });
  });

  test('a conflict that is put off brings back exactly what was there', () => {
    const conflicted = nextState(failed, { type: 'conflictFound' });
    assert.ok(conflicted);
    assert.deepEqual(nextState(conflicted, { type: 'conflictPutOff' }), failed);
  });

  test('nothing happens any more once it is over, and it is over only by the person', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), (happened) => {
        let state: RewriteState = { name: 'asking' };
        for (const event of happened) {
          const next = nextState(state, event);
          if (isOver(state)) assert.equal(next, undefined);
          if (next !== undefined && isOver(next)) assert.match(event.type, /applied|discarded/);
          state = next ?? state;
        }
      }),
    );
  });
});
