import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { DocumentReading } from '../../../src/core/documents/documentReading';
import { DocumentReader, type DocumentReaderOptions } from '../../../src/platform/documentReader';

/** Does what the document says. */
const thread = `
  const { parentPort, workerData } = require('node:worker_threads');
  const words = new TextDecoder().decode(workerData.bytes);
  if (words === 'for ever') while (true);
  if (words === 'crash') throw new Error('what the document says');
  if (words === 'exit') process.exit(0);
  if (words === 'objects') for (const all = []; ; ) all.push(new Array(1_000).fill(all.length + 0.5));
  if (words === 'bytes') {
    const all = [];
    const more = () => { all.push(Buffer.alloc(50_000_000, 1)); setTimeout(more, 1); };
    more();
  }
  else parentPort.postMessage({ kind: 'text', text: words + ', ' + Object.keys(process.env).length, languageId: 'plaintext' });
`;

suite('Reading a document in a thread of its own', () => {
  let folder: string;
  let warnings: string[];
  let reader: DocumentReader;

  suiteSetup(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-documents-'));
    await writeFile(path.join(folder, 'thread.cjs'), thread);
  });
  teardown(() => reader.dispose());
  suiteTeardown(() => rm(folder, { recursive: true }));

  function read(
    words: string,
    signal = new AbortController().signal,
    options: Partial<DocumentReaderOptions> = {},
  ): Promise<DocumentReading | undefined> {
    const note = (): void => undefined;
    warnings = [];
    reader = new DocumentReader({
      script: path.join(folder, 'thread.cjs'),
      log: { debug: note, info: note, warn: (line) => warnings.push(line), error: note },
      ...options,
    });
    return reader.read({ document: 'pdf', bytes: new TextEncoder().encode(words) }, signal);
  }

  test('brings its text, and tells the thread nothing of this computer', async () => {
    assert.deepEqual(await read('Dear Ann'), { kind: 'text', text: 'Dear Ann, 0', languageId: 'plaintext' });
  });

  test('one that never ends is given up', async () => {
    const reading = await read('for ever', undefined, { longestWait: 200 });
    assert.deepEqual(reading, { kind: 'trouble', trouble: 'timedOut' });
  });

  test('one that nobody waits for any more is given up', async () => {
    const abort = new AbortController();
    const reading = read('for ever', abort.signal);
    abort.abort();
    assert.equal(await reading, undefined);
    assert.equal(await read('Dear Ann', abort.signal), undefined);
  });

  test('ends with the extension', async () => {
    const reading = read('for ever');
    reader.dispose();
    assert.equal(await reading, undefined);
  });

  test('one that a library fails at counts as damaged, and the log tells nothing of what it says', async () => {
    assert.deepEqual(await read('crash'), { kind: 'trouble', trouble: 'damaged' });
    assert.deepEqual(warnings, ['A document (pdf) could not be read: Error.']);
    assert.deepEqual(await read('exit'), { kind: 'trouble', trouble: 'damaged' });
  });

  test('one that takes more memory than it may is given up, and VS Code lives on', async () => {
    assert.deepEqual(await read('objects', undefined, { objectMemory: 32 }), {
      kind: 'trouble',
      trouble: 'tooLarge',
    });
    assert.deepEqual(await read('bytes', undefined, { mostMemory: 200_000_000 }), {
      kind: 'trouble',
      trouble: 'tooLarge',
    });
  });
});
