import { finishScheduledWork } from './scheduledWork';
import { contenders } from './contenders';
import { writeDocument } from './renderDocuments';
import type { Measurement, Run } from './run';

const warmUpLength = 8 * 1024;
const warmUpLimit = 400;

/** Runs in the page. What is warm is the code: the first tenth must not look slow for being compiled. */
export async function measure(run: Run): Promise<Measurement> {
  await stream({ ...run, document: 'mixed', length: warmUpLength, limit: warmUpLimit, byFrames: false });
  return stream(run);
}

async function stream(run: Run): Promise<Measurement> {
  const container = document.createElement('div');
  document.body.replaceChildren(container);
  const contender = contenders[run.contender](container);
  const text = writeDocument(run.document, run.length);
  const script: number[] = [];
  const layout: number[] = [];
  const frameGaps: number[] = [];
  let worked = 0;
  let appended = 0;
  let lastFrame: number | undefined;
  while (appended < text.length && worked < run.limit) {
    const piece = text.slice(appended, appended + run.pieceLength);
    const start = performance.now();
    contender.append(piece);
    await finishScheduledWork();
    const written = performance.now();
    // The person follows the newest words.
    window.scrollTo(0, document.body.scrollHeight);
    const laidOut = performance.now();
    script.push(written - start);
    layout.push(laidOut - written);
    worked += laidOut - start;
    appended += piece.length;
    if (run.byFrames) {
      const frame = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      if (lastFrame !== undefined) frameGaps.push(frame - lastFrame);
      lastFrame = frame;
    } else {
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  if (appended === text.length) {
    contender.end();
    await finishScheduledWork();
  }
  return { script, layout, frameGaps, appended };
}
