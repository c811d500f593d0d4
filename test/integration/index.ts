import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Most tests here wait for VS Code, which is slow on a busy machine. */
const TIMEOUT_MS = 30_000;

/**
 * VS Code calls this inside its extension host. Runs every `*.test.js` beside this file (esbuild.js bundles
 * each `*.test.ts`), and writes the counts where HUGGINGPHAZE_TEST_COUNTS says. HUGGINGPHAZE_TEST_GREP, a regular
 * expression, chooses tests by name.
 *
 * @throws Error when a test failed, or when there was none.
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const { default: Mocha } = await import('mocha');
  const grep = process.env['HUGGINGPHAZE_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'tdd',
    timeout: TIMEOUT_MS,
    slow: 2_000,
    color: true,
    ...(grep && { grep }),
  });
  const names = await readdir(__dirname, { recursive: true });
  for (const name of names.filter((found) => found.endsWith('.test.js')).sort()) {
    mocha.addFile(path.join(__dirname, name));
  }
  const { passed, failed } = await new Promise<{ passed: number; failed: number }>((resolve) => {
    const runner = mocha.run((failures) => {
      resolve({ passed: runner.stats?.passes ?? 0, failed: failures });
    });
  });
  const countsFile = process.env['HUGGINGPHAZE_TEST_COUNTS'];
  if (countsFile !== undefined) await writeFile(countsFile, JSON.stringify([{ file: '', passed, failed }]));
  if (failed > 0) throw new Error(`${failed} failed`);
  if (passed === 0) throw new Error('No test ran.');
}
