import { Emitter, type Listen, type Releasable } from '../emitter';
import type { Log } from '../log';
import { getSmall, joinUrl } from './boundedRequest';
import { parseModels } from './catalogueParsing';
import { fromFetchFailure, fromHttpStatus } from './errorClassification';
import type { InferenceError } from './inferenceError';
import { amountOf, isObject, parseJson } from './json';
import { serviceAddress } from './serviceAddress';

/** US dollars per million tokens. */
export interface Pricing {
  readonly input: number;
  readonly output: number;
}

/** What one provider offers of a model. */
export interface ModelOffer {
  /** Its id, which is also the routing suffix that asks for it. */
  readonly provider: string;
  /** `live`, `staging`, `error`, or something new. Only `live` answers. */
  readonly status: string;
  readonly isFree: boolean;
  /** Tokens. */
  readonly contextLength?: number;
  readonly pricing?: Pricing;
  readonly supportsTools?: boolean;
  readonly firstTokenLatencyMs?: number;
  /** Tokens a second. */
  readonly throughput?: number;
}

/** A model that can chat. */
export interface CatalogueModel {
  /** Repository id, as in `meta-llama/Llama-3.3-70B-Instruct`. */
  readonly id: string;
  readonly maker: string;
  /** As in "Llama 3.3 70B Instruct". */
  readonly name: string;
  readonly inputModalities: readonly string[];
  readonly outputModalities: readonly string[];
  /** At least one of them is live. */
  readonly offers: readonly ModelOffer[];
}

export interface CatalogueSnapshot {
  readonly models: readonly CatalogueModel[];
  /** Milliseconds since the epoch. */
  readonly fetchedAt: number;
}

/** Where the last list is kept for the next window. Both may fail; the list is then fetched anew. */
export interface CatalogueCache {
  read(): Promise<string | undefined>;
  write(json: string): Promise<void>;
}

export interface CatalogueEnvironment {
  readonly fetch: typeof globalThis.fetch;
  routerUrl(): string;
  readonly cache: CatalogueCache;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Milliseconds for the whole list; absent: 20 s. */
  readonly timeoutMs?: number;
}

/** About 130 models are 100 KB; what is far beyond is no list of models. */
const LARGEST_LIST = 16 * 1024 * 1024;

interface Refreshing {
  readonly result: Promise<'updated' | InferenceError>;
  readonly abort: AbortController;
  waiting: number;
}

/** The models that can chat now, as `/v1/models` lists them: from the cache at once, refreshed on request. */
export class ModelCatalogue implements Releasable {
  readonly #environment: CatalogueEnvironment;
  readonly #changed = new Emitter<CatalogueSnapshot>();
  #current: CatalogueSnapshot | undefined;
  #loading: Promise<void> | undefined;
  #refreshing: Refreshing | undefined;
  /** Counts the servers, so that what is still on its way from the one before is not taken. */
  #server = 0;

  constructor(environment: CatalogueEnvironment) {
    this.#environment = environment;
  }

  readonly onDidChange: Listen<CatalogueSnapshot> = (listener) => this.#changed.event(listener);

  /** The newest list there is; undefined until one was loaded or fetched. */
  get current(): CatalogueSnapshot | undefined {
    return this.#current;
  }

