/**
 * The preview of a rewrite in the real workbench, at 3,000 tokens a second: a paragraph of a short file and one in the
 * middle of a file of 2,000 lines, beside the same answer streamed into the document at the cursor
 * (`npm run bench:rewrite`). Asserts nothing.
 */
import { WritingDesk } from '../test/e2e/editor/writingDesk';
import { startStandIn } from '../test/standin/server';
import { startMachine, stopEverything } from '../test/support/workbench/suite';
import { until } from '../test/support/workbench/until';
import { model, SteadyAnswers } from './support/chat/answers';
import { costOf, sessionOf, startRecording, stopRecording } from './support/chat/recorder';
import { printGoals } from './support/goals';
import { percentile, printTable } from './support/table';

const lines = 2_000;
const tokens = 6_000;
const rounds = 5;
/** Milliseconds of a frame at 60 a second. */
const frame = 1_000 / 60;
/** Updates of a preview in a second, at most: see `rewritePreview.ts`. */
const updatesPerSecond = 20;

const paragraph = 'This is the paragraph that is rewritten.';
const filler = Array.from(
  { length: lines / 4 },
  (_, index) => `Paragraph ${index} says a little.\nAnd more.\n`,
);
const long = [...filler, `\n${paragraph}\n\n`, ...filler].join('');

const standIn = await startStandIn();
const answers = new SteadyAnswers(standIn);
const machine = await startMachine({
  settings: {
    'huggingphaze.routerUrl': standIn.url,
    'huggingphaze.hubUrl': standIn.url,
    'huggingphaze.model': model,
    'files.autoSave': 'off',
  },
  files: { 'short.md': `${paragraph}\n`, 'long.md': long, 'empty.md': 'Here:\n' },
});

interface Measured {
  /** Milliseconds of work of the window's thread for each second of the answer. */
  readonly work: number;
  readonly gaps: readonly number[];
}

try {
  const desk = await WritingDesk.open(machine);
  const page = desk.page.mainFrame();
  const session = await sessionOf(desk.page, page);

  const measured = async (begin: () => Promise<void>): Promise<Measured> => {
    answers.next(tokens);
    await begin();
    await startRecording(page);
    const before = await costOf(session);
    const start = performance.now();
    await until('the answer to be written', () => answers.written.has(tokens - 50));
    const seconds = (performance.now() - start) / 1_000;
    const { work } = await costOf(session);
    const { frames } = await stopRecording(page);
    await desk.settled();
    return { work: (work - before.work) / seconds, gaps: frames.slice(1).map(({ gap }) => gap) };
  };
  const rewritten = async (file: string, line: number): Promise<Measured> => {
    await desk.clear();
    await desk.open(file, line);
    const result = await measured(async () => desk.rewrite('Shorter'));
    await desk.discardButton.click();
    return result;
  };
  const atCursor = async (): Promise<Measured> => {
    await desk.clear();
    await desk.open('empty.md', 2);
    return measured(async () => desk.ask('Go on', /At the cursor/));
  };

  const rows: { name: string; runs: Measured[] }[] = [
    { name: 'at the cursor of an empty file', runs: [] },
    { name: 'preview, short file', runs: [] },
    { name: `preview, ${lines} lines`, runs: [] },
  ];
  for (let round = 0; round < rounds; round += 1) {
    rows[0]?.runs.push(await atCursor());
    rows[1]?.runs.push(await rewritten('short.md', 1));
    rows[2]?.runs.push(await rewritten('long.md', lines / 2 + 2));
  }
  printTable(
    'Between two frames of the window',
    'ms',
    rows.map(({ name, runs }) => ({ name, values: runs.flatMap(({ gaps }) => gaps) })),
  );
  printTable(
    'Work of the window’s thread for a second of the answer',
    'ms',
    rows.map(({ name, runs }) => ({ name, values: runs.map(({ work }) => work) })),
  );
  const previews = rows[2]?.runs ?? [];
  printGoals([
    {
      name: `work for an update of the preview of ${lines} lines, p50 (ms)`,
      measured: percentile(
        previews.map(({ work }) => work / updatesPerSecond),
        0.5,
      ),
      atMost: Number(frame.toFixed(1)),
    },
    {
      name: 'frames over 50 ms in an answer, p50 of all',
      measured: percentile(
        previews.map(({ gaps }) => gaps.filter((gap) => gap > 50).length),
        0.5,
      ),
      atMost: 0,
    },
  ]);
} finally {
  await stopEverything();
  await standIn.close();
}
