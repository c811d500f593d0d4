import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keptAfterRemoval } from '../../../src/core/storage/removedConversations';
import { ChatWindow } from '../../support/chatWindow';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

/** A window with one conversation that it does not show any more, and that conversation's id. */
async function oneConversation(disk = new MemoryFileSystem()): Promise<{ window: ChatWindow; id: string }> {
  const window = new ChatWindow(disk);
  await window.ask('Where is it?', 'Here.');
  const { id } = window.chat.current;
  await window.chat.newChat();
  return { window, id };
}

const titles = async (window: ChatWindow): Promise<readonly string[]> =>
  (await window.store.list()).map(({ title }) => title);

const filesOf = (disk: MemoryFileSystem): readonly string[] =>
  [...disk.files.keys()].filter((path) => path.startsWith('conversations/'));

suite('A conversation that was deleted', () => {
  test('leaves the list and comes back whole', async () => {
    const { window, id } = await oneConversation();
    const before = window.disk.text(`conversations/${id}.jsonl`);
    assert.deepEqual(await window.store.remove([id], 5_000), { done: [id], trouble: undefined });
    assert.deepEqual(await titles(window), []);
    assert.equal(await window.store.read(id), undefined);
    assert.deepEqual(filesOf(window.disk), [`conversations/deleted/${id}.5000.jsonl`]);
    assert.deepEqual(await window.store.restore([id], 6_000), { done: [id], trouble: undefined });
    assert.deepEqual(await titles(window), ['Where is it?']);
    assert.equal(window.disk.text(`conversations/${id}.jsonl`), before);
    assert.deepEqual(filesOf(window.disk), [`conversations/${id}.jsonl`]);
  });

  test('comes back by itself, whole, when another window goes on writing it', async () => {
    const { window, id } = await oneConversation();
    const other = new ChatWindow(window.disk, 'b', id);
    await other.chat.load();
    await window.store.remove([id], 5_000);
    await other.ask('And then?', 'Then that.');
    assert.deepEqual(await titles(window), ['Where is it?']);
    const reopened = await other.reopened();
    assert.deepEqual(reopened.texts, ['Where is it?', 'Here.', 'And then?', 'Then that.']);
    assert.deepEqual(filesOf(window.disk), [`conversations/${id}.jsonl`]);
  });

  test('comes back whole by Undo as well, whatever was written and deleted meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('write', 'remove', 'restore', 'list')), async (steps) => {
        const { window, id } = await oneConversation();
        const other = new ChatWindow(window.disk, 'b', id);
        await other.chat.load();
        let written = 0;
        for (const [time, step] of steps.entries()) {
          if (step === 'write') await other.ask(`more ${++written}`, 'yes');
          else if (step === 'list') await window.store.list();
          else await window.store[step]([id], time);
        }
        await window.store.restore([id], 1_000);
        const stored = await window.store.read(id);
        assert.equal(stored?.conversation.messages.size, 2 + 2 * written);
        assert.equal(stored.conversation.title, 'Where is it?');
        assert.equal(stored.unreadableLines, 0);
      }),
      { numRuns: 100 },
    );
  });

  test('comes back with hundreds of others as fast as alone: the folder is looked at once', async () => {
    const { window } = await oneConversation();
    const ids = Array.from({ length: 300 }, (_, index) => `many${index}`);
    for (const id of ids) await window.store.append(id, [{ kind: 'draft', text: id }]);
    await window.store.remove(ids, 5_000);
    const looks = (): number =>
      window.disk.operations.filter((operation) => operation === 'list conversations/deleted').length;
    const before = looks();
    assert.equal((await window.store.restore(ids, 6_000)).done.length, ids.length);
    assert.equal(looks() - before, 1);
    assert.equal((await titles(window)).length, ids.length + 1);
  });

  test('is removed for good after thirty days and not before', async () => {
    const { window, id } = await oneConversation();
    await window.store.remove([id], 5_000);
    await window.store.removal.removeForGood(5_000 + keptAfterRemoval);
    assert.equal(filesOf(window.disk).length, 1);
    await window.store.removal.removeForGood(5_001 + keptAfterRemoval);
    assert.deepEqual(filesOf(window.disk), []);
    assert.deepEqual(await window.store.restore([id], 1), { done: [], trouble: undefined });
  });

  test('stays where it is if the disk refuses, and says why', async () => {
    const { window, id } = await oneConversation();
    window.disk.trouble = (operation) => (operation === 'move' ? 'notPermitted' : undefined);
    assert.deepEqual(await window.store.remove([id], 5_000), { done: [], trouble: 'notPermitted' });
    assert.deepEqual(await titles(window), ['Where is it?']);
  });

  test('is not deleted while words of it still wait for the disk: they would come back as a torso', async () => {
    const { window, id } = await oneConversation();
    window.disk.trouble = (operation) => (operation === 'append' ? 'diskFull' : undefined);
    await window.store.append(id, [{ kind: 'pin', pinned: true }]);
    assert.deepEqual(await window.store.remove([id], 5_000), { done: [], trouble: 'diskFull' });
    window.disk.trouble = () => undefined;
    assert.deepEqual((await window.store.remove([id], 5_000)).done, [id]);
    window.timers.advance(60_000);
    assert.equal(filesOf(window.disk).length, 1);
  });
});

