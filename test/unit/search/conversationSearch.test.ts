import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ConversationSearch, type SearchHit } from '../../../src/core/search/conversationSearch';
import { foldText } from '../../../src/core/search/foldText';
import { searchPath } from '../../../src/core/storage/storagePaths';
import { ChatWindow } from '../../support/chatWindow';
import type { MemoryFileSystem } from '../../support/memoryFileSystem';

/** A clock that stands still until a test moves it; pausing costs nothing. */
class StillClock {
  time = 0;
  pauses = 0;
  now(): number {
    return this.time;
  }
  pause(): Promise<void> {
    this.pauses += 1;
    return Promise.resolve();
  }
}

interface Desk {
  readonly window: ChatWindow;
  readonly search: ConversationSearch;
  readonly clock: StillClock;
}

function desk(disk?: MemoryFileSystem, name = 'a'): Desk {
  const window = new ChatWindow(disk, name);
  const clock = new StillClock();
  const ignore = (): void => undefined;
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  return {
    window,
    clock,
    search: new ConversationSearch({ store: window.store, fileSystem: window.disk, log, clock }),
  };
}

async function conversations(...pairs: readonly (readonly [string, string])[]): Promise<Desk> {
  const it = desk();
  for (const [question, answer] of pairs) {
    await it.window.chat.newChat();
    await it.window.ask(question, answer);
  }
  return it;
}

const titles = (hits: readonly SearchHit[]): readonly string[] => hits.map(({ summary }) => summary.title);

const readsOf = (disk: MemoryFileSystem): number =>
  disk.operations.filter((operation) => operation.startsWith('read conversations/')).length;

