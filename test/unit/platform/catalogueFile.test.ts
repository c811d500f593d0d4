import assert from 'node:assert/strict';
import { catalogueFile } from '../../../src/platform/catalogueFile';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

suite('The stored list of models', () => {
  test('is kept for each server by itself, whatever its address', async () => {
    const fileSystem = new MemoryFileSystem();
    let routerUrl = '';
    const file = catalogueFile(fileSystem, () => routerUrl);
    const servers = [
      'https://router.huggingface.co',
      'http://127.0.0.1:4000',
      'https://models.example.org/a',
    ];
    for (const server of servers) {
      routerUrl = server;
      assert.equal(await file.read(), undefined, server);
      await file.write(`the list of ${server}`);
    }
    for (const server of servers) {
      routerUrl = server;
      assert.equal(await file.read(), `the list of ${server}`);
    }
    for (const path of fileSystem.files.keys()) assert.match(path, /^models[\w.-]*\.json$/);
  });

  test('is found again however the same address is written', async () => {
    const fileSystem = new MemoryFileSystem();
    await catalogueFile(fileSystem, () => 'https://router.huggingface.co').write('real');
    assert.equal(await catalogueFile(fileSystem, () => 'https://router.huggingface.co/').read(), 'real');
  });
});
