import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  emptyConversation,
  visiblePath,
  withHead,
  withMessage,
  withMessageReplaced,
} from '../../../src/core/chat/conversation';
import { titleFrom, titleOf } from '../../../src/core/chat/title';
import { messageAt, trees } from '../../support/trees';

suite('A conversation as a tree', () => {
  test('what was written last is what is shown, with all that leads to it', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const path = visiblePath(tree);
        assert.equal(path.at(-1)?.id, [...tree.messages.keys()].at(-1));
        assert.equal(path[0]?.parentId, null);
        for (const [index, message] of path.entries())
          if (index > 0) assert.equal(message.parentId, path[index - 1]?.id);
      }),
    );
  });

  test('every message can be shown again', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        for (const id of tree.messages.keys()) assert.equal(visiblePath(withHead(tree, id)).at(-1)?.id, id);
      }),
    );
  });

  test('a value never changes once it is made', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const before = structuredClone(tree);
        withMessage(tree, messageAt(999, tree.headId));
        withHead(tree, 'm0');
        withMessageReplaced(tree, { ...messageAt(0, null), text: 'changed' });
        assert.deepEqual(tree, before);
      }),
    );
  });

  test('a message that is replaced keeps its place; one that is not there is not added', () => {
    const tree = withMessage(withMessage(emptyConversation('c'), messageAt(0, null)), messageAt(1, 'm0'));
    const changed = withMessageReplaced(tree, { ...messageAt(0, null), text: 'changed' });
    assert.deepEqual(
      visiblePath(changed).map(({ text }) => text),
      ['changed', 'text 1'],
    );
    assert.equal(withMessageReplaced(tree, messageAt(7, null)), tree);
    assert.equal(withMessageReplaced(tree, messageAt(1, null)), tree);
    assert.equal(withHead(tree, 'unknown'), tree);
    assert.deepEqual(visiblePath(withHead(tree, null)), []);
  });
});

suite('The title of a conversation', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Hello', 'Hello'],
    ['\n\n## Dear   Sir,\nsecond line', 'Dear Sir,'],
    ['```\ncode here\n```', 'code here'],
    ['- [ ] buy milk', '[ ] buy milk'],
    ['???', '???'],
    ['', ''],
    [
      'Could you please write a polite letter to my landlord about the heating?',
      'Could you please write a polite letter to my landlord…',
    ],
  ];
  for (const [text, title] of cases)
    test(`of ${JSON.stringify(text.slice(0, 20))} is "${title}"`, () => assert.equal(titleFrom(text), title));

  test('is short, one line, and cuts no character in two', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 100 })), (text) => {
        const title = titleFrom(text);
        assert.ok(Array.from(title).length <= 60);
        assert.ok(!title.includes('\n'));
        assert.equal(Buffer.from(title).toString(), title);
      }),
    );
    const long = titleFrom('写一封礼貌的信'.repeat(30));
    assert.equal(Array.from(long).length, 60);
  });

  test('of a question without words is what is attached', () => {
    const attachments = [{ id: 'x', label: 'letter.md', languageId: 'markdown', text: 'Dear' }];
    assert.equal(titleOf({ text: '', attachments }), 'letter.md');
  });
});
