import { CallFailure } from './callFailure';
import { ChunkReader } from './chunkReader';
import type { ClientEnvironment, RetryPolicy, Timeouts } from './clientEnvironment';
import type { InferenceError } from './inferenceError';
import { leavable } from './leavable';
import type { CompletionClient, ModelClient } from './modelClient';
import { partsOfModelId, providerAskedBy } from './names';
import { DEFAULT_RETRIES, waitBeforeRetry } from './retry';
import { streamChatCompletion, streamCompletion, type CallOptions } from './sdk';
import { serviceAddress } from './serviceAddress';
import type { FinishReason, StreamEvent } from './streamEvent';
import { cleanToken, looksLikeToken } from './token';
import { Transport } from './transport';

const DEFAULT_TIMEOUTS: Timeouts = { firstByteMs: 60_000, betweenBytesMs: 30_000, afterFinishMs: 2000 };

const STOPPED: StreamEvent = { type: 'finish', reason: 'stopped' };

/** A client that calls Hugging Face's router through the SDK. Heavy: load it by `lazyModelClient`. */
export function createClient(environment: ClientEnvironment): ModelClient & CompletionClient {
  // Models whose provider refused to be asked for token counts.
  const withoutUsage = new Set<string>();
  const call = (question: Question, signal: AbortSignal): AsyncIterable<StreamEvent> =>
    leavable(signal, (left) => new Call(environment, question, left, withoutUsage).events());
  return {
    stream: (request, signal) =>
      call({ model: request.model, ask: (options) => streamChatCompletion(request, options) }, signal),
    complete: (request, signal) =>
      call({ model: request.model, ask: (options) => streamCompletion(request, options) }, signal),
  };
}

/** What is asked of a model, of either kind. */
interface Question {
  readonly model: string;
  /** Asks once. */
  readonly ask: (options: CallOptions) => AsyncIterable<unknown>;
}

/** Where a call goes, and with what. */
interface Target {
  readonly token: string;
  readonly routerUrl: string;
  readonly hubUrl: string;
  readonly billTo: string | undefined;
}

/** What an attempt came to. Only one of which nothing reached the person (`hasBegun`) may be made again. */
type Outcome =
  | { readonly kind: 'finished'; readonly reason: FinishReason }
  | { readonly kind: 'failed'; readonly error: InferenceError; readonly hasBegun: boolean };

/** One question to a model, with all its attempts. */
class Call {
  readonly #environment: ClientEnvironment;
  readonly #question: Question;
  readonly #signal: AbortSignal;
  readonly #withoutUsage: Set<string>;
  readonly #timeouts: Timeouts;
  readonly #retries: RetryPolicy;

  constructor(
    environment: ClientEnvironment,
    question: Question,
    signal: AbortSignal,
    withoutUsage: Set<string>,
  ) {
    this.#environment = environment;
    this.#question = question;
    this.#signal = signal;
    this.#withoutUsage = withoutUsage;
    this.#timeouts = { ...DEFAULT_TIMEOUTS, ...environment.timeouts };
    this.#retries = { ...DEFAULT_RETRIES, ...environment.retries };
  }

  async *events(): AsyncGenerator<StreamEvent, void, undefined> {
    try {
      const target = await this.#target();
      if (!('kind' in target)) {
        yield* this.#attempts(target);
        return;
      }
      this.#environment.log.warn(`${this.#question.model} was not called: ${target.kind}`);
      yield this.#isStopped() ? STOPPED : { type: 'error', error: target };
    } catch {
      // Not told further: what was thrown may hold the prompt.
      this.#environment.log.error(`A call of ${this.#question.model} failed in a way that has no name.`);
      yield this.#isStopped() ? STOPPED : { type: 'error', error: { kind: 'unexpected' } };
    }
  }

