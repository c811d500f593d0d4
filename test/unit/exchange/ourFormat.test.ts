import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatOurs } from '../../../src/core/exchange/ourFormat';
import { portableOf, withoutSecrets } from '../../../src/core/exchange/portableConversation';
import type { StoredConversation } from '../../../src/core/storage/readConversation';
import { ChatWindow } from '../../support/chatWindow';
import { conversations, pictureBytes, pictureFile } from './conversations';
import { fileOf, importInto } from './support';

const pictures = { [pictureFile]: `data:image/png;base64,${Buffer.from(pictureBytes).toString('base64')}` };

function exported(stored: readonly StoredConversation[]): string {
  const portable = stored.map((conversation) => withoutSecrets(portableOf(conversation, pictures)));
  return [...formatOurs(portable, new Date(0))].join('');
}

interface Exported {
  readonly conversations: readonly { readonly messages: unknown[] }[];
}

/** What a person has of a conversation; where on disk its answers end is no part of that. */
function contents({ conversation, ...rest }: StoredConversation): unknown {
  const { id, title, headId, messages, visited } = conversation;
  return {
    id,
    title,
    headId,
    messages: [...messages.values()],
    visited: [...visited].filter((messageId) => messages.has(messageId)),
    ...rest,
    tails: [...rest.tails.keys()].filter((messageId) => messages.has(messageId)),
    unreadableLines: 0,
  };
}

suite('Our JSON export', () => {
  test('gives back the same conversations: branches, drafts, pictures, titles, models, usage', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(conversations, { maxLength: 4, selector: ({ conversation }) => conversation.id }),
        async (stored) => {
          const window = new ChatWindow();
          const summary = await importInto(window, [fileOf(exported(stored))]);
          assert.deepEqual(summary.troubles, []);
          assert.equal(summary.imported.length, stored.length);
          for (const before of stored) {
            const after = await window.store.read(before.conversation.id);
            assert.ok(after);
            assert.deepEqual(contents(after), contents(before));
            assert.equal(after.unreadableLines, 0);
          }
        },
      ),
    );
  });

  test('brings the bytes of pictures along, and none that are no picture', async () => {
    const window = new ChatWindow();
    const picture = {
      file: pictureFile,
      mediaType: 'image/png' as const,
      width: 3,
      height: 2,
      size: pictureBytes.length,
    };
    const chat = (id: string, address: string): unknown => ({
      id,
      title: '',
      updatedAt: 1,
      headId: 'q',
      draft: '',
      attachments: [],
      messages: [
        {
          role: 'user',
          id: 'q',
          parentId: null,
          createdAt: 1,
          text: 'Look',
          attachments: [{ kind: 'picture', id: 'p', label: 'cat.png', picture }],
        },
      ],
      pictures: { [pictureFile]: address, '../../outside': address },
    });
    const html = `data:image/png;base64,${Buffer.from('<script>').toString('base64')}`;
    await importInto(window, [fileOf({ format: 'huggingphaze-chats', conversations: [chat('bad', html)] })]);
    assert.equal(await window.pictures.address(picture), undefined);
    await importInto(window, [
      fileOf({ format: 'huggingphaze-chats', conversations: [chat('good', pictures[pictureFile] ?? '')] }),
    ]);
    assert.equal(await window.pictures.address(picture), pictures[pictureFile]);
    assert.ok(
      [...window.disk.files.keys()].every((path) => /^(?:conversations|pictures)\/[\w.-]+$/.test(path)),
    );
  });

  test('holds no token, wherever one was pasted', async () => {
    const window = new ChatWindow();
    const token = 'hf_abcdefghijklmnopqrstuvwxyz';
    await window.ask(`My token\n${token}`, `Thanks for ${token}`);
    window.chat.setDraft(`again ${token}`);
    await window.chat.close();
    const stored = await window.store.read(window.chat.current.id);
    assert.ok(stored);
    const text = exported([stored]);
    assert.ok(text.includes('My token'));
    assert.ok(!text.includes(token));
    const own = [...formatOurs([withoutSecrets(portableOf(stored, {}), 'My')], new Date(0))].join('');
    assert.ok(!own.includes('My token'));
  });

  test('says in its first lines what it is', () => {
    const head = exported([]).slice(0, 120);
    assert.match(head, /"format": "huggingphaze-chats",\n {2}"version": 1,\n {2}"exportedAt": "1970-/);
    assert.deepEqual(JSON.parse(exported([])), {
      format: 'huggingphaze-chats',
      version: 1,
      exportedAt: '1970-01-01T00:00:00.000Z',
      conversations: [],
    });
  });

  test('of a later version is left alone, with the way out', async () => {
    const window = new ChatWindow();
    const later = {
      format: 'huggingphaze-chats',
      version: 2,
      conversations: [{ messages: [], headId: null }],
    };
    const { imported, troubles } = await importInto(window, [fileOf(later)]);
    assert.deepEqual(imported, []);
    assert.deepEqual(troubles, [{ file: 'chats.json', title: '', problem: 'laterVersion' }]);
  });

  test('with a damaged message brings no half of a conversation, and all the others', async () => {
    await fc.assert(
      fc.asyncProperty(conversations, fc.nat(), fc.json(), async (stored, where, damage) => {
        const value = JSON.parse(exported([stored])) as Exported;
        const copy = JSON.parse(exported([stored])) as Exported;
        const [first] = value.conversations;
        assert.ok(first);
        const at = where % (first.messages.length + 1);
        first.messages.splice(at, 0, JSON.parse(damage));
        const good = { ...copy.conversations[0], id: 'good' };
        const window = new ChatWindow();
        const summary = await importInto(window, [fileOf({ conversations: [first, good] })]);
        assert.deepEqual(summary.imported, ['good']);
        assert.equal(summary.troubles.length, 1);
        assert.deepEqual(
          [...window.disk.files.keys()].filter((path) => path.startsWith('conv')),
          ['conversations/good.jsonl'],
        );
      }),
      { numRuns: 50 },
    );
  });
});
