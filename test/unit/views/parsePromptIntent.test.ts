import assert from 'node:assert/strict';
import { parseIntent } from '../../../src/views/chat/parseIntent';

suite('what the panel wants of prompts', () => {
  test('is taken field by field, and nothing else is', () => {
    assert.deepEqual(parseIntent({ type: 'findPrompts', query: '', more: 1 }), {
      type: 'findPrompts',
      query: '',
    });
    for (const type of ['savePrompt', 'showSentText']) {
      assert.deepEqual(parseIntent({ type, messageId: 'm1' }), { type, messageId: 'm1' });
      for (const messageId of [undefined, '', 1, 'x'.repeat(201)]) {
        assert.equal(parseIntent({ type, messageId }), undefined);
      }
    }
    for (const query of [undefined, 1, 'x'.repeat(131)]) {
      assert.equal(parseIntent({ type: 'findPrompts', query }), undefined);
    }
  });
});
