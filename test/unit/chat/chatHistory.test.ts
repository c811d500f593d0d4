import assert from 'node:assert/strict';
import { ChatHistory } from '../../../src/core/chat/chatHistory';
import { keptAfterRemoval } from '../../../src/core/storage/removedConversations';
import { ChatWindow } from '../../support/chatWindow';

class Window extends ChatWindow {
  time = 10_000;
  readonly history = new ChatHistory({ chat: this.chat, store: this.store, now: () => this.time });

  async titles(): Promise<readonly string[]> {
    return (await this.history.list()).map(({ title }) => title);
  }

  async id(title: string): Promise<string> {
    return (await this.history.list()).find((summary) => summary.title === title)?.id ?? '';
  }
}

async function withConversations(...titles: readonly string[]): Promise<Window> {
  const window = new Window();
  for (const title of titles) {
    await window.chat.newChat();
    await window.ask(title, 'Yes.');
  }
  return window;
}

suite('Earlier conversations', () => {
  test('that are pinned stand first, and a new name is kept', async () => {
    const window = await withConversations('one', 'two', 'three');
    await window.history.setPinned(await window.id('one'), true);
    assert.deepEqual(await window.titles(), ['one', 'three', 'two']);
    await window.history.rename(await window.id('two'), '  The \n second ');
    await window.history.rename(await window.id('three'), 'The third');
    await window.history.rename(await window.id('one'), '   ');
    assert.deepEqual(await window.titles(), ['one', 'The third', 'The second']);
    assert.equal(window.chat.current.title, 'The third');
  });

  test('that another window renamed, added or deleted are right when the list is shown again', async () => {
    const window = await withConversations('one', 'two');
    const other = new Window(window.disk, 'b');
    await other.history.rename(await other.id('one'), 'renamed');
    await other.ask('three', 'Yes.');
    await other.history.remove([await other.id('two')]);
    assert.deepEqual((await window.titles()).toSorted(), ['renamed', 'three']);
  });

  test('keep what stands unsent in each, however one goes from one to the other', async () => {
    const window = await withConversations('one', 'two');
    const ids = { one: await window.id('one'), two: await window.id('two') };
    for (const title of ['one', 'two', 'one'] as const) {
      await window.chat.open(ids[title]);
      window.chat.setDraft(`draft of ${title}`);
    }
    for (const title of ['two', 'one'] as const) {
      await window.chat.open(ids[title]);
      assert.equal(window.chat.current.draft, `draft of ${title}`);
    }
  });

  test('cannot be renamed or pinned into being by a list that is out of date', async () => {
    const window = await withConversations('one');
    const id = await window.id('one');
    await window.chat.newChat();
    await window.history.remove([id]);
    await window.history.rename(id, 'ghost');
    await window.history.setPinned(id, true);
    assert.deepEqual(await window.titles(), []);
  });
});

