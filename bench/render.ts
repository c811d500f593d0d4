/**
 * Our Markdown renderer and others, side by side in one Chromium (`npm run bench:render`). Asserts nothing.
 *
 *   --rates 3000            tokens a second; one append a frame, 60 frames a second, 4 characters a token
 *   --sizes 64              KB of the mixed documents
 *   --block-size 512        KB of the documents that are one block, at 1 KB an append; 0 leaves them out
 *   --documents 'mixed,one list'  these documents (mixed, one list, one table, one block of code, one paragraph)
 *   --only ours,streamdown  these contenders
 *   --limit 0.5             seconds of work after which a run is broken off
 *   --our-limit 10          the same for ours
 *   --by-frames             wait for a frame after each append, as in the panel, and count the long ones
 *   --all                   all rates (100, 1000, 3000, 10000) and sizes (8, 64, 512)
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, CDPSession } from 'playwright-core';
import { launchBrowser } from '../scripts/vscode/browser';
import { printGoals, type Goal } from './support/goals';
import { documentNames, type DocumentName } from './support/render/renderDocuments';
import { contenderTitles, type ContenderFile, type Measurement, type Run } from './support/render/run';
import { bundlePage, sizeOf } from './support/renderBundles';
import { figuresOf, printMeasurements, type Measured } from './support/renderTable';

const { values: options } = parseArgs({
  options: {
    rates: { type: 'string' },
    sizes: { type: 'string' },
    'block-size': { type: 'string', default: '512' },
    documents: { type: 'string' },
    only: { type: 'string' },
    limit: { type: 'string', default: '0.5' },
    'our-limit': { type: 'string', default: '10' },
    'by-frames': { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
});
const charactersPerToken = 4;
const framesPerSecond = 60;
const rates = numbers(options.rates ?? (options.all ? '100,1000,3000,10000' : '3000'));
const sizes = numbers(options.sizes ?? (options.all ? '8,64,512' : '64'));
const blockSize = Number(options['block-size']);
const documents = options.documents?.split(',');
const only = options.only?.split(',');
const contenders = Object.keys(contenderTitles)
  .filter(isContender)
  .filter((name) => only?.includes(name) ?? true);
const stylesheet = path.join(import.meta.dirname, '../webview/markdown/markdown.css');
// An isolated page's clock counts in steps of 5 microseconds instead of 100.
const address = 'http://localhost/';
const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

function numbers(list: string): number[] {
  return list.split(',').map(Number);
}

function isWanted(document: DocumentName): boolean {
  return documents?.includes(document) ?? true;
}

function isContender(name: string): name is ContenderFile {
  return name in contenderTitles;
}

async function measure(
  browser: Browser,
  script: string,
  style: string,
  run: Run,
): Promise<Pick<Measured, 'measurement' | 'heap'>> {
  const page = await browser.newPage({ viewport: { width: 400, height: 800 } });
  try {
    await page.route(address, (route) =>
      route.fulfill({ contentType: 'text/html', headers: isolated, body: '<!doctype html><body></body>' }),
    );
    await page.goto(address);
    await page.addStyleTag({ content: style });
    await page.addScriptTag({ content: script });
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    const before = await heapOf(session);
    const measurement = await page.evaluate<Measurement>(`renderBench.measure(${JSON.stringify(run)})`);
    return { measurement, heap: (await heapOf(session)) - before };
  } finally {
    await page.close();
  }
}

/** Bytes of JavaScript's memory that are held. */
async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
}

async function table(
  title: string,
  run: Omit<Run, 'contender' | 'limit' | 'byFrames'>,
): Promise<Measured | undefined> {
  const measured: Measured[] = [];
  for (const contender of contenders) {
    const limit = Number(contender === 'ours' ? options['our-limit'] : options.limit) * 1000;
    const taken = await measure(browser, script, style, {
      ...run,
      contender,
      limit,
      byFrames: options['by-frames'],
    });
    measured.push({ name: contenderTitles[contender], ...taken, length: run.length });
  }
  printMeasurements(title, measured);
  return measured.find(({ name }) => name === contenderTitles.ours);
}

function mixedGoals(measured: Measured): Goal[] {
  const { p95, lastOverFirstTenth, longTasks } = figuresOf(measured);
  const of = 'mixed, 64 KB at 3000 tokens a second';
  return [
    { name: `${of}: p95 of an append (ms)`, measured: p95, atMost: 2 },
    { name: `${of}: last over first tenth`, measured: lastOverFirstTenth, atMost: 1.2 },
    { name: `${of}: tasks over 50 ms`, measured: longTasks, atMost: 0 },
  ];
}

function blockGoals(document: DocumentName, measured: Measured): Goal[] {
  const { longTasks, allWork } = figuresOf(measured);
  return [
    { name: `${document}, 512 KB: all work (s)`, measured: allWork / 1_000, atMost: 10 },
    { name: `${document}, 512 KB: tasks over 50 ms`, measured: longTasks, atMost: 0 },
  ];
}

const goals: Goal[] = [];
const [script, style] = await Promise.all([bundlePage(), readFile(stylesheet, 'utf8')]);
const browser = await launchBrowser(() => undefined);
try {
  for (const rate of isWanted('mixed') ? rates : []) {
    const pieceLength = Math.max(1, Math.round((rate * charactersPerToken) / framesPerSecond));
    for (const size of sizes) {
      const title = `mixed, ${size} KB at ${rate} tokens a second (${pieceLength} characters an append)`;
      const ours = await table(title, { document: 'mixed', length: size * 1024, pieceLength });
      if (ours && rate === 3000 && size === 64) goals.push(...mixedGoals(ours));
    }
  }
  const blocks = documentNames.filter((name) => name !== 'mixed' && isWanted(name));
  for (const document of blockSize > 0 ? blocks : []) {
    const title = `${document}, ${blockSize} KB at 1 KB an append`;
    const ours = await table(title, { document, length: blockSize * 1024, pieceLength: 1024 });
    if (ours && blockSize === 512) goals.push(...blockGoals(document, ours));
  }
} finally {
  await browser.close();
}
if (goals.length > 0) printGoals(goals);
const kilobytes: Record<string, { KB: number }> = {};
for (const name of contenders) {
  kilobytes[contenderTitles[name]] = { KB: Math.round((await sizeOf(name)) / 1024) };
}
console.log(
  '\nSize, minified, of all that is loaded from the start; ours without the colours of code, which come later',
);
console.table(kilobytes);
