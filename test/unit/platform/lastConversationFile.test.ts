import assert from 'node:assert/strict';
import { lastConversationFile } from '../../../src/platform/lastConversationFile';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

suite('Which conversation a window showed last', () => {
  test('is on disk when it was noted, also for a window that is killed at once', async () => {
    const disk = new MemoryFileSystem();
    await lastConversationFile(disk).set('first');
    assert.equal(await lastConversationFile(disk).get(), 'first');
  });

  test('is the last one noted, however fast they follow each other', async () => {
    const disk = new MemoryFileSystem();
    const file = lastConversationFile(disk);
    await Promise.all(['first', 'second', 'third'].map((id) => file.set(id)));
    assert.equal(await lastConversationFile(disk).get(), 'third');
  });

  test('is none in a new window', async () => {
    assert.equal(await lastConversationFile(new MemoryFileSystem()).get(), undefined);
  });
});
