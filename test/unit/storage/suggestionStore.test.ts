import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { SuggestionStore } from '../../../src/core/storage/suggestionStore';
import type { StoredSuggestion } from '../../../src/core/text/storedSuggestion';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

const day = 24 * 3_600_000;

function suggestion(answer: string): StoredSuggestion {
  return {
    workspace: 'some-folder',
    window: 1,
    origin: {
      address: 'untitled:Untitled-1',
      name: 'Untitled-1',
      place: 'line 1 of Untitled-1',
      languageId: 'plaintext',
      kind: 'prose',
      fitting: { kind: 'prose', eol: '\n', indentWith: { tabs: false, size: 4 } },
      instruction: { id: 'own', label: 'Warm', detail: '', prompt: 'Warm', kind: 'both' },
    },
    passage: { start: 0, end: 4, text: 'soup', before: '', after: '' },
    rewrite: {
      content: 'soup',
      parts: ['soup'],
      done: [],
      wish: '',
      versions: { earlier: [], shown: 0, edited: [] },
      answer,
      ending: 'stop',
    },
  };
}

suite('Suggestions on the disk', () => {
  test('the last that was saved is read; one that was removed is not', async () => {
    const store = new SuggestionStore({ fileSystem: new MemoryFileSystem(), now: Date.now });
    const id = randomUUID();
    await Promise.all([store.save(id, suggestion('one')), store.save(id, suggestion('two'))]);
    assert.equal((await store.read(id))?.rewrite.answer, 'two');
    const saving = store.save(id, suggestion('three'));
    await Promise.all([saving, store.remove(id)]);
    assert.equal(await store.read(id), undefined);
  });

  test('an id that is no name of a file of ours reaches no file', async () => {
    const fileSystem = new MemoryFileSystem();
    await fileSystem.replace('index.json', new TextEncoder().encode('{}'));
    const store = new SuggestionStore({ fileSystem, now: Date.now });
    for (const id of ['../index', '', '1', `${randomUUID()}/x`])
      assert.equal(await store.read(id), undefined, id);
  });

  test('those that nobody came back to for 30 days go, others stay', async () => {
    const fileSystem = new MemoryFileSystem();
    let now = 100 * day;
    const store = new SuggestionStore({ fileSystem, now: () => now });
    const id = randomUUID();
    await store.save(id, suggestion('x'));
    fileSystem.touch(`suggestions/${id}.json`, now);
    now += 29 * day;
    await store.removeForgotten();
    assert.ok(await store.read(id));
    now += 2 * day;
    await store.removeForgotten();
    assert.equal(await store.read(id), undefined);
  });

  test('a disk that refuses says so each time, and does not stop what comes after', async () => {
    const fileSystem = new MemoryFileSystem();
    const store = new SuggestionStore({ fileSystem, now: Date.now });
    const id = randomUUID();
    fileSystem.trouble = () => 'diskFull';
    await assert.rejects(store.save(id, suggestion('one')));
    fileSystem.trouble = () => undefined;
    await store.save(id, suggestion('two'));
    assert.equal((await store.read(id))?.rewrite.answer, 'two');
  });
});
