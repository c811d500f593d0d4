import assert from 'node:assert/strict';
import { OwnPrompts, largestPromptFile } from '../../../src/core/prompts/ownPrompts';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

suite('the person’s own prompts', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const names = async (prompts: OwnPrompts): Promise<readonly string[]> =>
    (await prompts.list()).map(({ fileName }) => fileName);

  test('two windows that save under one name at once both keep what they saved', async () => {
    const files = new MemoryFileSystem();
    const windows = [new OwnPrompts(files, () => 0), new OwnPrompts(files, () => 0)];
    const made = await Promise.all(
      windows.map(async (prompts, index) => prompts.create('Thank you', `Text ${index}`)),
    );
    assert.deepEqual([...made].sort(), ['thank-you-2.prompt.md', 'thank-you.prompt.md']);
    const texts = (await windows[0]?.list())?.map(({ text }) => text) ?? [];
    assert.deepEqual([...texts].sort(), ['Text 0', 'Text 1']);
  });

  test('a renamed prompt is the same under its new name, and never another’s', async () => {
    const prompts = new OwnPrompts(new MemoryFileSystem(), () => 0);
    await prompts.create('a', '---\nname: a\nmine: 1\n---\nText');
    await prompts.create('b', 'Other');
    assert.equal(await prompts.rename('a.prompt.md', 'b'), 'b-2.prompt.md');
    const [renamed] = await prompts.list();
    assert.equal(renamed?.text, '---\nname: b\nmine: 1\n---\nText');
    assert.deepEqual(await names(prompts), ['b-2.prompt.md', 'b.prompt.md'].sort());
    assert.equal(await prompts.rename('gone.prompt.md', 'c'), undefined);
    assert.equal(await prompts.rename('b.prompt.md', 'B!'), 'b.prompt.md');
  });

  test('a deleted prompt comes back by Undo, beside one that has its name by now, and goes for good after 30 days', async () => {
    const files = new MemoryFileSystem();
    let now = 0;
    const prompts = new OwnPrompts(files, () => now);
    await prompts.create('a', 'First');
    const undo = await prompts.remove('a.prompt.md');
    assert.deepEqual(await names(prompts), []);
    await prompts.create('a', 'Second');
    await undo?.();
    assert.deepEqual((await prompts.list()).map(({ text }) => text).sort(), ['First', 'Second']);
    await prompts.remove('a.prompt.md');
    assert.equal((await files.list('prompts/deleted')).length, 1);
    now = 31 * 24 * 60 * 60 * 1000;
    await prompts.remove('a-2.prompt.md');
    assert.deepEqual(await files.list('prompts/deleted'), [`a-2.${now}.prompt.md`]);
    assert.equal(await prompts.remove('a-2.prompt.md'), undefined);
  });

  test('what is no prompt, no text or far too long is passed over, and kept', async () => {
    const files = new MemoryFileSystem();
    await files.replace('prompts/notes.md', bytes('Notes'));
    await files.replace('prompts/.prompt.md', bytes('No name'));
    await files.replace('prompts/picture.prompt.md', new Uint8Array([0, 1, 2, 0, 255]));
    await files.replace('prompts/long.prompt.md', bytes('x'.repeat(largestPromptFile + 1)));
    await files.replace('prompts/Good one.prompt.md', bytes('\uFEFFText'));
    assert.deepEqual(await names(new OwnPrompts(files, () => 0)), ['Good one.prompt.md']);
    assert.equal((await files.list('prompts')).length, 5);
  });
});