suite('Deleting', () => {
  test('the conversation that is shown leaves an empty one, and Undo shows it again', async () => {
    const window = await withConversations('one', 'two');
    const id = window.chat.current.id;
    window.chat.setDraft('half a thought');
    assert.deepEqual((await window.history.remove([id])).done, [id]);
    assert.deepEqual([window.texts, window.chat.current.draft], [[], '']);
    // What the panel sends late for it must not bring it back.
    window.chat.setDraft('half a thought, late', id);
    window.timers.advance(60_000);
    assert.deepEqual(await window.titles(), ['one']);
    await window.history.restore([id]);
    assert.deepEqual(window.texts, ['two', 'Yes.']);
    assert.equal(window.chat.current.draft, 'half a thought');
    assert.deepEqual(await window.titles(), ['two', 'one']);
  });

  test('stops the answer that is on its way first, and Undo brings what there was of it', async () => {
    const window = await withConversations('one');
    const sent = window.chat.send({ text: 'go on' });
    const call = await window.client.nextCall();
    await call.text('Once upon');
    const id = window.chat.current.id;
    // One that goes on in the background, too.
    await window.chat.newChat();
    assert.deepEqual([...window.chat.answering], [id]);
    await window.history.remove([id]);
    await sent;
    assert.ok(call.signal.aborted);
    assert.deepEqual(await window.titles(), []);
    await window.history.restore([id]);
    await window.chat.open(id);
    assert.deepEqual(window.texts, ['one', 'Yes.', 'go on', 'Once upon']);
  });

  test('does not show the old conversation again once another was begun', async () => {
    const window = await withConversations('one');
    const id = window.chat.current.id;
    await window.history.remove([id]);
    window.chat.setDraft('a new thought');
    await window.history.restore([id]);
    assert.equal(window.chat.current.draft, 'a new thought');
    window.timers.advance(60_000);
    assert.deepEqual((await window.titles()).toSorted(), ['a new thought', 'one']);
  });

  test('is final after thirty days, looked at when the list is made', async () => {
    const window = await withConversations('one', 'two');
    await window.history.remove([await window.id('one')]);
    window.time += keptAfterRemoval + 1;
    await window.history.list();
    await new Promise(setImmediate);
    assert.ok(![...window.disk.files.keys()].some((path) => path.includes('deleted')));
  });

  test('can be undone days later, in any window: what was deleted is found by its title', async () => {
    const window = await withConversations('one', 'two', 'three');
    await window.history.remove([await window.id('one')]);
    window.time += 1_000;
    await window.history.remove([await window.id('two')]);
    const later = new Window(window.disk, 'b');
    later.time = window.time + 7 * 86_400_000;
    assert.deepEqual(await later.titles(), ['three']);
    const deleted = await later.history.deleted(0, 10);
    assert.deepEqual(
      deleted.items.map(({ summary, removedAt }) => [summary?.title, summary?.messageCount, removedAt]),
      [
        ['two', 2, 11_000],
        ['one', 2, 10_000],
      ],
    );
    const [second] = (await later.history.deleted(1, 1)).items;
    assert.equal(second?.summary?.title, 'one');
    await later.history.restore([second.id]);
    assert.deepEqual(await later.titles(), ['three', 'one']);
    assert.deepEqual((await later.history.deleted(0, 10)).total, 1);
  });

  test('of many is looked up a part at a time: no more is read than is shown', async () => {
    const window = await withConversations(...Array.from({ length: 12 }, (_, index) => `chat ${index}`));
    await window.history.remove((await window.history.list()).map(({ id }) => id));
    const before = window.disk.operations.length;
    const { items, total } = await window.history.deleted(5, 3);
    assert.deepEqual([items.length, total], [3, 12]);
    const reads = window.disk.operations.slice(before).filter((operation) => operation.startsWith('read '));
    assert.equal(reads.length, 3);
  });

  test('all leaves nothing anywhere, what streams stopped first', async () => {
    const window = await withConversations('one', 'two');
    await window.history.remove([await window.id('one')]);
    const sent = window.chat.send({ text: 'go on' });
    window.chat.setDraft('half a thought');
    assert.equal(await window.history.removeAll(), undefined);
    await sent;
    window.timers.advance(60_000);
    assert.deepEqual([...window.disk.files.keys()], []);
    assert.deepEqual([window.texts, window.chat.current.draft], [[], '']);
  });
});

suite('Without history', () => {
  test('a deleted conversation can be brought back while the window is open', async () => {
    const window = new Window();
    window.settings = { customInstructions: '', keepHistory: false };
    await window.ask('one', 'Yes.');
    const { id } = window.chat.current;
    await window.history.remove([id]);
    const { items } = await window.history.deleted(0, 10);
    assert.deepEqual(
      items.map(({ summary, removedAt }) => [summary?.title, removedAt]),
      [['one', 10_000]],
    );
    await window.history.restore([id]);
    assert.deepEqual(await window.titles(), ['one']);
    assert.deepEqual([...window.disk.files.keys()], []);
  });

  test('new conversations stay in memory, can be reopened, and are gone with the window', async () => {
    const window = await withConversations('kept');
    window.settings = { customInstructions: '', keepHistory: false };
    assert.equal(window.chat.isKept, true);
    const before = new Map(window.disk.files);
    await window.chat.newChat();
    assert.equal(window.chat.isKept, false);
    await window.ask('secret', 'Sure.');
    const { id } = window.chat.current;
    await window.chat.newChat();
    window.chat.setDraft('another secret');
    await window.chat.open(id);
    assert.deepEqual(window.texts, ['secret', 'Sure.']);
    assert.deepEqual((await window.titles()).toSorted(), ['another secret', 'kept', 'secret']);
    const conversations = [...window.disk.files].filter(([path]) => path !== 'index.json');
    assert.deepEqual(new Map(conversations), before);
    assert.ok(!window.disk.text('index.json').includes('secret'));
    assert.deepEqual(await new Window(window.disk, 'b').titles(), ['kept']);
  });
});
