import assert from 'node:assert/strict';
import { splitTokenizerFile, TokenizerFileCache } from '../../../src/platform/tokenizerFiles';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

const hub = 'https://huggingface.co';
const files = { config: '{ "a":\n 1 }', tokenizer: '{\n"b": "é"\n}' };

suite('Tokenizers on disk', () => {
  test('come back as they were fetched, in the next window too', async () => {
    const disk = new MemoryFileSystem();
    const bytes = await new TokenizerFileCache(disk).write(hub, 'maker/model', files);
    const kept = await new TokenizerFileCache(disk).read(hub, 'maker/model');
    assert.deepEqual(kept, bytes);
    assert.deepEqual(splitTokenizerFile(bytes), { config: '{"a":1}', tokenizer: files.tokenizer });
    assert.equal(await new TokenizerFileCache(disk).read('https://hub.example', 'maker/model'), undefined);
  });

  test('stay few, however many models are tried, and the newest is among them', async () => {
    const disk = new MemoryFileSystem();
    const cache = new TokenizerFileCache(disk);
    for (let index = 0; index < 10; index += 1) await cache.write(hub, `maker/model-${index}`, files);
    assert.equal((await disk.list('tokenizers')).length, 6);
    assert.ok(await cache.read(hub, 'maker/model-9'));
    assert.equal(await cache.read(hub, 'maker/model-0'), undefined);
  });

  test('lie in their own folder whatever a model is called', async () => {
    const disk = new MemoryFileSystem();
    await new TokenizerFileCache(disk).write(hub, '../../etc/passwd', files);
    const names = [...disk.files.keys()];
    assert.equal(names.length, 1);
    assert.match(names[0] ?? '', /^tokenizers\/[\w.-]+\.txt$/);
  });
});
