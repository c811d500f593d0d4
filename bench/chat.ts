/**
 * The whole path in the real workbench, from the socket to the painted pixel, at 3,000 tokens a second: in an empty
 * conversation and in one of 1,000 messages (`npm run bench:chat [-- <tokens of the longest answer>]`).
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CDPSession, Frame } from 'playwright-core';
import { formatRecord, type ConversationRecord } from '../src/core/storage/conversationRecord';
import { ChatPanel } from '../test/e2e/chat/chatPanel';
import { startStandIn } from '../test/standin/server';
import { startMachine, stopEverything } from '../test/support/workbench/suite';
import { model, SteadyAnswers } from './support/chat/answers';
import {
  costOf,
  sessionOf,
  startRecording,
  stopRecording,
  timeToPaint,
  type Recording,
} from './support/chat/recorder';
import { writeDocument } from './support/render/renderDocuments';
import { printGoals } from './support/goals';
import { percentile, printTable } from './support/table';

const messages = 1_000;
const longestAnswer = Number(process.argv[2] ?? 100_500);
const shortAnswer = 6_000;
const rounds = 3;
const answersForMemory = 20;
const openings = 7;
/** The first and the last stretch of the long answer that are held against each other, in tokens. */
const stretch = 2_000;

/** What the long conversation ends with. */
const lastWords = 'These are the last words.';

const standIn = await startStandIn();
const answers = new SteadyAnswers(standIn);
const machine = await startMachine({
  settings: {
    'huggingphaze.routerUrl': standIn.url,
    'huggingphaze.hubUrl': standIn.url,
    'huggingphaze.model': model,
    // A call of its own, which has nothing to do with what is measured.
    'huggingphaze.betterTitles': false,
  },
});
try {
  await seed();
  const panel = await ChatPanel.open(machine);
  await panel.signIn();
  await panel.clearNotifications();
  const frame = await panel.window.chatFrame();
  const session = await sessionOf(panel.window.page, frame);

  await panel.answerTo('A short conversation');
  const opening = await measureOpenings(panel, frame);

  const results: { empty: Answered[]; long: Answered[] } = { empty: [], long: [] };
  for (let round = 0; round < rounds; round += 1) {
    await panel.newChat();
    results.empty.push(await answered(panel, frame, session, shortAnswer));
    await panel.openChat('Long conversation');
    await panel.log.getByText(lastWords).first().waitFor();
    await allMade(frame);
    results.long.push(await answered(panel, frame, session, shortAnswer));
  }
  printPath(results);

  await panel.newChat();
  const longAnswer = await answered(panel, frame, session, longestAnswer);
  printLongAnswer(longAnswer);
  await panel.newChat();
  const grown = await measureMemory(panel, frame, session);
  const { early, late } = stretchesOf(longAnswer);
  printGoals([
    { name: `opening ${messages} messages, p50 (ms)`, measured: percentile(opening, 0.5), atMost: 150 },
    {
      name: 'frames over 50 ms in an answer, p50 of all',
      measured: percentile(
        [...results.empty, ...results.long].map((run) => over50(gaps(run))),
        0.5,
      ),
      atMost: 0,
    },
    {
      name: `the last ${stretch} tokens of ${longestAnswer} over early ones, p50`,
      measured: percentile(late, 0.5) / percentile(early, 0.5),
      atMost: 1.1,
    },
    { name: `panel's memory after ${answersForMemory} answers over one`, measured: grown, atMost: 1.1 },
  ]);
} finally {
  await stopEverything();
  await standIn.close();
}

/** What one answer was like. */
interface Answered extends Recording {
  readonly written: ReadonlyMap<number, number>;
  /** Milliseconds of work of the panel's thread for each 1,000 tokens. */
  readonly workPer1000: number;
}

async function answered(
  panel: ChatPanel,
  frame: Frame,
  session: CDPSession,
  tokens: number,
): Promise<Answered> {
  answers.next(tokens);
  await panel.composer.fill('Go on.');
  await startRecording(frame);
  const before = await costOf(session);
  await panel.window.page.keyboard.press('Enter');
  await answerEnded(frame);
  const { work } = await costOf(session);
  const recording = await stopRecording(frame);
  const written = new Map(answers.written);
  return { ...recording, written, workPer1000: ((work - before.work) / tokens) * 1_000 };
}

/** Waits until the older messages, which are made when nothing else happens, are all there. */
async function allMade(frame: Frame): Promise<void> {
  await frame.waitForFunction(
    (all) => document.querySelectorAll('[data-message-id]').length >= all,
    messages,
    { timeout: 60_000 },
  );
}

/**
 * Waits until the answer that was just asked for is there. Not by a role and a name: to look for those among the buttons
 * of 1,000 messages keeps the panel's thread busy for a second, each time.
 */
async function answerEnded(frame: Frame): Promise<void> {
  for (const isStreaming of [true, false])
    await frame.waitForFunction(
      (wanted) => (document.querySelector('article[data-state="streaming"]') !== null) === wanted,
      isStreaming,
      { polling: 100, timeout: 300_000 },
    );
}

/** Milliseconds from the socket to the screen, of the markers of some tokens. */
function latencies({ painted, written }: Answered, from = 0, to = Infinity): number[] {
  return [...painted].flatMap(([token, at]) => {
    const start = written.get(token);
    return start === undefined || token < from || token >= to ? [] : [at - start];
  });
}

/** Frame gaps while the answer's tokens of this stretch were written. */
function gaps({ frames, written }: Answered, from = 0, to = Infinity): number[] {
  const times = [...written].flatMap(([token, at]) => (token >= from && token < to ? [at] : []));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  return frames.flatMap(({ at, gap }) => (at > first && at <= last + 100 ? [gap] : []));
}