  async *#attempts(target: Target): AsyncGenerator<StreamEvent, void, undefined> {
    const { log } = this.#environment;
    for (let attempt = 1; !this.#isStopped(); attempt++) {
      const outcome = yield* this.#attempt(target);
      if (outcome.kind === 'finished') {
        yield { type: 'finish', reason: outcome.reason };
        return;
      }
      const { error } = outcome;
      log.warn(`Call ${attempt} of ${this.#question.model} failed: ${marks(error)}`);
      if (!outcome.hasBegun && this.#canDoWithoutUsage(error)) {
        attempt--;
        continue;
      }
      const wait = outcome.hasBegun ? undefined : waitBeforeRetry(error, attempt, this.#retries);
      if (wait === undefined) {
        const askedProvider = providerAskedBy(partsOfModelId(this.#question.model).suffix);
        yield { type: 'error', error: { ...error, ...(askedProvider !== undefined && { askedProvider }) } };
        return;
      }
      log.info(`Calling ${this.#question.model} again in ${Math.round(wait)} ms`);
      await this.#retries.wait(wait, this.#signal);
    }
    yield STOPPED;
  }

  #isStopped(): boolean {
    return this.#signal.aborted;
  }

  /** Where the call goes and with what, or why it can't be made. */
  async #target(): Promise<Target | InferenceError> {
    const environment = this.#environment;
    const stored = await untilAborted(environment.token(), this.#signal);
    const token = cleanToken(stored ?? '');
    if (token === '') return { kind: 'noToken' };
    if (!/^\S+$/.test(this.#question.model)) return { kind: 'modelUnavailable' };
    if (!looksLikeToken(token)) return { kind: 'badToken' };
    const routerUrl = serviceAddress(environment.routerUrl());
    const hubUrl = serviceAddress(environment.hubUrl());
    if (routerUrl === undefined || hubUrl === undefined) return { kind: 'unexpected', cause: 'badAddress' };
    const billTo = environment.billTo()?.trim();
    if (billTo === undefined || billTo === '') return { token, routerUrl, hubUrl, billTo: undefined };
    // Names of organisations are plain ASCII; anything else could not even be sent.
    if (!/^[\w.-]+$/.test(billTo)) return { kind: 'unexpected', cause: 'badBillTo' };
    return { token, routerUrl, hubUrl, billTo };
  }

  async *#attempt(target: Target): AsyncGenerator<StreamEvent, Outcome, undefined> {
    const transport = new Transport({
      ...target,
      fetch: this.#environment.fetch,
      signal: this.#signal,
      timeouts: this.#timeouts,
    });
    const reader = new ChunkReader();
    const delivery = new Delivery();
    let failure: unknown;
    try {
      const chunks = this.#question.ask({
        fetch: transport.fetch,
        signal: transport.signal,
        billTo: target.billTo,
        includeUsage: !this.#withoutUsage.has(this.#question.model),
      });
      for await (const chunk of chunks) {
        for (const event of delivery.of(reader.take(chunk), transport)) yield event;
        if (this.#isStopped()) break;
        if (reader.finishReason !== undefined) transport.answerFinished();
      }
    } catch (error) {
      failure = error;
    } finally {
      transport.close();
    }
    if (transport.skippedEvents > 0) {
      const { log } = this.#environment;
      log.warn(
        `${transport.skippedEvents} events of ${this.#question.model} could not be read; they are left out.`,
      );
    }
    for (const event of delivery.of(reader.finish(), transport)) yield event;
    if (this.#isStopped()) return { kind: 'finished', reason: 'stopped' };
    const outcome = outcomeOf(reader.finishReason, failure, delivery, transport);
    if (outcome.kind === 'finished') yield* delivery.announcement(transport);
    return outcome;
  }

  /** A provider that does not know the question for token counts is asked again without, once for all. */
  #canDoWithoutUsage({ kind, serviceMessage }: InferenceError): boolean {
    const { model } = this.#question;
    const isRefused = kind === 'badRequest' && /stream_options|include_usage/.test(serviceMessage ?? '');
    if (!isRefused || this.#withoutUsage.has(model)) return false;
    this.#withoutUsage.add(model);
    return true;
  }
}

/** Keeps track of what the person has got of an attempt. */
class Delivery {
  #isAnnounced = false;
  #hasBegun = false;
  #hasWords = false;

  /** Something reached the person: the call is not made again. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** It was more than white space. */
  get hasWords(): boolean {
    return this.#hasWords;
  }

  of(events: readonly StreamEvent[], transport: Transport): readonly StreamEvent[] {
    if (events.length === 0) return events;
    for (const event of events) {
      if (event.type === 'usage') continue;
      this.#hasBegun = true;
      this.#hasWords ||= event.type === 'toolCall' || ('text' in event && event.text.trim() !== '');
    }
    return this.#isAnnounced ? events : [...this.announcement(transport), ...events];
  }

  /** Who answers, once, before anything else. */
  announcement({ answerer: { provider, requestId } }: Transport): readonly StreamEvent[] {
    if (this.#isAnnounced) return [];
    this.#isAnnounced = true;
    return [{ type: 'answeredBy', provider, requestId }];
  }
}

function outcomeOf(
  finishReason: FinishReason | undefined,
  failure: unknown,
  { hasBegun, hasWords }: Delivery,
  { answerer, wasAsked }: Transport,
): Outcome {
  const failed = (error: InferenceError): Outcome => ({
    kind: 'failed',
    error: { ...answerer, ...error },
    hasBegun,
  });
  // What goes wrong after the answer has ended takes nothing from it.
  const mayBeEmpty = finishReason === 'length' || finishReason === 'contentFilter';
  if (finishReason !== undefined && (hasWords || mayBeEmpty))
    return { kind: 'finished', reason: finishReason };
  if (failure instanceof CallFailure && finishReason === undefined) {
    if (failure.isConnectionLost && hasWords) return { kind: 'finished', reason: 'cutOff' };
    const isStalled = failure.error.kind === 'timedOut' && hasBegun;
    return failed(isStalled ? { ...failure.error, cause: 'stalled' } : failure.error);
  }
  if (failure !== undefined && finishReason === undefined) {
    // The SDK itself refused; before asking it does so only for a model id that is none.
    return failed({ kind: wasAsked ? 'unexpected' : 'modelUnavailable' });
  }
  return hasWords
    ? { kind: 'finished', reason: 'cutOff' }
    : failed({ kind: 'unexpected', cause: 'emptyAnswer' });
}

/** The technical side of an error, without the service's words: those may repeat a prompt. */
function marks({ kind, cause, status, provider, requestId }: InferenceError): string {
  const known = [
    ['cause', cause],
    ['status', status],
    ['provider', provider],
    ['request', requestId],
  ].filter(([, value]) => value !== undefined);
  return [kind, ...known.map(([name, value]) => `${String(name)} ${String(value)}`)].join(', ');
}

/** As `promise`, but undefined as soon as `signal` aborts. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}
