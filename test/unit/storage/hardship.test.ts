import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pace } from '../../../src/core/pace';
import { systemTimers } from '../../../src/core/storage/clock';
import { ConversationStore } from '../../../src/core/storage/conversationStore';
import { formatRecord } from '../../../src/core/storage/conversationRecord';
import { readConversation, readConversationFile } from '../../../src/core/storage/readConversation';
import { nodeFileSystem } from '../../../src/platform/storageFileSystem';
import { ChatWindow } from '../../support/chatWindow';

const ignore = (): void => undefined;
const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };

const file = (lines: readonly object[]): string => lines.map((line) => `\n${JSON.stringify(line)}`).join('');

/** What a later version may have written: what it means is for that version to know. */
const newerLines = [
  { writer: 'later', sequence: 0, kind: 'header', format: 2, id: 'c', createdAt: 1 },
  { writer: 'later', sequence: 1, kind: 'message', message: { id: 'q', parentId: null, text: 'question' } },
  { writer: 'later', sequence: 2, kind: 'picture', id: 'p', place: 'elsewhere' },
];

suite('A conversation that a newer version wrote', () => {
  test('is shown as far as it is understood, and it is said that something may be missing', async () => {
    const window = new ChatWindow();
    window.disk.set('conversations/c.jsonl', file(newerLines));
    await window.chat.open('c');
    assert.deepEqual(window.texts, ['question']);
    assert.equal(window.chat.storageTrouble, 'newer');
    assert.deepEqual(window.events.at(-1), { type: 'storageTrouble', trouble: 'newer' });
    await window.chat.newChat();
    assert.equal(window.chat.storageTrouble, undefined);
    assert.deepEqual(window.events.at(-1), { type: 'storageTrouble', trouble: undefined });
  });

  test('goes on, and what is added says that it is of this version', async () => {
    const window = new ChatWindow();
    const before = file(newerLines);
    window.disk.set('conversations/c.jsonl', before);
    await window.chat.open('c');
    assert.equal(window.disk.text('conversations/c.jsonl'), before);
    await window.ask('more', 'MORE');
    await window.ask('and more', 'STILL MORE');
    const after = window.disk.text('conversations/c.jsonl');
    assert.ok(after.startsWith(before));
    const added = after
      .slice(before.length)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    const headers = added.filter((line) => JSON.stringify(line).includes('"header"'));
    assert.deepEqual(headers, [added[0]]);
    assert.deepEqual(headers[0], { ...(headers[0] as object), writer: 'a', kind: 'header', format: 1 });
    const again = await window.reopened();
    assert.equal(again.chat.storageTrouble, 'newer');
    assert.deepEqual(again.texts, ['question', 'more', 'MORE', 'and more', 'STILL MORE']);
  });

  test('that an older one is not, and is read', () => {
    const older = newerLines.slice(1, 2);
    const { conversation, isNewer } = readConversation('c', file(older));
    assert.equal(isNewer, false);
    assert.equal(conversation.messages.get('q')?.text, 'question');
  });
});

suite('A folder in which nothing may be written', () => {
  test('keeps nobody from reading, asking and answering, and says that nothing is saved', async () => {
    const window = new ChatWindow();
    await window.ask('before', 'BEFORE');
    const saved = window.chat.current.id;
    window.disk.trouble = (operation) =>
      ['append', 'replace', 'move', 'remove'].includes(operation) ? 'notPermitted' : undefined;
    await window.ask('during', 'DURING');
    await window.chat.newChat();
    await window.ask('another', 'ANOTHER');
    assert.equal(window.chat.storageTrouble, 'notPermitted');
    await window.chat.open(saved);
    assert.deepEqual(window.texts, ['before', 'BEFORE', 'during', 'DURING']);
    assert.deepEqual(
      new Set((await window.chat.list()).map(({ title }) => title)),
      new Set(['before', 'another']),
    );
    window.disk.trouble = () => undefined;
    await window.store.flush();
    assert.equal(window.chat.storageTrouble, undefined);
    const elsewhere = new ChatWindow(window.disk, 'b');
    assert.equal((await elsewhere.chat.list()).length, 2);
  });
});