function over50(values: readonly number[]): number {
  return values.filter((gap) => gap > 50).length;
}

function printPath({ empty, long }: { empty: Answered[]; long: Answered[] }): void {
  const rows = [
    { name: 'empty conversation', runs: empty },
    { name: `${messages} messages`, runs: long },
  ];
  printTable(
    `From the socket to the screen, ${shortAnswer} tokens at 3,000 a second`,
    'ms',
    rows.map(({ name, runs }) => ({ name, values: runs.flatMap((run) => latencies(run)) })),
  );
  printTable(
    'Between two frames',
    'ms',
    rows.map(({ name, runs }) => ({ name, values: runs.flatMap((run) => gaps(run)) })),
  );
  printTable(
    'Work of the panel’s thread for 1,000 tokens',
    'ms',
    rows.map(({ name, runs }) => ({ name, values: runs.map(({ workPer1000 }) => workPer1000) })),
  );
  for (const { name, runs } of rows)
    console.log(`Frames over 50 ms, ${name}: ${runs.map((run) => over50(gaps(run))).join(', ')} an answer`);
}

/** Milliseconds from the socket to the screen, soon after a long answer's beginning and at its end. */
function stretchesOf(run: Answered): { readonly early: number[]; readonly late: number[] } {
  return {
    early: latencies(run, stretch / 2, stretch * 1.5),
    late: latencies(run, longestAnswer - stretch, longestAnswer),
  };
}

function printLongAnswer(run: Answered): void {
  const stretches = [
    { name: `tokens ${stretch / 2} to ${stretch * 1.5}`, from: stretch / 2, to: stretch * 1.5 },
    { name: `the last ${stretch} of ${longestAnswer}`, from: longestAnswer - stretch, to: longestAnswer },
  ];
  printTable(
    'One long answer: from the socket to the screen',
    'ms',
    stretches.map(({ name, from, to }) => ({ name, values: latencies(run, from, to) })),
  );
  printTable(
    'One long answer: between two frames',
    'ms',
    stretches.map(({ name, from, to }) => ({ name, values: gaps(run, from, to) })),
  );
  console.log(`Frames over 50 ms in the whole answer: ${over50(gaps(run))} of ${gaps(run).length}`);
}

/** Returns those of the long conversation. */
async function measureOpenings(panel: ChatPanel, frame: Frame): Promise<number[]> {
  const [long, short]: [number[], number[]] = [[], []];
  for (let opening = 0; opening < openings; opening += 1) {
    for (const [values, title, text] of [
      [long, 'Long conversation', lastWords],
      [short, 'A short conversation', 'A short conversation'],
    ] as const) {
      const { page } = panel.window;
      values.push(await timeToPaint(page, frame, text, () => panel.openChat(title)));
    }
  }
  printTable('From the press that opens a conversation to its newest message painted', 'ms', [
    { name: 'two messages', values: short },
    { name: `${messages} messages`, values: long },
  ]);
  return long;
}

/** Returns how many times the memory of the first answer the last one leaves held. */
async function measureMemory(panel: ChatPanel, frame: Frame, session: CDPSession): Promise<number> {
  const rows: Record<string, object> = {};
  const heaps: number[] = [];
  for (let answer = 0; answer <= answersForMemory; answer += 1) {
    if ([0, 1, answersForMemory / 2, answersForMemory].includes(answer)) {
      const { heap } = await costOf(session, true);
      if (answer > 0) heaps.push(heap);
      rows[`after ${answer} answers`] = {
        'panel, heap (MB)': mega(heap),
        'extension host, resident (MB)': mega(await hostMemory()),
      };
    }
    if (answer === answersForMemory) break;
    answers.next(shortAnswer);
    await panel.composer.fill('Go on.');
    await panel.window.page.keyboard.press('Enter');
    await answerEnded(frame);
  }
  console.log(`\nMemory, after answers of ${shortAnswer} tokens in one conversation`);
  console.table(rows);
  return (heaps.at(-1) ?? NaN) / (heaps[0] ?? NaN);
}

async function hostMemory(): Promise<number> {
  const [pid] = await machine.extensionHostPids();
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1_024;
}

function mega(bytes: number): number {
  return Math.round(bytes / 1e5) / 10;
}

/** Writes the long conversation where the extension keeps its own. */
async function seed(): Promise<void> {
  const records: ConversationRecord[] = [{ kind: 'header', format: 1, id: 'long', createdAt: 1 }];
  let parentId: string | null = null;
  for (let turn = 0; turn < messages / 2; turn += 1) {
    const [question, answer, run] = [`q${turn}`, `a${turn}`, `r${turn}`];
    const text = turn === 0 ? 'Long conversation' : `Question ${turn}`;
    const said = writeDocument('mixed', 600 + (turn % 7) * 100);
    records.push(
      {
        kind: 'message',
        message: { role: 'user', id: question, parentId, createdAt: turn, text, attachments: [] },
      },
      { kind: 'answer', id: answer, parentId: question, createdAt: turn, run },
      { kind: 'model', id: answer, run, model },
      {
        kind: 'text',
        id: answer,
        run,
        at: { text: 0, reasoning: 0 },
        text: turn === messages / 2 - 1 ? lastWords : said,
        reasoning: '',
      },
      { kind: 'end', id: answer, run, end: { time: turn, state: 'done' } },
    );
    parentId = answer;
  }
  const folder = path.join(
    machine.server.dataFolder,
    ...['data', 'User', 'globalStorage', 'huggingphaze.huggingphaze', 'conversations'],
  );
  await mkdir(folder, { recursive: true });
  const lines = records.map((record, sequence) => `\n${formatRecord({ writer: 'seed', sequence, record })}`);
  await writeFile(path.join(folder, 'long.jsonl'), lines.join(''));
}
