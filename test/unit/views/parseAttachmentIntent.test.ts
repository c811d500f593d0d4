import assert from 'node:assert/strict';
import type { ViewIntent } from '../../../src/protocol';
import { parseIntent } from '../../../src/views/chat/parseIntent';

const intents: readonly ViewIntent[] = [
  { type: 'removeAttachment', attachmentId: 'a' },
  { type: 'previewAttachment', attachmentId: 'a' },
  { type: 'wantThumbnail', attachmentId: 'a' },
  { type: 'attachUris', uris: ['file:///a%20b.md', 'vscode-remote://x/c'] },
  { type: 'attachFile', name: 'a.md', base64: 'QQ==' },
  { type: 'attachFile', name: 'empty.md', base64: '' },
  { type: 'refuseFile', name: 'a', reason: 'folder' },
  { type: 'refuseFile', name: 'a', reason: 'hugePicture' },
  { type: 'attachPicture', name: 'a.png', mediaType: 'image/png', base64: 'QQ==', width: 2, height: 3 },
  { type: 'attach' },
  { type: 'attachSelection' },
  { type: 'declineSelection' },
  { type: 'findMentions', query: '' },
  { type: 'findMentions', query: 'let' },
  { type: 'attachMention', mentionId: 'file:///letter.md' },
];

suite('What the webview sends about attachments', () => {
  test('arrives as it was sent, without what else hangs on it', () => {
    for (const intent of intents) assert.deepEqual(parseIntent({ ...intent, more: 1 }), intent, intent.type);
  });

  test('does not get through with a field of another kind, or without it', () => {
    for (const intent of intents) {
      for (const field of Object.keys(intent)) {
        for (const value of [undefined, null, 1.5, {}, [1]]) {
          assert.equal(parseIntent({ ...intent, [field]: value }), undefined, `${intent.type} ${field}`);
        }
      }
    }
    assert.equal(parseIntent({ type: 'refuseFile', name: 'a', reason: 'toString' }), undefined);
    const picture = {
      type: 'attachPicture',
      name: 'a',
      mediaType: 'image/png',
      base64: 'QQ==',
      width: 2,
      height: 3,
    };
    for (const width of [0, -1, 10_001, NaN]) assert.equal(parseIntent({ ...picture, width }), undefined);
    assert.equal(parseIntent({ ...picture, mediaType: 'image/svg+xml' }), undefined);
  });

  test('is no flood: neither endless names nor endless lists', () => {
    const uris = Array.from({ length: 101 }, () => 'file:///a');
    assert.equal(parseIntent({ type: 'attachUris', uris }), undefined);
    assert.equal(parseIntent({ type: 'attachUris', uris: ['a'.repeat(8_001)] }), undefined);
    assert.equal(parseIntent({ type: 'attachFile', name: 'a'.repeat(501), base64: '' }), undefined);
    assert.equal(parseIntent({ type: 'attachFile', name: 'a', base64: 'a'.repeat(26_666_669) }), undefined);
  });
});
