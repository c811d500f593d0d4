import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFileSystem } from '../../../src/platform/storageFileSystem';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array | undefined): string => new TextDecoder().decode(content);

suite('Conversations on a real disk', () => {
  let folder = '';
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huggingphaze-storage-'));
  });
  teardown(() => rm(folder, { recursive: true, force: true }));

  test('what is added in turn by two windows stands in the file in full', async () => {
    const [one, other] = [nodeFileSystem(join(folder, 'new')), nodeFileSystem(join(folder, 'new'))];
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        (index % 2 === 0 ? one : other).append(
          'conversations/c.jsonl',
          bytes(`\nline ${index} ${'x'.repeat(500)}`),
        ),
      ),
    );
    const lines = text(await one.read('conversations/c.jsonl')).split('\n');
    assert.equal(lines.length, 201);
    for (let index = 0; index < 200; index += 1)
      assert.ok(lines.includes(`line ${index} ${'x'.repeat(500)}`));
    assert.deepEqual(await one.list('conversations'), ['c.jsonl']);
  });

  test('a file is replaced whole, and nothing is left beside it', async () => {
    const disk = nodeFileSystem(folder);
    await disk.replace('index.json', bytes('a long first version'));
    await Promise.all(['one', 'two', 'three'].map((version) => disk.replace('index.json', bytes(version))));
    assert.ok(['one', 'two', 'three'].includes(text(await disk.read('index.json'))));
    assert.deepEqual(await readdir(folder), ['index.json']);
  });

  test('what is not there is absent, not an error', async () => {
    const disk = nodeFileSystem(join(folder, 'nowhere'));
    assert.equal(await disk.read('a'), undefined);
    assert.equal(await disk.stat('a'), undefined);
    assert.deepEqual(await disk.list('a'), []);
  });

  test('size and change are told', async () => {
    const disk = nodeFileSystem(folder);
    await disk.append('a', bytes('four'));
    const facts = await disk.stat('a');
    assert.equal(facts?.size, 4);
    assert.ok(facts.modifiedAt > 0);
  });

  test('a file is moved into a folder that is not there yet, over what was there, and removed', async () => {
    const disk = nodeFileSystem(folder);
    await disk.append('a', bytes('first'));
    assert.equal(await disk.move('a', 'new/b'), true);
    assert.equal(text(await disk.read('new/b')), 'first');
    assert.equal(await disk.move('a', 'new/b'), false);
    await disk.append('a', bytes('second'));
    await disk.move('a', 'new/b');
    assert.equal(text(await disk.read('new/b')), 'second');
    await disk.remove('new/b');
    await disk.remove('new/b');
    assert.equal(await disk.read('new/b'), undefined);
  });

  if (process.platform === 'linux')
    test('a disk that is full, a place where nothing may be written and anything else are told apart', async () => {
      // Linux has a device that is always full, and folders in which not even root may make a file.
      await assert.rejects(nodeFileSystem('/dev').append('full', bytes('x')), { kind: 'diskFull' });
      await assert.rejects(nodeFileSystem('/sys').append('x', bytes('x')), { kind: 'notPermitted' });
      await assert.rejects(nodeFileSystem('/sys').replace('x', bytes('x')), { kind: 'notPermitted' });
      await writeFile(join(folder, 'file'), '');
      await assert.rejects(nodeFileSystem(folder).append('file/a', bytes('x')), { kind: 'unexpected' });
    });

  test('makes a file whole, never over one that is there, and leaves nothing beside it', async () => {
    const disk = nodeFileSystem(folder);
    const made = await Promise.all([1, 2, 3].map(() => disk.create('made/once.txt', bytes('mine'))));
    assert.deepEqual(made.filter(Boolean), [true]);
    assert.equal(await disk.create('made/once.txt', bytes('another')), false);
    assert.equal(text(await disk.read('made/once.txt')), 'mine');
    assert.deepEqual(await disk.list('made'), ['once.txt']);
  });
});