suite('Deleting all', () => {
  test('leaves nothing on disk, and nothing that waits for it', async () => {
    const { window, id } = await oneConversation();
    await window.ask('Another', 'Yes.');
    await window.store.list();
    await window.store.remove([id], 5_000);
    window.disk.trouble = (operation) => (operation === 'append' ? 'diskFull' : undefined);
    await window.store.append('waiting', [{ kind: 'draft', text: 'Half a thought' }]);
    window.disk.trouble = () => undefined;
    assert.equal(await window.store.removeAll(), undefined);
    window.timers.advance(60_000);
    assert.deepEqual([...window.disk.files.keys()], []);
    assert.deepEqual(await titles(window), []);
    assert.equal(window.store.trouble, undefined);
  });

  test('says so if the disk does not let go of something', async () => {
    const { window } = await oneConversation();
    window.disk.trouble = (operation) => (operation === 'remove' ? 'notPermitted' : undefined);
    assert.equal(await window.store.removeAll(), 'notPermitted');
  });
});

suite('A conversation that is not to be kept', () => {
  test('is read and listed like any other and never touches the disk', async () => {
    const window = new ChatWindow();
    window.store.keepInMemory('secret');
    await window.store.append('secret', [{ kind: 'draft', text: 'Nobody else may read this' }]);
    assert.deepEqual(await titles(window), ['Nobody else may read this']);
    assert.equal((await window.store.read('secret'))?.draft, 'Nobody else may read this');
    await window.store.remove(['secret'], 1);
    assert.deepEqual(await titles(window), []);
    await window.store.restore(['secret'], 2);
    assert.deepEqual(await titles(window), ['Nobody else may read this']);
    assert.deepEqual([...window.disk.files.keys()], []);
  });
});

suite('Title and pin on disk', () => {
  test("a title by the person wins over a model's, whichever was written last", async () => {
    for (const order of [['person', 'model'] as const, ['model', 'person'] as const]) {
      const { window, id } = await oneConversation();
      for (const by of order) await window.store.append(id, [{ kind: 'title', title: `by the ${by}`, by }]);
      const stored = await window.store.read(id);
      assert.equal(stored?.conversation.title, 'by the person');
      assert.equal(stored.titledBy, 'person');
      assert.deepEqual(await titles(window), ['by the person']);
    }
  });

  test('a pin is in the list, also from the index, until it is taken out', async () => {
    const { window, id } = await oneConversation();
    for (const pinned of [true, false]) {
      await window.store.append(id, [{ kind: 'pin', pinned }]);
      assert.deepEqual(
        (await window.store.list()).map((summary) => summary.pinned),
        [pinned],
      );
      assert.deepEqual(
        (await window.store.list()).map((summary) => summary.pinned),
        [pinned],
      );
    }
  });
});
