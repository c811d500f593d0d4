import assert from 'node:assert/strict';
import { lastConversationFile, workspaceKey } from '../../../src/platform/lastConversationFile';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

suite('Which conversation a window showed last', () => {
  test('is on disk when it was noted, also for a window that is killed at once', async () => {
    const disk = new MemoryFileSystem();
    await lastConversationFile(disk, 'w').set('first');
    assert.equal(await lastConversationFile(disk, 'w').get(), 'first');
  });

  test('is the last one noted, however fast they follow each other', async () => {
    const disk = new MemoryFileSystem();
    const file = lastConversationFile(disk, 'w');
    await Promise.all(['first', 'second', 'third'].map((id) => file.set(id)));
    assert.equal(await lastConversationFile(disk, 'w').get(), 'third');
  });

  test('is none in a new window', async () => {
    assert.equal(await lastConversationFile(new MemoryFileSystem(), 'w').get(), undefined);
  });

  test('is each workspace’s own, and its file does not tell where the workspace lies', async () => {
    const disk = new MemoryFileSystem();
    const workspaces = [[], ['file:///shelf/letters'], ['file:///shelf/letters', 'file:///shelf/bills']];
    const files = workspaces.map((addresses) => lastConversationFile(disk, workspaceKey(addresses)));
    for (const [index, file] of files.entries()) await file.set(`chat ${index}`);
    assert.deepEqual(await Promise.all(files.map((file) => file.get())), ['chat 0', 'chat 1', 'chat 2']);
    assert.ok([...disk.files.keys()].every((path) => /^last\/[\w-]+$/.test(path)));
  });
});
