import assert from 'node:assert/strict';
import { describeError, type ErrorActionId } from '../../../src/core/inference/errorWords';
import type { InferenceError, InferenceErrorKind } from '../../../src/core/inference/inferenceError';

const context = { modelName: 'Llama 3.3 70B Instruct' };

/** The button that mends each kind. The compiler keeps the table complete. */
const MENDED_BY: Readonly<Record<InferenceErrorKind, ErrorActionId>> = {
  noToken: 'setToken',
  badToken: 'setToken',
  tokenLacksPermission: 'setToken',
  noCredit: 'addCredits',
  modelUnavailable: 'chooseModel',
  modelGated: 'openModelPage',
  tooLong: 'chooseModel',
  rateLimited: 'tryAgain',
  providerDown: 'tryAgain',
  offline: 'tryAgain',
  timedOut: 'tryAgain',
  badRequest: 'chooseModel',
  unexpected: 'tryAgain',
};

const CAUSES: readonly InferenceError[] = [
  { kind: 'unexpected', cause: 'emptyAnswer' },
  { kind: 'unexpected', cause: 'notAnAnswer' },
  { kind: 'unexpected', cause: 'redirected' },
  { kind: 'unexpected', cause: 'badAddress' },
  { kind: 'unexpected', cause: 'badBillTo' },
  { kind: 'providerDown', cause: 'starting', retryAfterSeconds: 20 },
  { kind: 'providerDown', cause: 'connectionClosed' },
  { kind: 'offline', cause: 'connectionNotTrusted' },
  { kind: 'badRequest', cause: 'conversationShape' },
  { kind: 'timedOut', cause: 'stalled' },
];

const kinds = Object.entries(MENDED_BY).map(([kind, action]) => ({
  kind: kind as InferenceErrorKind,
  action,
}));

suite('An error in words', () => {
  for (const { kind, action } of kinds) {
    test(`${kind}: the first button is the one that mends it`, () => {
      assert.equal(describeError({ kind }, context).actions[0]?.id, action);
    });
  }

  test('a setting that keeps anything from being sent can be opened from the error', () => {
    for (const cause of ['badAddress', 'badBillTo'] as const) {
      const [first] = describeError({ kind: 'unexpected', cause }, context).actions;
      assert.deepEqual(first, { id: 'openSettings', label: 'Open settings' });
    }
  });

  test('every kind and cause says something else', () => {
    const all = [...kinds.map(({ kind }) => ({ kind })), ...CAUSES];
    const sentences = all.map((error) => describeError(error, context).sentence);
    assert.equal(new Set(sentences).size, all.length);
  });

  test('no sentence has a word that only engineers know', () => {
    for (const error of [...kinds.map(({ kind }) => ({ kind })), ...CAUSES]) {
      const { sentence } = describeError(error, context);
      assert.match(sentence, /^[A-Z].*\.$/s);
      assert.doesNotMatch(
        sentence,
        /\b(?:HTTP(?!:)|API|request id|status|4\d\d|5\d\d|JSON|stream|endpoint|server|timeout|context window|rate limit|invalid|undefined|null|router|inference(?! providers))\b/i,
      );
      assert.ok(sentence.length < 240, sentence);
    }
  });

  test('the buttons are named as agreed', () => {
    const labels = new Map(
      kinds.flatMap(({ kind }) =>
        describeError({ kind }, context).actions.map(({ id, label }) => [id, label]),
      ),
    );
    assert.equal(labels.get('tryAgain'), 'Try again');
    assert.equal(labels.get('chooseModel'), 'Choose another model');
    assert.equal(labels.get('setToken'), 'Set token');
    assert.equal(labels.get('addCredits'), 'Add credits');
  });

  test('a provider that was asked for by name and does not run the model is named', () => {
    const { sentence } = describeError({ kind: 'modelUnavailable', askedProvider: 'groq' }, context);
    assert.match(sentence, /^Groq does not run Llama 3\.3 70B Instruct/);
    const chosenByRouter = describeError({ kind: 'modelUnavailable', provider: 'groq' }, context);
    assert.doesNotMatch(chosenByRouter.sentence, /Groq|let Hugging Face choose/);
  });

  test('the provider that failed is named as it writes itself', () => {
    const { sentence } = describeError({ kind: 'providerDown', provider: 'zai-org' }, context);
    assert.match(sentence, /^Z\.ai, which runs Llama 3\.3 70B Instruct, has a problem/);
  });

  test('when to come back is said in a unit that fits', () => {
    const after = (retryAfterSeconds: number): string =>
      describeError({ kind: 'rateLimited', retryAfterSeconds }, context).sentence;
    assert.match(after(0.2), /in about 1 second[,.]/);
    assert.match(after(20), /in about 20 seconds/);
    assert.match(after(300), /in about 5 minutes/);
    assert.match(after(3600), /in about 60 minutes/);
    assert.match(after(7200), /in about 2 hours/);
    assert.match(after(1e9), /tomorrow/);
    for (const odd of [0, -1, NaN, Infinity]) assert.match(after(odd), /in a minute/);
  });

  test('what helps an engineer is kept in the details, a line each, and nothing is made up', () => {
    assert.equal(
      describeError(
        {
          kind: 'providerDown',
          status: 503,
          provider: 'novita',
          requestId: 'r-1',
          serviceMessage: 'overloaded',
          retryAfterSeconds: 3,
        },
        context,
      ).details,
      'Kind: providerDown\nStatus: 503\nProvider: novita\nRequest id: r-1\nThe service says: overloaded',
    );
    assert.equal(describeError({ kind: 'offline' }, context).details, 'Kind: offline');
  });
});
