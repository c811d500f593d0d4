import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TokenizerAnswer } from '../../../src/core/inference/tokenizerSource';
import { TokenizerFileCache } from '../../../src/platform/tokenizerFiles';
import { WorkerTokenCounter } from '../../../src/platform/workerTokenCounter';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

/** Counts words; fails at "fail" and dies of "die". */
const thread = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ id, type, texts }) => {
    if (type === 'load') return parentPort.postMessage({ id, counts: [] });
    if (texts.includes('die')) process.exit(1);
    if (texts.includes('fail')) return parentPort.postMessage({ id });
    parentPort.postMessage({ id, counts: texts.map((text) => text.split(' ').length) });
  });
`;

suite('Counting tokens in a thread of its own', () => {
  let folder: string;
  const counters: WorkerTokenCounter[] = [];

  suiteSetup(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-counter-'));
    await writeFile(path.join(folder, 'thread.cjs'), thread);
  });
  teardown(() => {
    for (const counter of counters.splice(0)) counter.dispose();
  });
  suiteTeardown(() => rm(folder, { recursive: true }));

  function counting(answer: TokenizerAnswer): { counter: WorkerTokenCounter; asked: string[] } {
    const asked: string[] = [];
    const note = (): void => undefined;
    const counter = new WorkerTokenCounter({
      script: path.join(folder, 'thread.cjs'),
      files: new TokenizerFileCache(new MemoryFileSystem()),
      hubUrl: () => 'https://huggingface.co',
      fetchTokenizer: (modelId) => {
        asked.push(modelId);
        return Promise.resolve(answer);
      },
      log: { debug: note, info: note, warn: note, error: note },
    });
    counters.push(counter);
    return { counter, asked };
  }

  /** Resolves when the counter says that more can be counted, or no more than before. */
  const loaded = (counter: WorkerTokenCounter): Promise<void> =>
    new Promise((resolve) => void counter.onDidLoad(() => resolve()));

  const fetched: TokenizerAnswer = { kind: 'fetched', files: { config: '{}', tokenizer: '{}' } };

  test('nobody waits for a tokenizer, and once it is there it counts', async () => {
    const { counter, asked } = counting(fetched);
    const ready = loaded(counter);
    assert.equal(await counter.count('a/b', ['one two']), undefined);
    await ready;
    assert.deepEqual(await counter.count('a/b', ['one two', 'three']), [2, 1]);
    assert.deepEqual(asked, ['a/b']);
  });

  test('a model without one is asked for once', async () => {
    const { counter, asked } = counting({ kind: 'notThere' });
    const ready = loaded(counter);
    await counter.count('a/b', ['one']);
    await ready;
    assert.equal(await counter.count('a/b', ['one']), undefined);
    assert.deepEqual(asked, ['a/b']);
  });

  for (const text of ['fail', 'die']) {
    test(`a tokenizer that comes to ${text} costs the count and nothing else`, async () => {
      const { counter, asked } = counting(fetched);
      const ready = loaded(counter);
      await counter.count('a/b', ['one']);
      await ready;
      assert.equal(await counter.count('a/b', [text]), undefined);
      assert.equal(await counter.count('a/b', ['one']), undefined);
      assert.deepEqual(asked, ['a/b']);
    });
  }
});
