/**
 * The first `activate()` of ours and of an empty extension, installed as a person has them, each in an extension
 * host of its own, in turn (`npm run bench:activation`).
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../scripts/vscode/browser';
import { startServer, windowUrl, type Server } from '../scripts/vscode/server';
import { printTable } from './support/table';

const runs = 10;
const warmUp = 1;
const here = import.meta.dirname;
const root = path.resolve(here, '..');
// Measured from outside: an extension under test is not started as a person starts it.
const probe = path.join(here, 'support', 'probe-extension');

function report(line: string): void {
  console.log(line);
}

/** Opens a window, in which the probe activates the extension that the server was started for, and closes it. */
async function measure(
  browser: Browser,
  server: Server,
  result: string,
): Promise<{ cpu: number; wall: number }> {
  const page = await browser.newPage();
  try {
    await page.exposeFunction('codeAutomationLog', () => undefined);
    const code = await new Promise<number>((resolve, reject) => {
      page
        .exposeFunction('codeAutomationExit', resolve)
        .then(async () =>
          page.goto(
            windowUrl(server, {
              extensionDevelopmentPath: probe,
              extensionTestsPath: path.join(probe, 'tests.cjs'),
            }),
          ),
        )
        .catch(reject);
    });
    if (code !== 0) throw new Error('the extension could not be activated');
    return JSON.parse(await readFile(result, 'utf8')) as { cpu: number; wall: number };
  } finally {
    await page.close();
  }
}

/** A copy that VS Code does not start by itself, so that its start can be measured from outside. */
async function withoutActivationEvents(folder: string, target: string): Promise<string> {
  for (const name of ['dist', 'media'])
    await cp(path.join(folder, name), path.join(target, name), { recursive: true });
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as object;
  await writeFile(path.join(target, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }));
  return target;
}

const scratch = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-bench-'));
const browser = await launchBrowser(report);
const contenders = await Promise.all(
  [
    { name: 'empty extension', id: 'bench.empty', folder: path.join(here, 'support', 'empty-extension') },
    {
      name: 'Huggingphaze',
      id: 'huggingphaze.huggingphaze',
      folder: await withoutActivationEvents(root, path.join(scratch, 'huggingphaze')),
    },
  ].map(async ({ name, id, folder }) => {
    const result = path.join(scratch, `${id}.json`);
    const server = await startServer({
      report,
      extensionFolders: [folder],
      env: { BENCH_EXTENSION: id, BENCH_RESULT: result },
    });
    return { name, server, result, cpu: [] as number[], wall: [] as number[] };
  }),
);
for (let run = -warmUp; run < runs; run += 1) {
  for (const { server, result, cpu, wall } of contenders) {
    const figures = await measure(browser, server, result);
    if (run < 0) continue;
    cpu.push(figures.cpu);
    wall.push(figures.wall);
  }
}
await browser.close();
for (const { server } of contenders) await server.stop();
await rm(scratch, { recursive: true, force: true });
printTable(
  'First activate(): processor time',
  'ms',
  contenders.map(({ name, cpu }) => ({ name, values: cpu })),
);
printTable(
  'First activate(): wall time',
  'ms',
  contenders.map(({ name, wall }) => ({ name, values: wall })),
);
