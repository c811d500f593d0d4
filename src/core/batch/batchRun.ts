import type { Releasable } from '../emitter';
import type { RetryPolicy } from '../inference/clientEnvironment';
import type { InferenceError } from '../inference/inferenceError';
import type { ChatRequest, ModelClient } from '../inference/modelClient';
import { waitBeforeRetry } from '../inference/retry';
import type { TokenUsage } from '../inference/streamEvent';
import type { Timers } from '../storage/clock';
import type { ItemResult } from './batchItem';
import { Concurrency } from './concurrency';
import { isOverload, reachOf } from './itemFailure';

/** What is asked about one item, or why nothing is. */
export type ItemRequest =
  | {
      readonly kind: 'ask';
      readonly request: ChatRequest;
      readonly modelName: string;
      /** US dollars; `undefined` where nobody knows. */
      readonly cost: (usage: TokenUsage, provider: string | undefined) => number | undefined;
    }
  | { readonly kind: 'refused'; readonly result: Omit<ItemResult, 'state' | 'text'> };

export interface BatchRunOptions {
  /** Places of the items to ask about, in the order in which they are asked. */
  readonly indexes: readonly number[];
  readonly client: ModelClient;
  /** Asked right before an item is, so that another model counts at once. Must not reject. */
  prepare(index: number): Promise<ItemRequest>;
  readonly timers: Timers;
  /** Absent: 5 calls, a second, up to two minutes, at random. */
  readonly retries?: Omit<RetryPolicy, 'wait'>;
  /** Requests at once; absent: 4. */
  readonly atOnce?: number;
  /** Once for each item, in any order. */
  onResult(result: ItemResult): void;
  /** Nothing more is asked until {@link BatchRun.resume}: something has to be mended first. */
  onPause(error: InferenceError, modelName: string): void;
  /** The service has too much to do; nothing is asked for so many milliseconds. */
  onHold?(milliseconds: number): void;
}

/** Patient: nobody waits for a single answer. */
const patientRetries = { attempts: 5, firstWaitMs: 1000, longestWaitMs: 120_000, random: Math.random };

/** Items that fail one after the other, with none between them that goes well, until it is taken for a trouble of all. */
const failuresInARow = 3;

/**
 * Asks about many items, a few at a time. What fails for one leaves the others alone; what would fail for all pauses the
 * run. An item is asked again only if no answer to it came.
 */
export class BatchRun {
  readonly #options: BatchRunOptions;
  readonly #retries: Omit<RetryPolicy, 'wait'>;
  readonly #concurrency: Concurrency;
  /** Not asked yet, or to be asked again. */
  readonly #waiting: number[];
  readonly #asking = new Map<number, AbortController>();
  /** Failed attempts, by item. */
  readonly #attempts = new Map<number, number>();
  /** Items that rest before they are asked again, and holds on all of them. */
  readonly #rests = new Set<Releasable>();
  #holds = 0;
  /** Failures that may turn out to concern all. */
  #suspects: ItemResult[] = [];
  #state: 'new' | 'running' | 'paused' | 'stopped' | 'ended' = 'new';
  #end: (how: 'ended' | 'stopped') => void = () => undefined;

  constructor(options: BatchRunOptions) {
    this.#options = options;
    this.#retries = options.retries ?? patientRetries;
    this.#concurrency = new Concurrency(options.atOnce ?? 4);
    this.#waiting = [...options.indexes];
  }

  get isPaused(): boolean {
    return this.#state === 'paused';
  }

