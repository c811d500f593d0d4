import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ChatWindow } from '../../support/chatWindow';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

async function threeConversations(): Promise<ChatWindow> {
  const window = new ChatWindow();
  for (const name of ['one', 'two', 'three']) {
    await window.chat.newChat();
    await window.ask(name, name.toUpperCase());
  }
  return window;
}

const titles = async (window: ChatWindow): Promise<readonly string[]> =>
  (await window.store.list()).map(({ title }) => title);

const readsOf = (disk: MemoryFileSystem): number =>
  disk.operations.filter((operation) => operation.startsWith('read conversations/')).length;

suite('The list of conversations', () => {
  test('is read from the index while nothing has changed', async () => {
    const window = await threeConversations();
    assert.deepEqual(await titles(window), ['three', 'two', 'one']);
    const reads = readsOf(window.disk);
    assert.deepEqual(await titles(new ChatWindow(window.disk, 'b')), ['three', 'two', 'one']);
    assert.equal(readsOf(window.disk), reads);
  });

  test('is right whatever has become of the index', async () => {
    const window = await threeConversations();
    await window.store.list();
    const good = window.disk.text('index.json');
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.nat({ max: good.length }).map((length) => good.slice(0, length)),
          fc.string(),
          fc.json(),
          fc.constant('{"version":2,"entries":[]}'),
          fc.json().map((entry) => `{"version":1,"entries":[${entry}]}`),
        ),
        async (damaged) => {
          window.disk.set('index.json', damaged);
          assert.deepEqual(await titles(window), ['three', 'two', 'one']);
        },
      ),
    );
    window.disk.files.delete('index.json');
    assert.deepEqual(await titles(window), ['three', 'two', 'one']);
    assert.deepEqual(JSON.parse(window.disk.text('index.json')), JSON.parse(good));
  });

  test('never believes an index that is older than a file', async () => {
    const window = await threeConversations();
    await window.store.list();
    const old = window.disk.text('index.json');
    await window.ask('more', 'MORE');
    window.disk.set('index.json', old);
    const [latest] = await window.store.list();
    assert.equal(latest?.title, 'three');
    assert.equal(latest.messageCount, 4);
  });

  test('shows what two windows wrote, whichever of them wrote the index last', async () => {
    const disk = new MemoryFileSystem();
    const [a, b] = [new ChatWindow(disk, 'a'), new ChatWindow(disk, 'b')];
    await a.ask('from a', '1');
    await b.ask('from b', '2');
    await Promise.all([a.store.list(), b.store.list()]);
    assert.deepEqual(new Set(await titles(a)), new Set(['from a', 'from b']));
    assert.deepEqual(await titles(b), await titles(a));
  });

  test('leaves a damaged conversation, and files that are none, where they are', async () => {
    const window = await threeConversations();
    window.disk.set('conversations/damaged.jsonl', '{"kind":"messa');
    window.disk.set('conversations/notes.txt', 'mine');
    assert.deepEqual(await titles(window), ['three', 'two', 'one']);
    assert.equal(window.disk.text('conversations/damaged.jsonl'), '{"kind":"messa');
    assert.equal(window.disk.text('conversations/notes.txt'), 'mine');
  });

  test('works on a disk that takes no index, and without one file that cannot be read', async () => {
    const window = await threeConversations();
    window.disk.trouble = (operation, path) =>
      operation === 'replace' || path === 'conversations/a2.jsonl' ? 'notPermitted' : undefined;
    const list = await titles(window);
    assert.ok(list.length >= 2);
    assert.equal(window.store.trouble, undefined);
  });
});

suite('Writing conversations', () => {
  test('whatever part of which write fails, all is there once the disk is well', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (failures, part) => {
          const window = new ChatWindow();
          let write = 0;
          window.disk.trouble = (operation) =>
            operation === 'append' && failures[write++ % failures.length] ? 'diskFull' : undefined;
          window.disk.bytesBeforeTrouble = (length) => Math.floor(length * part);
          for (const text of ['one', 'two', 'three']) {
            await window.ask(text, text.repeat(3));
            window.timers.advance(3_000);
          }
          window.disk.trouble = () => undefined;
          await window.store.flush();
          assert.equal(window.store.trouble, undefined);
          assert.deepEqual((await window.reopened()).messages, window.messages);
        },
      ),
    );
  });

  test('a full disk is tried again ever more seldom, not at every word', async () => {
    const window = new ChatWindow();
    window.disk.trouble = (operation) => (operation === 'append' ? 'diskFull' : undefined);
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    for (let second = 0; second < 60; second += 1) {
      await call.text('word ');
      window.timers.advance(1_000);
    }
    await call.finish();
    await sent;
    const appends = window.disk.operations.filter((operation) => operation.startsWith('append'));
    assert.ok(appends.length <= 7, `${appends.length} tries in a minute`);
  });

  test('what is added while a try is under way is written right after it', async () => {
    const window = new ChatWindow();
    window.disk.trouble = () => 'diskFull';
    assert.equal(await window.store.append('c', [{ kind: 'title', title: 'one', by: 'person' }]), 'queued');
    window.disk.trouble = () => undefined;
    window.timers.advance(2_000);
    assert.equal(await window.store.append('c', [{ kind: 'draft', text: 'two' }]), 'saved');
    assert.ok(window.disk.text('conversations/c.jsonl').includes('two'));
  });

  test('nothing outside the folder of conversations can be named', async () => {
    const window = new ChatWindow();
    for (const id of ['../x', 'a/b', '', '.', 'x'.repeat(101), 'a\u0000'])
      assert.equal(await window.store.read(id), undefined);
    assert.deepEqual(window.disk.operations, []);
    assert.throws(() => window.store.append('../x', []), RangeError);
  });
});
