import { parentPort } from 'node:worker_threads';
import { tokenCounterOf } from '../core/inference/modelTokenizer';
import { splitTokenizerFile } from './tokenizerFiles';
import type { WorkerAnswer, WorkerRequest } from './workerTokenCounter';

/** Runs in a thread of its own: reading a vocabulary of some megabytes takes longer than anybody should wait. */
let count: ((text: string) => number) | undefined;

parentPort?.on('message', (request: WorkerRequest) => {
  const answer = (result: Omit<WorkerAnswer, 'id'>): void =>
    parentPort?.postMessage({ id: request.id, ...result } satisfies WorkerAnswer);
  if (request.type === 'load') {
    count = tokenCounterOf(splitTokenizerFile(request.bytes));
    answer(count ? { counts: [] } : {});
    return;
  }
  try {
    answer({ ...(count && { counts: request.texts.map(count) }) });
  } catch {
    // A tokenizer that fails at some texts is of no use: an estimate serves then.
    answer({});
  }
});