  /** Takes the list from the cache, once, unless there is a newer one. A damaged or missing cache is no list. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /**
   * Fetches the list. Callers at the same time share one request, which ends when none of them waits any more.
   * On failure the list stays as it was.
   */
  async refresh(signal?: AbortSignal): Promise<'updated' | InferenceError> {
    if (signal?.aborted === true) return { kind: 'timedOut' };
    const refreshing = (this.#refreshing ??= this.#startRefresh());
    refreshing.waiting++;
    let leave: (() => void) | undefined;
    const left = new Promise<InferenceError>((resolve) => {
      leave = () => resolve({ kind: 'timedOut' });
      signal?.addEventListener('abort', leave, { once: true });
    });
    try {
      return await Promise.race([refreshing.result, left]);
    } finally {
      if (leave !== undefined) signal?.removeEventListener('abort', leave);
      refreshing.waiting--;
      if (refreshing.waiting === 0) refreshing.abort.abort();
    }
  }

  /** To be called when another server is asked from now on: the list of the one before is forgotten. */
  serverChanged(): void {
    this.#refreshing?.abort.abort();
    this.#loading = undefined;
    this.#current = undefined;
    this.#server += 1;
  }

  dispose(): void {
    this.#refreshing?.abort.abort();
    this.#changed.dispose();
  }

  #startRefresh(): Refreshing {
    const abort = new AbortController();
    const refreshing: Refreshing = {
      abort,
      waiting: 0,
      result: this.#fetch(abort.signal).finally(() => {
        if (this.#refreshing === refreshing) this.#refreshing = undefined;
      }),
    };
    // Whoever comes after all have left starts anew.
    abort.signal.addEventListener('abort', () => {
      if (this.#refreshing === refreshing) this.#refreshing = undefined;
    });
    return refreshing;
  }

  async #load(): Promise<void> {
    const { cache, log } = this.#environment;
    const server = this.#server;
    let text: string | undefined;
    try {
      text = await cache.read();
    } catch (error) {
      log.warn(`The stored list of models could not be read: ${String(error)}`);
    }
    if (text === undefined || this.#current !== undefined || server !== this.#server) return;
    const stored = parseJson(text);
    const fetchedAt = isObject(stored) ? amountOf(stored['fetchedAt']) : undefined;
    const models = isObject(stored) ? parseModels(stored['answer']) : undefined;
    if (models === undefined || fetchedAt === undefined || models.length === 0) {
      log.warn('The stored list of models is damaged; it is fetched anew.');
      return;
    }
    this.#set({ models, fetchedAt });
  }

  async #fetch(signal: AbortSignal): Promise<'updated' | InferenceError> {
    const { fetch, log, now, cache } = this.#environment;
    const origin = serviceAddress(this.#environment.routerUrl());
    if (origin === undefined) return { kind: 'unexpected', cause: 'badAddress' };
    const response = await getSmall({
      fetch,
      url: joinUrl(origin, '/v1/models'),
      headers: { Accept: 'application/json' },
      timeoutMs: this.#environment.timeoutMs ?? 20_000,
      limit: LARGEST_LIST,
      signal,
    });
    const failed = (error: InferenceError): InferenceError => {
      if (!signal.aborted) log.warn(`The list of models could not be refreshed: ${error.kind}`);
      return error;
    };
    switch (response.kind) {
      case 'aborted':
      case 'timedOut':
        return failed({ kind: 'timedOut' });
      case 'redirected':
        return failed({ kind: 'unexpected', cause: 'redirected' });
      case 'tooLarge':
        return failed({ kind: 'unexpected', cause: 'notAnAnswer' });
      case 'failed':
        return failed(fromFetchFailure(response.error));
      case 'answered':
    }
    if (response.status !== 200) {
      return failed(fromHttpStatus(response.status, response.headers, response.text));
    }
    const answer = parseJson(response.text);
    const models = parseModels(answer);
    if (models === undefined || models.length === 0) {
      return failed({ kind: 'unexpected', cause: 'notAnAnswer', status: response.status });
    }
    if (signal.aborted) return { kind: 'timedOut' };
    const fetchedAt = now();
    this.#set({ models, fetchedAt });
    log.debug(`The list of models has ${models.length} that can chat.`);
    try {
      await cache.write(JSON.stringify({ fetchedAt, answer }));
    } catch (error) {
      log.warn(`The list of models could not be stored: ${String(error)}`);
    }
    return 'updated';
  }

  #set(snapshot: CatalogueSnapshot): void {
    this.#current = snapshot;
    this.#changed.fire(snapshot);
  }
}