suite('Searching all conversations', () => {
  test('finds what was asked and what was answered, the newest first, and says where', async () => {
    const { search } = await conversations(
      ['Where is Zürich?', 'In Switzerland.'],
      ['A cake', 'Take flour, from Zurich or elsewhere.'],
      ['Something else', 'Nothing.'],
    );
    const hits = await search.search('zurich');
    assert.deepEqual(titles(hits), ['A cake', 'Where is Zürich?']);
    const [answer, question] = hits;
    assert.equal(answer?.snippet, 'Take flour, from Zurich or elsewhere.');
    assert.deepEqual(answer.ranges, [{ start: 17, end: 23 }]);
    assert.deepEqual(question?.titleRanges, [{ start: 9, end: 15 }]);
    assert.ok(question.messageId);
  });

  test('several words mean all of them, wherever each stands in the conversation', async () => {
    const { search } = await conversations(['red apples', 'green pears'], ['red', 'blue'], ['green', 'blue']);
    assert.deepEqual(titles(await search.search('red gre')), ['red apples']);
    assert.deepEqual(titles(await search.search('red purple')), []);
  });

  test('finds attachments by name, and an answer that another branch replaced', async () => {
    const { window, search } = desk();
    await window.chat.addAttachments([
      { label: 'Invoice-2024.pdf', languageId: 'plaintext', text: 'secret' },
    ]);
    await window.ask('What is it?', 'the first answer');
    const first = window.answer.id;
    const again = window.chat.tryAgain(first);
    const call = await window.client.nextCall();
    await call.text('the second answer');
    await call.finish();
    await again;
    const [byName] = await search.search('invoice');
    assert.equal(byName?.snippet, 'Invoice-2024.pdf');
    assert.equal((await search.search('first'))[0]?.messageId, first);
    assert.deepEqual(await search.search('secret'), []);
  });

  test('finds the title that was given to a conversation, without a message that has its words', async () => {
    const { window, search } = await conversations(['question', 'answer']);
    await window.store.append(window.chat.current.id, [
      { kind: 'title', title: 'Holidays in Málaga', by: 'person' },
    ]);
    const [hit] = await search.search('malaga');
    assert.equal(hit?.messageId, undefined);
    assert.deepEqual(hit?.titleRanges, [{ start: 12, end: 18 }]);
    assert.equal(hit.snippet, '');
  });

  test('finds what has just been written here, also while the disk takes nothing', async () => {
    const { window, search } = await conversations(['one', 'two']);
    assert.deepEqual(await search.search('three'), []);
    await window.ask('three', 'four');
    assert.equal((await search.search('three')).length, 1);
    window.disk.trouble = (operation) => (operation === 'append' ? 'diskFull' : undefined);
    await window.ask('five', 'six');
    assert.equal((await search.search('six')).length, 1);
    await window.chat.newChat();
    await window.ask('seven', 'eight');
    assert.equal((await search.search('eight')).length, 1);
  });

  test('finds what was added while the list was being made', async () => {
    const { window, search, clock } = await conversations(['one', 'two']);
    await search.search('one');
    await search.whenReady();
    clock.time += 100_000;
    let go = (): void => undefined;
    const wait = new Promise<void>((resolve) => (go = resolve));
    window.disk.turn = (operation, path) =>
      operation === 'append' && path.startsWith('conversations/') ? wait : Promise.resolve();
    const asked = window.ask('three', 'four');
    await search.search('nothing of all this');
    window.disk.turn = () => Promise.resolve();
    go();
    await asked;
    assert.equal((await search.search('four')).length, 1);
  });

  test('finds what another window wrote, some seconds later', async () => {
    const { window, search, clock } = await conversations(['one', 'two']);
    await search.search('one');
    const other = new ChatWindow(window.disk, 'b');
    await other.ask('written elsewhere', 'yes');
    clock.time += 3_000;
    await search.search('elsewhere');
    await search.whenReady();
    clock.time += 100_000;
    assert.deepEqual(titles(await search.search('elsewhere')), ['written elsewhere']);
  });

  test('reads only what may hold the words, from the second search on, in any window', async () => {
    const pairs = Array.from({ length: 100 }, (_, index) => [`question ${index}`, `word${index}x`] as const);
    const { window, search } = await conversations(...pairs);
    await search.search('word5x');
    await search.whenReady();
    const other = desk(window.disk, 'b');
    const before = readsOf(window.disk);
    assert.deepEqual(titles(await other.search.search('word57x')), ['question 57']);
    assert.ok(readsOf(window.disk) - before <= 5, `${readsOf(window.disk) - before} files read`);
  });

  test('answers as soon as it has enough, before all has been read once', async () => {
    const pairs = Array.from({ length: 100 }, (_, index) => [`question ${index}`, 'common'] as const);
    const { window, search } = await conversations(...pairs);
    await window.store.list();
    const before = readsOf(window.disk);
    assert.equal((await search.search('common', { limit: 3 })).length, 3);
    assert.ok(readsOf(window.disk) - before < 20);
    await search.whenReady();
    assert.equal(readsOf(window.disk) - before, 100);
  });

  test('stops when nobody waits for it any more', async () => {
    const pairs = Array.from({ length: 100 }, (_, index) => [`question ${index}`, 'common'] as const);
    const { window, search } = await conversations(...pairs);
    const stop = new AbortController();
    window.disk.turn = (operation) => {
      if (operation === 'read') stop.abort();
      return Promise.resolve();
    };
    const before = readsOf(window.disk);
    await search.search('rare', { signal: stop.signal });
    assert.ok(readsOf(window.disk) - before <= 100 + 8);
    assert.ok(!window.disk.files.has(searchPath));
  });

  test('finds all whatever has become of the file that it remembers by', async () => {
    const { window, search } = await conversations(
      ['apple pie', 'one'],
      ['apple juice', 'two'],
      ['pear', 'three'],
    );
    await search.search('apple');
    await search.whenReady();
    const good = window.disk.files.get(searchPath);
    assert.ok(good);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.nat({ max: good.length }).map((length) => good.slice(0, length)),
          fc.tuple(fc.nat({ max: good.length - 1 }), fc.nat({ max: 255 })).map(([at, byte]) => {
            const flipped = good.slice();
            flipped[at] = byte;
            return flipped;
          }),
          fc.nat({ max: good.length }).map((at) => {
            const twice = new Uint8Array(good.length * 2);
            twice.set(good);
            twice.set(good.subarray(at), good.length);
            return twice;
          }),
        ),
        async (damaged) => {
          window.disk.set(searchPath, damaged);
          const next = desk(window.disk, 'b');
          assert.equal((await next.search.search('apple')).length, 2);
          await next.search.whenReady();
          const after = desk(window.disk, 'c');
          assert.equal((await after.search.search('apple')).length, 2);
          assert.equal((await after.search.search('three')).length, 1);
        },
      ),
    );
    window.disk.files.delete(searchPath);
    assert.equal((await desk(window.disk, 'd').search.search('apple')).length, 2);
  });

  test('works where nothing may be written, and without one conversation that cannot be read', async () => {
    const { window, search } = await conversations(['apple one', 'x'], ['apple two', 'x']);
    await window.store.list();
    const unreadable = `conversations/${window.chat.current.id}.jsonl`;
    window.disk.trouble = (operation, path) =>
      operation === 'replace' || operation === 'append' || (operation === 'read' && path === unreadable)
        ? 'notPermitted'
        : undefined;
    assert.equal((await search.search('apple')).length, 1);
    await search.whenReady();
    assert.equal((await search.search('apple')).length, 1);
  });

  test('gives others their turn while it reads a book', async () => {
    const { search, clock, window } = desk();
    await window.ask('a book', Array.from({ length: 50_000 }, (_, index) => `word${index}`).join(' '));
    const now = clock.now.bind(clock);
    clock.now = () => {
      clock.time += 10;
      return now();
    };
    assert.equal((await search.search('word49999')).length, 1);
    assert.ok(clock.pauses > 20, `${clock.pauses} pauses`);
  });

  test('a conversation that was deleted is not found any more, one that was brought back is', async () => {
    const { window, search } = await conversations(['apple pie', 'x'], ['apple juice', 'x']);
    assert.equal((await search.search('apple')).length, 2);
    const { id } = window.chat.current;
    await window.store.remove([id], 1);
    assert.deepEqual(titles(await search.search('apple')), ['apple pie']);
    await window.store.restore([id], 2);
    assert.deepEqual(titles(await search.search('apple')), ['apple juice', 'apple pie']);
    await search.whenReady();
    await window.store.removeAll();
    assert.deepEqual(await search.search('apple'), []);
    await search.whenReady();
    assert.deepEqual([...window.disk.files.keys()], []);
  });

  test('a message that was deleted is found nowhere, in any window, until it is brought back', async () => {
    const { window, search } = await conversations(['Greetings', 'Hello.']);
    await window.ask('Where are plums grown?', 'In orchards.');
    await window.ask('And apricots?', 'In valleys.');
    const [, , plums, orchards, , valleys] = window.messages.map(({ id }) => id);
    let others = 0;
    const found = async (...words: readonly string[]): Promise<readonly string[]> => {
      const hits: string[] = [];
      const other = desk(window.disk, `b${(others += 1)}`);
      for (const word of words) {
        const here = await search.search(word);
        assert.equal((await other.search.search(word)).length, here.length, word);
        for (const { snippet, title } of here.map(({ snippet, summary }) => ({ snippet, ...summary }))) {
          hits.push(word);
          assert.ok(foldText(`${snippet} ${title}`).includes(word));
        }
      }
      await other.search.whenReady();
      await search.whenReady();
      return hits;
    };
    const all = ['hello', 'plums', 'orchards', 'apricots', 'valleys'];
    assert.deepEqual(await found(...all), all);
    await window.chat.branching.delete(valleys ?? '');
    assert.deepEqual(await found(...all), ['hello', 'plums', 'orchards', 'apricots']);
    await window.chat.branching.undo(valleys ?? '');
    assert.deepEqual(await found(...all), all);
    // A question goes with its answer; what followed stays.
    await window.chat.branching.delete(plums ?? '');
    assert.deepEqual(await found(...all), ['hello', 'apricots', 'valleys']);
    await window.chat.branching.undo(plums ?? '');
    assert.deepEqual(await found(...all), all);
    // Another answer to the same question: the earlier one is found on its branch, but not once it is deleted.
    await window.answered(window.chat.tryAgain(orchards ?? ''), 'In gardens.');
    assert.deepEqual(await found('orchards', 'gardens', 'valleys'), ['orchards', 'gardens', 'valleys']);
    await window.chat.branching.step(window.messages[3]?.id ?? '', 'previous');
    await window.chat.branching.delete(orchards ?? '');
    assert.deepEqual(await found('orchards', 'gardens', 'plums'), ['gardens', 'plums']);
  });

  test('touches no disk before the first search', () => {
    const { window, search } = desk();
    search.dispose();
    assert.deepEqual(window.disk.operations, []);
  });
});
