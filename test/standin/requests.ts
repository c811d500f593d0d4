import type { IncomingHttpHeaders } from 'node:http';

/** What the stand-in saw of one request. Times are `performance.now()` of the stand-in's process. */
export interface ReceivedRequest {
  /** 1 for the first request since the start or the last reset. */
  readonly number: number;
  /** Which of the two servers it came to. */
  readonly origin: 'main' | 'other';
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as text; empty until `bodyReceived`. */
  readonly body: string;
  /** The body parsed; undefined if there is none or it is not JSON. */
  readonly json: unknown;
  readonly bodyReceived: boolean;
  readonly receivedAt: number;
  /** When the first byte of the answer's body (not its head) was handed to the socket. */
  readonly firstByteAt?: number;
  /** Bytes of the answer's body handed to the socket so far. */
  readonly bytesSent: number;
  /** Set when the client went away before the answer was complete. */
  readonly closedByClientAt?: number;
  /** Set when the stand-in itself tore the connection down, as some faults do. */
  readonly closedByServerAt?: number;
  /** Set when the whole answer was handed to the operating system. */
  readonly responseEndedAt?: number;
  /** The answer is neither complete nor broken off. */
  readonly open: boolean;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A request as the stand-in itself writes it. */
export type RequestRecord = Mutable<ReceivedRequest>;

interface Waiter {
  readonly test: () => boolean;
  readonly reject: (error: Error) => void;
}

/** Keeps every request in order and wakes whoever waits for one. */
export class RequestLog {
  readonly #requests: RequestRecord[] = [];
  readonly #waiters = new Set<Waiter>();

  get all(): readonly ReceivedRequest[] {
    return this.#requests;
  }

  get open(): number {
    return this.#requests.filter((request) => request.open).length;
  }

  add(request: Pick<ReceivedRequest, 'origin' | 'method' | 'path' | 'headers'>): RequestRecord {
    const record: RequestRecord = {
      ...request,
      number: this.#requests.length + 1,
      body: '',
      json: undefined,
      bodyReceived: false,
      receivedAt: performance.now(),
      bytesSent: 0,
      open: true,
    };
    this.#requests.push(record);
    return record;
  }

  /** To be called after a record changed. */
  changed(): void {
    for (const waiter of [...this.#waiters]) {
      if (waiter.test()) this.#waiters.delete(waiter);
    }
  }

  clear(): void {
    this.#requests.length = 0;
  }

  /** Resolves with the first request, past or future, whose body has arrived and that fits. */
  waitFor(predicate: (request: ReceivedRequest) => boolean): Promise<ReceivedRequest> {
    return this.#wait(() => this.#requests.find((request) => request.bodyReceived && predicate(request)));
  }

  /** Resolves when the request's answer is complete or broken off, by whichever side. */
  async waitForClosed(request: ReceivedRequest): Promise<void> {
    await this.#wait(() => (request.open ? undefined : request));
  }

  /** Tells everybody who still waits that nothing more will come. */
  rejectWaiters(reason: string): void {
    for (const waiter of this.#waiters) waiter.reject(new Error(reason));
    this.#waiters.clear();
  }

  #wait<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const test = (): boolean => {
        try {
          const found = find();
          if (found === undefined) return false;
          resolve(found);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        return true;
      };
      if (!test()) this.#waiters.add({ test, reject });
    });
  }
}
