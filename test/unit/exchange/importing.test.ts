import assert from 'node:assert/strict';
import { strToU8, zipSync } from 'fflate';
import { importInWords } from '../../../src/core/exchange/importWords';
import { unpackChats } from '../../../src/core/exchange/unpack';
import { ChatWindow } from '../../support/chatWindow';
import { chatIn, fileOf, importInto } from './support';

const chat = (id: string, ...texts: string[]): object => ({
  _id: id,
  title: `Chat ${id}`,
  messages: texts.map((content, index) => ({
    id: `${id}-${index}`,
    from: index % 2 === 0 ? 'user' : 'assistant',
    content,
  })),
});

const words = async (...parameters: Parameters<typeof importInto>): Promise<string> =>
  importInWords(await importInto(...parameters)).text;

suite('Importing chats', () => {
  test('twice brings no doubles, and says so', async () => {
    const window = new ChatWindow();
    const files = [fileOf([chat('a', 'One', 'Two'), chat('b', 'Three')])];
    assert.equal(await words(window, files), '2 chats imported.');
    const before = new Map(window.disk.files);
    assert.equal(await words(window, files), '2 chats were already here; nothing was changed.');
    assert.deepEqual(window.disk.files, before);
    assert.equal(
      await words(window, [...files, fileOf([chat('c', 'New')])]),
      '1 chat imported, 2 were already here.',
    );
  });

  test('never overwrites a chat that has gone on here, and keeps one that went on elsewhere beside it', async () => {
    const window = new ChatWindow();
    await importInto(window, [fileOf([chat('a', 'One', 'Two')])]);
    await window.chat.open('huggingchat-a');
    await window.ask('Here', 'Answer');
    const here = window.disk.text('conversations/huggingchat-a.jsonl');
    const grown = [fileOf([chat('a', 'One', 'Two', 'There')])];
    assert.equal(
      await words(window, [fileOf([chat('a', 'One', 'Two')])]),
      '1 chat was already here; nothing was changed.',
    );
    assert.equal(
      await words(window, grown),
      '1 chat imported. 1 of them was here in another state; both were kept.',
    );
    assert.equal(await words(window, grown), '1 chat was already here; nothing was changed.');
    assert.equal(window.disk.text('conversations/huggingchat-a.jsonl'), here);
    const [copy] = (await window.store.list()).filter(({ id }) => id !== 'huggingchat-a');
    assert.deepEqual((await chatIn(window.store, copy?.id ?? '')).shown, [
      'user: One',
      'assistant: Two',
      'user: There',
    ]);
  });

  test('appears in the list, in the order of when chats last changed, and can be gone on with', async () => {
    const window = new ChatWindow();
    const dated = (id: string, updatedAt: string): object => ({ ...chat(id, id, 'Answer'), updatedAt });
    await importInto(window, [fileOf([dated('old', '2020-01-01'), dated('new', '2024-01-01')])]);
    assert.deepEqual(
      (await window.store.list()).map(({ title }) => title),
      ['Chat new', 'Chat old'],
    );
    await window.chat.open('huggingchat-old');
    await window.ask('More', 'Gladly');
    assert.deepEqual(window.texts, ['old', 'Answer', 'More', 'Gladly']);
  });

  test('stops between two chats when asked to, and tells how many were kept', async () => {
    const window = new ChatWindow();
    const abort = new AbortController();
    let time = 0;
    let turns = 0;
    const summary = await importInto(window, [fileOf(['a', 'b', 'c', 'd'].map((id) => chat(id, id)))], {
      signal: abort.signal,
      now: () => (time += 100),
      pause: () => {
        turns += 1;
        if (turns === 2) abort.abort();
        return Promise.resolve();
      },
    });
    assert.deepEqual(summary.imported, ['huggingchat-a', 'huggingchat-b']);
    assert.equal(
      importInWords(summary).text,
      '2 chats imported. You stopped it there; import again for the rest.',
    );
    assert.equal(window.disk.files.size, 2);
  });

  test('on a full disk keeps what is there, leaves no half of a chat, and says what to do', async () => {
    const window = new ChatWindow();
    window.disk.trouble = (operation, path) =>
      operation === 'create' && path.includes('-b') ? 'diskFull' : undefined;
    const summary = await importInto(window, [fileOf(['a', 'b', 'c'].map((id) => chat(id, id)))]);
    assert.deepEqual(importInWords(summary), {
      text: '1 chat imported. The disk is full: make room on it, then import again for the rest.',
      kind: 'warning',
    });
    assert.deepEqual([...window.disk.files.keys()], ['conversations/huggingchat-a.jsonl']);
  });

  test('says of each file that can’t be read why, and what to do', async () => {
    const files = [
      fileOf([chat('a', 'One')]),
      fileOf('Dear diary', 'diary.txt'),
      fileOf('[{"title":"T","messages":[{"from":"user"', 'cut.json'),
      { name: 'gone.json', read: () => Promise.reject(new Error('gone')) },
      { name: 'huge.json', read: () => Promise.resolve('tooLarge' as const) },
      fileOf(zipSync({ 'cat.png': strToU8('x') }), 'pictures.zip'),
      fileOf(strToU8('PK\u0003\u0004 torn'), 'torn.zip'),
    ];
    const { text, kind } = importInWords(await importInto(new ChatWindow(), files));
    assert.equal(kind, 'warning');
    for (const sentence of [
      /^1 chat imported\. /,
      /1 could not be read: “diary\.txt” holds no chats\. Choose a JSON file/,
      /“cut\.json” ends in the middle\. Download or copy it again/,
      /“gone\.json” can’t be opened\./,
      /“huge\.json” is larger than can be read at once\. Unpack or cut it/,
      /“pictures\.zip” is a ZIP file without conversations\.json in it\./,
      /“torn\.zip” is a ZIP file that can’t be unpacked\./,
    ])
      assert.match(text, sentence);
    const nothing = importInWords(await importInto(new ChatWindow(), files.slice(1, 2)));
    assert.equal(nothing.kind, 'error');
    assert.match(nothing.text, /^No chat was imported\. 1 could not be read/);
  });

  test('names the first chats of many that can’t be read, and counts the others', async () => {
    const bad = ['A', 'B', 'C', 'D', 'E'].map((title) => ({ title, messages: 'none' }));
    const { text } = importInWords(await importInto(new ChatWindow(), [fileOf([chat('a', 'One'), ...bad])]));
    assert.match(text, /^1 chat imported\. 5 could not be read: “A”, “B”, “C” and 2 more are no chats of /);
  });

  test('leaves empty chats out without a word, unless there is nothing else', async () => {
    assert.equal(await words(new ChatWindow(), [fileOf([chat('a', 'One'), chat('b')])]), '1 chat imported.');
    const none = 'There is nothing to import: no chat in it has a message.';
    for (const content of [[chat('b')], [], { format: 'huggingphaze-chats', version: 1, conversations: [] }])
      assert.equal(await words(new ChatWindow(), [fileOf(content)]), none);
  });
});

