/**
 * Every check and every test, in order, each whether or not an earlier one failed. Ends with one line
 * `N passed, N failed`, where linting, formatting, types, build and size count as one each, and exits non-zero on failure.
 *
 * An end-to-end file that failed is run once more in a process and a VS Code of its own, and what the second run says
 * counts: a real browser on a busy machine now and then misses a moment. Both runs are printed, and files that needed
 * the second one are named at the end. More than a few failed files are no such moment, and none is run again.
 *
 *     npm test [-- stage…]     only the named stages
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { repositoryRoot } from './vscode/versions';

/** How many failed files are run again at most. */
const MOST_SECOND_RUNS = 3;

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface FileCounts extends Counts {
  readonly file: string;
}

interface Outcome extends Counts {
  /** Files, from the repository's root, whose second run counts. */
  readonly ranAgain: readonly string[];
}

interface Stage {
  readonly name: string;
  /** Programs run one after the other until one fails; `node_modules/.bin` is searched. */
  readonly commands: readonly (readonly string[])[];
  /** Whether its tests are counted one by one; otherwise the stage counts as one. */
  readonly counted?: true;
  /** Runs single test files again, their paths put behind it. */
  readonly again?: readonly string[];
}

const stages: readonly Stage[] = [
  { name: 'lint', commands: [['eslint', '.']] },
  { name: 'format', commands: [['prettier', '--check', '.']] },
  {
    name: 'types',
    commands: ['.', 'src/core', 'webview'].map((project) => ['tsc', '-p', project, '--noEmit']),
  },
  { name: 'build', commands: [['node', 'esbuild.js', '--tests']] },
  { name: 'unit', commands: [['mocha', 'test/unit/**/*.test.ts']], counted: true },
  { name: 'integration', commands: [['tsx', 'scripts/test-integration.ts']], counted: true },
  {
    name: 'e2e',
    commands: [['mocha', '--config', 'test/e2e/.mocharc.json', 'test/e2e/**/*.test.ts']],
    counted: true,
    again: ['mocha', '--config', 'test/e2e/.mocharc.json'],
  },
  // Last, as it leaves the production build behind.
  { name: 'size', commands: [['tsx', 'scripts/size.ts']] },
];

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) throw new Error(`No stage is called ${unknown.join(', ')}.`);

  const folder = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-test-'));
  const results: { name: string; counts: Outcome; seconds: number }[] = [];
  try {
    for (const stage of stages.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      console.log(`\n▶ ${stage.name}`);
      const start = performance.now();
      const counts = await runStage(stage, path.join(folder, `${stage.name}.json`));
      results.push({ name: stage.name, counts, seconds: (performance.now() - start) / 1000 });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  console.log('');
  for (const { name, counts, seconds } of results) {
    const mark = counts.failed === 0 ? '✔' : '✖';
    const all = counts.passed + counts.failed;
    const again = counts.ranAgain.length === 0 ? '' : `  (second run: ${counts.ranAgain.join(', ')})`;
    console.log(
      `${mark} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s  ${counts.passed} of ${all}${again}`,
    );
  }
  const total = sum(results.map(({ counts }) => counts));
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0) process.exitCode = 1;
}

async function runStage(stage: Stage, countsFile: string): Promise<Outcome> {
  let succeeded = true;
  for (const command of stage.commands) succeeded = succeeded && (await runCommand(command, countsFile));
  if (stage.counted !== true) return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, ranAgain: [] };
  const counts = await readCounts(countsFile);
  if (counts === undefined) {
    console.log(`The ${stage.name} tests ended before they could be counted.`);
    return { passed: 0, failed: 1, ranAgain: [] };
  }
  const total = sum(counts);
  if (total.failed > 0 && stage.again !== undefined) return runAgain(stage.again, counts, countsFile);
  if (total.passed + total.failed === 0) console.log(`There are no ${stage.name} tests.`);
  const complete = succeeded && total.passed > 0;
  // A crash after the last test, or no test at all, is a failure that no test stands for.
  return { ...(complete || total.failed > 0 ? total : { ...total, failed: 1 }), ranAgain: [] };
}

async function runAgain(
  command: readonly string[],
  counts: readonly FileCounts[],
  countsFile: string,
): Promise<Outcome> {
  const failed = counts.filter((file) => file.failed > 0);
  if (failed.length > MOST_SECOND_RUNS || failed.some(({ file }) => file === '')) {
    return { ...sum(counts), ranAgain: [] };
  }
  const settled = counts.filter((file) => file.failed === 0);
  for (const first of failed) {
    console.log(`\n▶ once more: ${relative(first.file)}`);
    await rm(countsFile, { force: true });
    const succeeded = await runCommand([...command, first.file], countsFile);
    const second = await readCounts(countsFile);
    settled.push(...(second ?? [first]));
    if (!succeeded && second !== undefined && sum(second).failed === 0) settled.push({ ...first, passed: 0 });
  }
  return { ...sum(settled), ranAgain: failed.map(({ file }) => relative(file)) };
}

function relative(file: string): string {
  return path.relative(repositoryRoot, file);
}

function sum(counts: readonly Counts[]): Counts {
  return counts.reduce<Counts>(
    (total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }),
    { passed: 0, failed: 0 },
  );
}

async function runCommand([program, ...args]: readonly string[], countsFile: string): Promise<boolean> {
  if (program === undefined) return false;
  const binaries = path.join(repositoryRoot, 'node_modules', '.bin');
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: repositoryRoot,
      stdio: 'inherit',
      // Windows finds the .cmd files of `.bin` through a shell only.
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        PATH: `${binaries}${path.delimiter}${process.env['PATH'] ?? ''}`,
        HUGGINGPHAZE_TEST_COUNTS: countsFile,
      },
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('close', (code) => {
      resolve(code === 0);
    });
  });
}

async function readCounts(file: string): Promise<FileCounts[] | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as FileCounts[]);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
