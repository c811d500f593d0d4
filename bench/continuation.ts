/**
 * Continuing by itself in the real workbench (`npm run bench:continuation`): from a key that is typed along a suggestion to
 * the grey text without its letter, and how many requests a hundred keys cost, typed along, typed fast, and typed with a
 * pause after each word. Asserts nothing.
 */
import { WritingDesk } from '../test/e2e/editor/writingDesk';
import { DONE, finishEvent, textEvent } from '../test/standin/events';
import { startStandIn } from '../test/standin/server';
import { startMachine, stopEverything } from '../test/support/workbench/suite';
import { until } from '../test/support/workbench/until';
import { printGoals } from './support/goals';
import { percentile, printTable } from './support/table';

const model = 'bench/continuing';
const keys = 100;
/** Milliseconds between two keys of somebody who types fast, and a pause in which one thinks. */
const fast = 80;
const pause = 700;
const suggestion = ' and so the letter goes on with words that were expected'.repeat(2);
const ghosts = '.ghost-text-decoration, .ghost-text';

const standIn = await startStandIn();
standIn.script(model, () => ({
  chunks: [textEvent(model, suggestion), finishEvent(model, 'stop'), DONE],
}));
const machine = await startMachine({
  settings: {
    'huggingphaze.routerUrl': standIn.url,
    'huggingphaze.hubUrl': standIn.url,
    'huggingphaze.model': model,
    'huggingphaze.continueAutomatically': true,
    'huggingphaze.continueAtMost': 10_000,
    'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
    'editor.wordWrap': 'on',
    'files.autoSave': 'off',
  },
  files: Object.fromEntries(['along', 'fast', 'words'].map((name) => [`${name}.md`, 'Dear Ann, thank you'])),
});

const asked = (): number => standIn.received.filter(({ path }) => path === '/v1/chat/completions').length;

try {
  const desk = await WritingDesk.open(machine);
  const { page } = desk;
  const ghost = async (): Promise<string> =>
    (await page.locator(ghosts).allInnerTexts()).join('').replaceAll('\u00a0', ' ');
  const open = async (file: string): Promise<void> => {
    await desk.open(file);
    await page.keyboard.press('End');
  };
  const requestsFor = async (type: () => Promise<void>): Promise<number> => {
    const before = asked();
    await type();
    return ((asked() - before) / keys) * 100;
  };

  await open('along.md');
  await page.keyboard.type(' all');
  await until('a suggestion', async () => (await ghost()).includes('and so the letter'));
  const times: number[] = [];
  const along = await requestsFor(async () => {
    for (let index = 0; index < keys; index += 1) {
      // The clock is the page's own: from the key to the first frame whose grey text has one letter less.
      const shown = page.evaluate(async (selector) => {
        // No function here has a name: the compiler would mark it with a helper that the page does not have.
        const start = await new Promise<{ time: number; text: string }>((resolve) => {
          addEventListener(
            'keydown',
            () =>
              resolve({
                time: performance.now(),
                text: [...document.querySelectorAll(selector)].map(({ textContent }) => textContent).join(''),
              }),
            { capture: true, once: true },
          );
        });
        for (;;) {
          const elapsed = performance.now() - start.time;
          const now = [...document.querySelectorAll(selector)].map(({ textContent }) => textContent).join('');
          if (now.length === start.text.length - 1 || elapsed > 1_000) return elapsed;
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      }, ghosts);
      await page.keyboard.type(suggestion.charAt(index));
      times.push(await shown);
    }
  });

  await open('fast.md');
  const typedFast = await requestsFor(async () =>
    page.keyboard.type('xyz '.repeat(keys / 4), { delay: fast }),
  );
  await open('words.md');
  const inWords = await requestsFor(async () => {
    for (let word = 0; word < keys / 4; word += 1) {
      await page.keyboard.type('xyz ', { delay: fast });
      await page.waitForTimeout(pause);
    }
  });

  printTable('From a key typed along to the grey text without its letter', 'ms', [
    { name: 'typed along', values: times },
  ]);
  console.log('\nRequests for a hundred keys');
  console.table({
    'typed along': along,
    'typed fast': typedFast,
    'with a pause after each word of 4': inWords,
  });
  printGoals([
    { name: 'from key to grey text, p50 (ms)', measured: percentile(times, 0.5), atMost: 50 },
    { name: 'requests for a hundred keys typed along', measured: along, atMost: 0 },
  ]);
} finally {
  await stopEverything();
  await standIn.close();
}