suite('A clock that goes backwards', () => {
  test('neither turns messages round nor loses a place in the list', async () => {
    const window = new ChatWindow();
    window.now = 5_000;
    await window.ask('first', 'FIRST');
    window.now = 1_000;
    await window.ask('second', 'SECOND');
    assert.deepEqual((await window.reopened()).texts, ['first', 'FIRST', 'second', 'SECOND']);
    const [summary] = await window.store.list();
    assert.equal(summary?.updatedAt, 5_000);
    assert.equal(summary.messageCount, 4);
    await window.store.remove([summary.id], 900);
    window.now = 100;
    assert.deepEqual((await window.store.restore([summary.id], 100)).done, [summary.id]);
    assert.equal((await window.store.list())[0]?.messageCount, 4);
  });
});

suite('A history of a hundred megabytes', () => {
  test('gives others their turn all the while that one large file is read', async () => {
    const text = 'words '.repeat(1_000);
    const lines = Array.from({ length: 200 }, (_, index) =>
      formatRecord({
        writer: 'w',
        sequence: index,
        record: {
          kind: 'message',
          message: { role: 'user', id: `m${index}`, parentId: null, createdAt: index, text, attachments: [] },
        },
      }),
    );
    const bytes = new TextEncoder().encode(lines.join('\n'));
    let [time, pauses] = [0, 0];
    const pace = new Pace({
      now: () => (time += 1),
      pause: () => {
        pauses += 1;
        return Promise.resolve();
      },
    });
    const stored = await readConversationFile('c', bytes, ['{"kind":"draft","text":"unsent"}'], pace);
    assert.equal(stored.conversation.messages.size, 200);
    assert.equal(stored.draft, 'unsent');
    assert.ok(pauses >= 20, `${pauses} pauses`);
    assert.deepEqual(stored, readConversation('c', `${lines.join('\n')}\n{"kind":"draft","text":"unsent"}`));
  });

  test('is not waited for at the start: nothing of it is touched but the conversation that is shown', async () => {
    const before = new ChatWindow();
    await before.ask('last shown', 'yes');
    const megabyte = new TextEncoder().encode(`\n{"kind":"draft","text":"${'word '.repeat(200_000)}"}`);
    for (let index = 0; index < 100; index += 1) before.disk.set(`conversations/old${index}.jsonl`, megabyte);
    const operations = before.disk.operations.length;
    const window = await before.reopened();
    assert.deepEqual(window.texts, ['last shown', 'yes']);
    await window.ask('at once', 'yes');
    const touched = before.disk.operations.slice(operations);
    const own = `conversations/${before.chat.current.id}.jsonl`;
    assert.deepEqual([...new Set(touched)].sort(), [`append ${own}`, `read ${own}`]);
  });
});

suite('A folder with things of strangers in it', () => {
  let folder = '';
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huggingphaze-strangers-'));
  });
  teardown(() => rm(folder, { recursive: true, force: true }));

  const store = (writer: string): ConversationStore =>
    new ConversationStore({ fileSystem: nodeFileSystem(folder), timers: systemTimers, log, writer });

  test('lists ours, from whichever windows at once, and leaves the others alone', async () => {
    const one = store('one');
    const message = (id: string): Parameters<ConversationStore['append']>[1] => [
      {
        kind: 'message',
        message: { role: 'user', id, parentId: null, createdAt: 1, text: id, attachments: [] },
      },
    ];
    await one.append('ours', message('mine'));
    const conversations = join(folder, 'conversations');
    await mkdir(join(conversations, 'folder.jsonl'));
    for (const name of [
      '.jsonl',
      'a b.jsonl',
      'größe.jsonl',
      `${'x'.repeat(120)}.jsonl`,
      'ours.jsonl.bak',
      'notes.txt',
    ])
      await writeFile(join(conversations, name), 'not ours');
    await writeFile(
      join(conversations, 'garbage.jsonl'),
      new Uint8Array(5_000).map((_, index) => index * 7),
    );
    await writeFile(join(conversations, 'nothing.jsonl'), '');
    await writeFile(join(conversations, 'zeros.jsonl'), new Uint8Array(5_000));
    await symlink('nowhere', join(conversations, 'broken.jsonl'));
    const lists = await Promise.all(['two', 'three', 'four', 'five'].map((name) => store(name).list()));
    for (const list of lists)
      assert.deepEqual(
        list.map(({ title }) => title),
        ['mine'],
      );
    await one.append('ours', message('more'));
    assert.deepEqual(
      (await store('six').list()).map(({ messageCount }) => messageCount),
      [1],
    );
    assert.equal((await store('six').read('ours'))?.conversation.messages.size, 2);
  });
});