  /** Resolves when every item has its result, or the run was stopped. To be called once. */
  run(): Promise<'ended' | 'stopped'> {
    const ended = new Promise<'ended' | 'stopped'>((resolve) => (this.#end = resolve));
    if (this.#state === 'stopped') this.#end('stopped');
    else {
      this.#state = 'running';
      this.#next();
    }
    return ended;
  }

  /** Goes on after a pause. */
  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'running';
    this.#attempts.clear();
    this.#next();
  }

  /** Breaks all requests off. Results that came are there; nothing more comes. */
  stop(): void {
    if (this.#state === 'ended' || this.#state === 'stopped') return;
    this.#state = 'stopped';
    for (const abort of this.#asking.values()) abort.abort();
    for (const rest of this.#rests) rest.dispose();
    this.#end('stopped');
  }

  #next(): void {
    while (
      this.#state === 'running' &&
      this.#holds === 0 &&
      this.#waiting.length > 0 &&
      this.#asking.size < this.#concurrency.limit
    ) {
      const index = this.#waiting.shift();
      if (index !== undefined) void this.#ask(index);
    }
    const resting = this.#rests.size - this.#holds;
    if (this.#state !== 'running' || this.#waiting.length + this.#asking.size + resting > 0) return;
    this.#clearSuspects();
    this.#state = 'ended';
    for (const rest of this.#rests) rest.dispose();
    this.#end('ended');
  }

  /** Never rejects. */
  async #ask(index: number): Promise<void> {
    const abort = new AbortController();
    this.#asking.set(index, abort);
    const timesAtStart = this.#concurrency.times;
    let modelName = '';
    let outcome: ItemResult | InferenceError;
    try {
      const prepared = await this.#options.prepare(index);
      if (prepared.kind === 'refused') outcome = { state: 'failed', text: '', ...prepared.result };
      else {
        ({ modelName } = prepared);
        outcome = await this.#answer(index, prepared, abort.signal);
      }
    } catch {
      // A client never throws; if one does, what it threw may hold the prompt.
      outcome = { kind: 'unexpected' };
    }
    this.#asking.delete(index);
    if (this.#state === 'stopped') return;
    if ('kind' in outcome) this.#failed(index, outcome, modelName, timesAtStart);
    else {
      if (outcome.state !== 'failed') {
        this.#concurrency.answered(timesAtStart);
        this.#clearSuspects();
      }
      this.#options.onResult(outcome);
    }
    this.#next();
  }

  async #answer(
    index: number,
    { request, modelName, cost }: Extract<ItemRequest, { kind: 'ask' }>,
    signal: AbortSignal,
  ): Promise<ItemResult | InferenceError> {
    let text = '';
    let usage: TokenUsage | undefined;
    let provider: string | undefined;
    for await (const event of this.#options.client.stream(request, signal)) {
      if (event.type === 'text') text += event.text;
      else if (event.type === 'usage') ({ usage } = event);
      else if (event.type === 'answeredBy') ({ provider } = event);
      else if (event.type === 'error') return event.error;
      else if (event.type === 'finish') {
        const { reason } = event;
        const dollars = usage && cost(usage, provider);
        const about = {
          index,
          text: text.trim(),
          modelName,
          ...(dollars !== undefined && { cost: dollars }),
        };
        if (reason === 'length' || reason === 'cutOff' || reason === 'contentFilter')
          return { ...about, state: 'incomplete', missing: reason };
        if (about.text === '') return { kind: 'unexpected', cause: 'emptyAnswer' };
        return { ...about, state: 'done' };
      }
    }
    return { kind: 'unexpected', cause: 'emptyAnswer' };
  }

  #failed(index: number, error: InferenceError, modelName: string, timesAtStart: number): void {
    const attempt = (this.#attempts.get(index) ?? 0) + 1;
    this.#attempts.set(index, attempt);
    const overloaded = isOverload(error);
    if (overloaded) this.#concurrency.overloaded(timesAtStart);
    const wait = waitBeforeRetry(error, attempt, this.#retries);
    if (wait !== undefined) {
      if (overloaded) {
        this.#putBack(index);
        this.#hold(wait);
      } else this.#rest(wait, () => this.#putBack(index));
      return;
    }
    const reach = reachOf(error);
    if (reach === 'all') {
      this.#putBack(index);
      this.#pause(error, modelName);
      return;
    }
    const result: ItemResult = {
      index,
      state: 'failed',
      text: '',
      error,
      ...(modelName !== '' && { modelName }),
    };
    if (reach === 'one') this.#options.onResult(result);
    else {
      this.#suspects.push(result);
      if (this.#suspects.length < failuresInARow) return;
      for (const suspect of this.#suspects.splice(0)) this.#putBack(suspect.index);
      this.#pause(error, modelName);
    }
  }

  #pause(error: InferenceError, modelName: string): void {
    if (this.#state !== 'running') return;
    this.#state = 'paused';
    this.#options.onPause(error, modelName);
  }

  /** An item that was begun goes before those that were not. */
  #putBack(index: number): void {
    const place = this.#waiting.findIndex((other) => other > index);
    this.#waiting.splice(place < 0 ? this.#waiting.length : place, 0, index);
  }

  #clearSuspects(): void {
    for (const suspect of this.#suspects.splice(0)) this.#options.onResult(suspect);
  }

  #hold(milliseconds: number): void {
    this.#holds += 1;
    this.#options.onHold?.(milliseconds);
    this.#rest(milliseconds, () => {
      this.#holds -= 1;
    });
  }

  #rest(milliseconds: number, then: () => void): void {
    const rest = this.#options.timers.after(milliseconds, () => {
      this.#rests.delete(rest);
      then();
      this.#next();
    });
    this.#rests.add(rest);
  }
}