suite('A ZIP file of chats', () => {
  test('is imported as ChatGPT and HuggingChat send it', async () => {
    const zip = zipSync({
      'export/conversations.json': strToU8(JSON.stringify([chat('a', 'One')])),
      'conversations-001.json': strToU8(JSON.stringify([chat('b', 'Two')])),
      'shared_conversations.json': strToU8('[{"id":"x"}]'),
      'user.json': strToU8('{"email":"x"}'),
      'chat.html': strToU8('<html>'),
    });
    assert.equal(await words(new ChatWindow(), [fileOf(zip, 'export.zip')]), '2 chats imported.');
  });

  test('that would unpack to more than there is room for is not unpacked', () => {
    const bomb = zipSync({ 'conversations.json': new Uint8Array(3_000_000) });
    assert.ok(bomb.length < 10_000);
    assert.deepEqual(unpackChats(bomb, 1_000_000), { kind: 'tooLarge' });
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`${index}/conversations.json`, strToU8('[]')]),
    );
    assert.deepEqual(unpackChats(zipSync(many)), { kind: 'tooLarge' });
  });

  test('that lies about its size gives no more than it said', () => {
    const bomb = zipSync({ 'conversations.json': new Uint8Array(3_000_000) });
    const view = new DataView(bomb.buffer);
    const directory = bomb.length - 22 - (46 + 'conversations.json'.length);
    assert.equal(view.getUint32(directory + 24, true), 3_000_000);
    view.setUint32(directory + 24, 1000, true);
    const unpacked = unpackChats(bomb, 1_000_000);
    assert.ok(
      unpacked.kind === 'damaged' || (unpacked.kind === 'files' && unpacked.files[0]?.length === 1000),
    );
  });
});
