import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { ConversationStore } from '../../../src/core/storage/conversationStore';
import { parseRecord } from '../../../src/core/storage/parseRecord';
import { nodeFileSystem } from '../../../src/platform/storageFileSystem';
import { ManualTimers } from '../../support/manualTimers';
import type { Acknowledged } from '../../support/streamingWindow';

const kills = 20;

suite('A window that is killed while answers stream', () => {
  let folder = '';
  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huggingphaze-kill-'));
  });
  suiteTeardown(() => rm(folder, { recursive: true, force: true }));

  test(`loses nothing that it showed as saved, ${kills} times in a row`, async () => {
    const script = join(folder, 'window.mjs');
    await build({
      entryPoints: [join(import.meta.dirname, '../../support/streamingWindow.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
    });
    const storage = join(folder, 'storage');
    const all: Acknowledged[] = [];
    let conversationId = '';
    for (let kill = 0; kill < kills; kill += 1) {
      // At least until something is saved, and then somewhere: at a line that nobody can foresee.
      const lines = 3 + Math.floor(Math.random() * 60);
      const acknowledged = await runAndKill(script, [storage, conversationId, `w${kill}`], lines);
      all.push(...acknowledged);
      conversationId = acknowledged.find((line) => line.kind === 'conversation')?.id ?? conversationId;
      await assertFound(storage, conversationId, all);
    }
    assert.ok(all.filter(({ kind }) => kind === 'appended').length > kills);
  }).timeout(120_000);
});

/** Everything that the window acknowledged before it was killed, right after its so-many-th line. */
async function runAndKill(
  script: string,
  parameters: readonly string[],
  lines: number,
): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [script, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: Acknowledged[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    try {
      acknowledged.push(JSON.parse(line) as Acknowledged);
    } catch {
      // The kill fell into the line itself.
      assert.equal(child.killed, true);
    }
    if (acknowledged.length === lines) child.kill('SIGKILL');
  }
  assert.ok(acknowledged.length >= lines, 'the window ended by itself');
  return acknowledged;
}

async function assertFound(
  storage: string,
  conversationId: string,
  all: readonly Acknowledged[],
): Promise<void> {
  const ignore = (): void => undefined;
  const store = new ConversationStore({
    fileSystem: nodeFileSystem(storage),
    timers: new ManualTimers(),
    log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    writer: 'reader',
  });
  const stored = await store.read(conversationId);
  assert.ok(stored);
  const { messages } = stored.conversation;
  for (const line of all) {
    switch (line.kind) {
      case 'asked':
        assert.ok(
          [...messages.values()].some(({ text, role }) => role === 'user' && line.question.endsWith(text)) ||
            line.question.startsWith('Your last message was cut off'),
          `lost the question ${line.question}`,
        );
        break;
      case 'answered':
        assert.equal(messages.get(line.messageId)?.text, line.text);
        break;
      case 'appended':
        for (const record of line.lines.split('\n').map((each) => parseRecord(each)?.record)) {
          if (record?.kind === 'message') assert.deepEqual(messages.get(record.message.id), record.message);
          if (record?.kind === 'text')
            assert.equal(
              messages.get(record.id)?.text.slice(record.at.text, record.at.text + record.text.length),
              record.text,
              `lost a part of answer ${record.id}`,
            );
        }
        break;
      case 'conversation':
        break;
    }
  }
  assert.equal((await store.list()).length, 1);
}
