import { Worker } from 'node:worker_threads';
import { trouble, type DocumentKind, type DocumentReading } from '../core/documents/documentReading';
import type { Releasable } from '../core/emitter';
import type { Log } from '../core/log';

/** Host → thread. */
export interface DocumentRequest {
  readonly document: DocumentKind;
  readonly bytes: Uint8Array;
}

export interface DocumentReaderOptions {
  /** The bundle that the thread runs. */
  readonly script: string;
  readonly log: Log;
  /** Milliseconds for one document. Readers give up by themselves before that, between two pages. */
  readonly longestWait?: number;
  /** Bytes that the process may grow by meanwhile. */
  readonly mostMemory?: number;
  /** Megabytes for the thread's objects. */
  readonly objectMemory?: number;
}

/** Largest document that is read, in bytes. */
export const largestDocument = 50_000_000;

/** Milliseconds between two looks at the memory. */
const lookEvery = 100;

/**
 * Reads documents, each in a thread of its own that is ended with it: when it is done, when nobody waits any more,
 * when it takes too long, or when it takes too much memory. Never rejects.
 */
export class DocumentReader implements Releasable {
  readonly #options: DocumentReaderOptions;
  readonly #disposal = new AbortController();

  constructor(options: DocumentReaderOptions) {
    this.#options = options;
  }

  /** Reads a document; `undefined` if it was aborted. */
  async read(request: DocumentRequest, signal: AbortSignal): Promise<DocumentReading | undefined> {
    const end = AbortSignal.any([signal, this.#disposal.signal]);
    if (end.aborted) return undefined;
    const {
      script,
      log,
      longestWait = 30_000,
      mostMemory = 1_500_000_000,
      objectMemory = 512,
    } = this.#options;
    const worker = new Worker(script, {
      workerData: request,
      // Nothing that the extension host was started with concerns it.
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: objectMemory },
    });
    const memoryBefore = process.memoryUsage.rss();
    const timers: NodeJS.Timeout[] = [];
    try {
      return await new Promise((resolve) => {
        worker.on('message', (reading: DocumentReading) => resolve(reading));
        worker.on('error', (error) => {
          log.warn(`A document (${request.document}) could not be read: ${codeOf(error)}.`);
          resolve(trouble(codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY' ? 'tooLarge' : 'damaged'));
        });
        worker.on('exit', () => resolve(trouble('damaged')));
        end.addEventListener('abort', () => resolve(undefined), { once: true });
        timers.push(
          setTimeout(() => resolve(trouble('timedOut')), longestWait),
          // What is unpacked lies outside of the objects that the thread's own limit counts.
          setInterval(() => {
            if (process.memoryUsage.rss() - memoryBefore > mostMemory) resolve(trouble('tooLarge'));
          }, lookEvery),
        );
      });
    } finally {
      for (const timer of timers) clearTimeout(timer);
      worker.removeAllListeners();
      // A late error has nobody to go to.
      worker.on('error', () => undefined);
      await worker.terminate().catch(() => undefined);
    }
  }

  dispose(): void {
    this.#disposal.abort();
  }
}

/** What may be logged of an error: its message can hold what a person wrote. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error ? String(error.code) : error.name;
}
