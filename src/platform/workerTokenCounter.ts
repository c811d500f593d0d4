import { Worker } from 'node:worker_threads';
import { Emitter, type Listen, type Releasable } from '../core/emitter';
import type { TokenizerAnswer } from '../core/inference/tokenizerSource';
import type { TokenCounter } from '../core/inference/tokenSizes';
import type { Log } from '../core/log';
import type { TokenizerFileCache } from './tokenizerFiles';

/** Host → thread. */
export type WorkerRequest =
  | { readonly type: 'load'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly type: 'count'; readonly id: number; readonly texts: readonly string[] };

/** Thread → host; without counts it could not be done. */
export interface WorkerAnswer {
  readonly id: number;
  readonly counts?: readonly number[];
}

export interface WorkerTokenCounterOptions {
  /** The bundle that the thread runs. */
  readonly script: string;
  readonly files: TokenizerFileCache;
  hubUrl(): string;
  fetchTokenizer(modelId: string, signal: AbortSignal): Promise<TokenizerAnswer>;
  readonly log: Log;
}

/** Milliseconds for one answer: what takes longer is a pattern that never ends. */
const longestWait = 20_000;

/** Milliseconds without a question after which the thread, and the vocabulary in it, is given up. */
const idleAfter = 300_000;

/** Milliseconds until a tokenizer that could not be had because of some trouble is asked for again. */
const againAfter = 300_000;

/** Megabytes: a vocabulary of 35 MB takes some 300 as objects. */
const memoryLimit = 1_024;

/** Counts tokens in a thread of its own, with one model's tokenizer at a time. Nobody waits for one to be fetched. */
export class WorkerTokenCounter implements TokenCounter {
  readonly #options: WorkerTokenCounterOptions;
  readonly #loaded = new Emitter<undefined>();
  readonly #abort = new AbortController();
  /** Until when models count as having no tokenizer, in milliseconds since the epoch. */
  readonly #withoutUntil = new Map<string, number>();
  /** The model whose tokenizer is being fetched or read. */
  #loading: string | undefined;
  #thread: CountingThread | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: WorkerTokenCounterOptions) {
    this.#options = options;
  }

  readonly onDidLoad: Listen<undefined> = this.#loaded.event;

  async count(modelId: string, texts: readonly string[]): Promise<readonly number[] | undefined> {
    const key = this.#keyOf(modelId);
    const thread = this.#thread;
    if (thread?.key === key) {
      this.#keepAwhile();
      const counts = await thread.ask({ type: 'count', texts });
      if (!counts) this.#giveUp(key, Infinity);
      return counts;
    }
    if (this.#loading === undefined && (this.#withoutUntil.get(key) ?? 0) <= Date.now()) {
      this.#loading = key;
      void this.#load(modelId, key);
    }
    return undefined;
  }

  dispose(): void {
    this.#abort.abort();
    this.#endThread();
    this.#loaded.dispose();
  }

  async #load(modelId: string, key: string): Promise<void> {
    const { log, script } = this.#options;
    try {
      const bytes = await this.#bytesOf(modelId, key);
      if (!bytes || this.#abort.signal.aborted) return;
      this.#endThread();
      const thread = new CountingThread(script, key, log);
      if (await thread.ask({ type: 'load', bytes })) {
        this.#thread = thread;
        this.#keepAwhile();
      } else {
        thread.dispose();
        log.info(`The tokenizer of ${modelId} can't be read, so its tokens are estimated.`);
        this.#withoutUntil.set(key, Infinity);
      }
    } catch (error) {
      this.#withoutUntil.set(key, Infinity);
      log.warn(`The tokenizer of ${modelId} failed: ${nameOf(error)}.`);
    } finally {
      this.#loading = undefined;
      // Also where it could not be had: another model's may have been wanted meanwhile.
      if (!this.#abort.signal.aborted) this.#loaded.fire(undefined);
    }
  }

  async #bytesOf(modelId: string, key: string): Promise<Uint8Array | undefined> {
    const { files, log } = this.#options;
    const hubUrl = this.#options.hubUrl();
    const kept = await files.read(hubUrl, modelId);
    if (kept) return kept;
    const answer = await this.#options.fetchTokenizer(modelId, this.#abort.signal);
    if (answer.kind === 'fetched') return files.write(hubUrl, modelId, answer.files);
    this.#withoutUntil.set(key, answer.kind === 'later' ? Date.now() + againAfter : Infinity);
    log.info(`The tokenizer of ${modelId} can't be had (${answer.kind}), so its tokens are estimated.`);
    return undefined;
  }

  #giveUp(key: string, until: number): void {
    this.#withoutUntil.set(key, until);
    this.#endThread();
  }

  #keyOf(modelId: string): string {
    return `${this.#options.hubUrl()} ${modelId}`;
  }

  #keepAwhile(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#endThread(), idleAfter).unref();
  }

  #endThread(): void {
    clearTimeout(this.#idle);
    this.#thread?.dispose();
    this.#thread = undefined;
  }
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** A thread with one tokenizer in it. It is of no use any more once an answer was `undefined`. */
class CountingThread implements Releasable {
  readonly key: string;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (counts: readonly number[] | undefined) => void>();
  #lastId = 0;

  constructor(script: string, key: string, log: Log) {
    this.key = key;
    this.#worker = new Worker(script, {
      // Nothing that the extension host was started with concerns it.
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memoryLimit },
    });
    this.#worker.unref();
    this.#worker.on('message', ({ id, counts }: WorkerAnswer) => this.#waiting.get(id)?.(counts));
    this.#worker.on('error', (error) => {
      log.warn(`The thread that counts tokens failed: ${nameOf(error)}.`);
      this.#answerAll();
    });
    this.#worker.on('exit', () => this.#answerAll());
  }

  /** Counts; `undefined` if they did not come. */
  ask(request: WithoutId<WorkerRequest>): Promise<readonly number[] | undefined> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#waiting.get(id)?.(undefined), longestWait).unref();
      this.#waiting.set(id, (counts) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(counts);
      });
      this.#worker.postMessage({ ...request, id });
    });
  }

  dispose(): void {
    this.#answerAll();
    // It is done with either way.
    this.#worker.terminate().catch(() => undefined);
  }

  #answerAll(): void {
    for (const answer of [...this.#waiting.values()]) answer(undefined);
  }
}

/** What may be logged of an error: its message can hold what a person wrote. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}
