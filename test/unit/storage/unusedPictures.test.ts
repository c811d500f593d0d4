import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Pace } from '../../../src/core/pace';
import type { StoredPicture } from '../../../src/core/chat/message';
import { keptAfterRemoval } from '../../../src/core/storage/removedConversations';
import { leftAloneFor, removeUnusedPictures } from '../../../src/core/storage/unusedPictures';
import { ChatWindow } from '../../support/chatWindow';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

/** When deletions happen; the fake disk's own clock says a few milliseconds after 1970 for each change. */
const deletedAt = 5_000;
/** When they have become final, and no picture is new any more. */
const later = deletedAt + keptAfterRemoval + 1;

async function picture(window: ChatWindow, name: string): Promise<StoredPicture> {
  const bytes = new TextEncoder().encode(name);
  return window.pictures.add({ bytes, mediaType: 'image/png', width: 28, height: 28 }, window.chat.isKept);
}

/** A new conversation that shows these pictures, asked and answered. Gives its id. */
async function shows(window: ChatWindow, ...names: readonly string[]): Promise<string> {
  await window.chat.newChat();
  await attach(window, ...names);
  await window.ask('What is this?', 'A cat.');
  return window.chat.current.id;
}

async function attach(window: ChatWindow, ...names: readonly string[]): Promise<void> {
  const attachments = [];
  for (const label of names)
    attachments.push({ kind: 'picture', label, picture: await picture(window, label) } as const);
  await window.chat.addAttachments(attachments);
}

/** What the pictures on the disk show. */
const onDisk = (disk: MemoryFileSystem): readonly string[] =>
  [...disk.files.keys()]
    .filter((path) => path.startsWith('pictures/'))
    .map((path) => disk.text(path))
    .sort();

suite('Pictures of conversations that are deleted for good', () => {
  test('go with the last conversation that shows them, and not before it can no longer come back', async () => {
    const window = new ChatWindow();
    const first = await shows(window, 'cat', 'dog');
    await shows(window, 'dog', 'cow');
    await window.store.remove([first], deletedAt);
    await window.store.removal.removeForGood(later - 1);
    assert.deepEqual(onDisk(window.disk), ['cat', 'cow', 'dog']);
    await window.store.removal.removeForGood(later);
    assert.deepEqual(onDisk(window.disk), ['cow', 'dog']);
  });

  test('stay while a conversation that can be brought back, a draft or a deleted message shows them', async () => {
    const window = new ChatWindow();
    const gone = await shows(window, 'cat', 'dog', 'cow', 'hen');
    const restorable = await shows(window, 'cat');
    const withDeleted = await shows(window, 'cow');
    await window.chat.branching.delete(window.messages[0]?.id ?? '');
    assert.notEqual(withDeleted, restorable);
    await window.chat.newChat();
    await attach(window, 'dog');
    await window.store.remove([gone], deletedAt);
    await window.store.remove([restorable], deletedAt + 100);
    await window.store.removal.removeForGood(later);
    assert.deepEqual(onDisk(window.disk), ['cat', 'cow', 'dog']);
    await window.store.restore([restorable], later);
    await window.chat.open(restorable);
    const [question] = window.messages;
    assert.ok(question?.role === 'user' && question.attachments[0]?.kind === 'picture');
    assert.ok(await window.pictures.address(question.attachments[0].picture));
  });

  test('stay while the words that show them wait for the disk, or were attached this moment in another window', async () => {
    const window = new ChatWindow();
    const gone = await shows(window, 'cat', 'dog');
    await shows(window, 'hen');
    await window.store.remove([gone], deletedAt);
    await window.chat.newChat();
    window.disk.trouble = (operation) => (operation === 'append' ? 'diskFull' : undefined);
    await attach(window, 'cat');
    window.disk.trouble = () => undefined;
    const other = new ChatWindow(window.disk, 'b');
    // The other window has the picture on the disk and its line not yet, just when this one has looked through all.
    let isAttached = false;
    window.disk.turn = async (operation, path) => {
      if (operation !== 'read' || !path.startsWith('conversations') || isAttached) return;
      isAttached = true;
      await picture(other, 'dog');
      for (const name of window.disk.files.keys())
        if (window.disk.text(name) === 'dog') window.disk.touch(name, later);
    };
    await window.store.removal.removeForGood(later);
    assert.ok(isAttached);
    assert.deepEqual(onDisk(window.disk), ['cat', 'dog', 'hen']);
  });

  test('stay if what shows them cannot be read', async () => {
    const window = new ChatWindow();
    const gone = await shows(window, 'cat');
    await shows(window, 'cow');
    await window.store.remove([gone], deletedAt);
    window.disk.trouble = (operation, path) =>
      operation === 'read' && path.startsWith('conversations/') ? 'notPermitted' : undefined;
    await window.store.removal.removeForGood(later);
    assert.deepEqual(onDisk(window.disk), ['cat', 'cow']);
    assert.ok(window.logged.some((line) => line.includes('notPermitted')));
  });

  test('are found by name wherever it stands, in however long and damaged a file', async () => {
    const name = `${'0123456789abcdef'.repeat(4)}.jpg`;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 600_000 }), fc.string(), async (place, rest) => {
        const disk = new MemoryFileSystem();
        disk.set(`pictures/${name}`, 'used');
        disk.set(`pictures/${name.replace('0', 'f')}`, 'unused');
        disk.set('pictures/notes.txt', 'not ours');
        disk.set('conversations/x.jsonl', `${'-'.repeat(place)}${name}${rest}`);
        const pace = new Pace({ now: () => 0, pause: () => Promise.resolve() });
        assert.equal(await removeUnusedPictures(disk, [], leftAloneFor + 1_000, pace), 1);
        assert.deepEqual(onDisk(disk), ['not ours', 'used']);
      }),
      {
        numRuns: 50,
        examples: [
          [262_144 - 30, ''],
          [262_144 - 69, ''],
          [262_144 * 2 - 1, ''],
        ],
      },
    );
  });
});
