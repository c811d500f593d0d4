import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ViewIntent } from '../../../src/protocol';
import { isOpenableLink, parseIntent } from '../../../src/views/chat/parseIntent';

const text = fc.string({ maxLength: 50 });
const identifier = fc.string({ minLength: 1, maxLength: 50 });
const intents: fc.Arbitrary<ViewIntent> = fc.oneof(
  fc.constantFrom<ViewIntent>(
    { type: 'ready' },
    { type: 'stop' },
    { type: 'newChat' },
    { type: 'selectModel' },
    { type: 'signIn' },
    { type: 'openSettings' },
    { type: 'attach' },
    { type: 'chatSettings' },
    { type: 'dismissUndo' },
  ),
  text.map((value) => ({ type: 'send' as const, text: value })),
  fc
    .tuple(identifier, text)
    .map(([conversationId, value]) => ({ type: 'draftChanged' as const, conversationId, text: value })),
  text.map((value) => ({ type: 'copyText' as const, text: value })),
  identifier.map((messageId) => ({ type: 'tryAgain' as const, messageId })),
  identifier.map((messageId) => ({ type: 'continueAnswer' as const, messageId })),
  identifier.map((messageId) => ({ type: 'continueWithModel' as const, messageId })),
  identifier.map((messageId) => ({ type: 'tryAgainWithModel' as const, messageId })),
  identifier.map((messageId) => ({ type: 'deleteMessage' as const, messageId })),
  identifier.map((id) => ({ type: 'undo' as const, id })),
  fc
    .tuple(identifier, text)
    .map(([messageId, value]) => ({ type: 'editMessage' as const, messageId, text: value })),
  fc
    .tuple(identifier, fc.constantFrom('previous' as const, 'next' as const))
    .map(([messageId, direction]) => ({ type: 'stepBranch' as const, messageId, direction })),
  identifier.map((attachmentId) => ({ type: 'removeAttachment' as const, attachmentId })),
  identifier.map((messageId) => ({ type: 'errorAction' as const, messageId, action: 'setToken' as const })),
  text.map((code) => ({ type: 'insertAtCursor' as const, code })),
  text.map((code) => ({ type: 'newFile' as const, code, language: 'python' })),
  fc.webUrl().map((href) => ({ type: 'openLink' as const, href })),
);

suite('What the webview sends', () => {
  test('every real intent arrives as it was sent, without what else hangs on it', () => {
    fc.assert(
      fc.property(intents, fc.dictionary(fc.string(), fc.anything()), (intent, more) => {
        assert.deepEqual(parseIntent({ ...more, ...intent }), intent);
      }),
    );
  });

  test('nothing else is taken for an intent, and nothing throws', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (value) => {
        assert.equal(parseIntent(value), undefined);
      }),
    );
  });

  test('fields of another kind than agreed do not get through', () => {
    const anythingButText = fc.anything().filter((value) => typeof value !== 'string');
    fc.assert(
      fc.property(intents, anythingButText, (intent, value) => {
        for (const field of Object.keys(intent)) {
          assert.equal(parseIntent({ ...intent, [field]: value }), undefined);
        }
      }),
    );
  });

  test('hostile objects do no harm', () => {
    const throwing = {
      get type(): string {
        throw new Error('no');
      },
    };
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    let reads = 0;
    const changing = {
      type: 'openLink',
      get href() {
        reads += 1;
        return reads === 1 ? 'https://example.org' : 'command:workbench.action.quit';
      },
    };
    assert.equal(parseIntent(throwing), undefined);
    assert.equal(parseIntent(trap), undefined);
    assert.deepEqual(parseIntent(changing), { type: 'openLink', href: 'https://example.org' });
    assert.equal(parseIntent(Object.create({ type: 'stop' })), undefined);
    assert.equal(parseIntent({ type: 'errorAction', messageId: 'a', action: 'toString' }), undefined);
    assert.equal(parseIntent({ type: '__proto__' }), undefined);
  });

  test('a text too long for any person is refused', () => {
    assert.equal(parseIntent({ type: 'send', text: 'a'.repeat(10_000_001) }), undefined);
    assert.equal(parseIntent({ type: 'tryAgain', messageId: 'a'.repeat(201) }), undefined);
    assert.equal(parseIntent({ type: 'tryAgain', messageId: '' }), undefined);
  });

  test('links that run something instead of showing it are refused', () => {
    for (const href of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'command:workbench.action.quit',
      'vscode://some.extension/do',
      'file:///etc/passwd',
      'data:text/html,hello',
      '/relative',
      '',
    ]) {
      assert.equal(isOpenableLink(href), false, href);
      assert.equal(parseIntent({ type: 'openLink', href }), undefined, href);
    }
    for (const href of ['https://huggingface.co', 'http://localhost:8080/', 'mailto:someone@example.org']) {
      assert.equal(isOpenableLink(href), true, href);
    }
  });
});
