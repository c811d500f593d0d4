import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mostConversationsAtOnce, type HistoryIntent } from '../../../src/protocol/history';
import { parseIntent } from '../../../src/views/chat/parseIntent';

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true });
const identifier = fc.string({ minLength: 1, maxLength: 50 });
const identifiers = fc.array(identifier, { minLength: 1, maxLength: 20 });
const intents: fc.Arbitrary<HistoryIntent> = fc.oneof(
  fc.constantFrom<HistoryIntent>(
    { type: 'showChatFiles' },
    { type: 'historyClosed' },
    { type: 'restoreAllDeleted' },
  ),
  record({
    type: fc.constant('listConversations' as const),
    request: fc.nat(),
    query: fc.string({ maxLength: 50 }),
    offset: fc.nat(),
    count: fc.nat({ max: mostConversationsAtOnce }),
  }),
  record({
    type: fc.constant('listDeleted' as const),
    request: fc.nat(),
    offset: fc.nat(),
    count: fc.nat({ max: mostConversationsAtOnce }),
  }),
  record({
    type: fc.constant('listConversationIds' as const),
    request: fc.nat(),
    query: fc.string({ maxLength: 50 }),
  }),
  record({
    type: fc.constantFrom('openConversation' as const, 'exportConversation' as const),
    conversationId: identifier,
  }),
  record({
    type: fc.constant('renameConversation' as const),
    conversationId: identifier,
    title: fc.string({ maxLength: 50 }),
  }),
  record({
    type: fc.constant('pinConversation' as const),
    conversationId: identifier,
    pinned: fc.boolean(),
  }),
  record({
    type: fc.constantFrom('deleteConversations' as const, 'restoreConversations' as const),
    conversationIds: identifiers,
  }),
);

suite('What the history sends', () => {
  test('every real intent arrives as it was sent, without what else hangs on it', () => {
    fc.assert(
      fc.property(intents, fc.dictionary(fc.string(), fc.anything()), (intent, more) => {
        assert.deepEqual(parseIntent({ ...more, ...intent }), intent);
      }),
    );
  });

  test('a field that is missing or of another kind than agreed does not get through', () => {
    fc.assert(
      fc.property(intents, (intent) => {
        for (const field of Object.keys(intent)) {
          assert.equal(parseIntent({ ...intent, [field]: undefined }), undefined, field);
          assert.equal(parseIntent({ ...intent, [field]: { length: 1 } }), undefined, field);
          assert.equal(parseIntent({ ...intent, [field]: -1.5 }), undefined, field);
        }
      }),
    );
  });

  test('no flood gets through', () => {
    const list = { type: 'listConversations', request: 1, query: '', offset: 0, count: 1 };
    assert.equal(parseIntent({ ...list, count: mostConversationsAtOnce + 1 }), undefined);
    assert.equal(parseIntent({ ...list, query: 'x'.repeat(2_000) }), undefined);
    const tooMany = Array.from({ length: mostConversationsAtOnce + 1 }, (_, index) => `c${index}`);
    for (const conversationIds of [tooMany, [], ['a', ''], ['a', 1]])
      assert.equal(parseIntent({ type: 'deleteConversations', conversationIds }), undefined);
  });
});
