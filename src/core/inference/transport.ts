import { isRedirect, joinUrl, readLimited } from './boundedRequest';
import { CallFailure } from './callFailure';
import type { Timeouts } from './clientEnvironment';
import { answererOf, fromErrorInStream, fromFetchFailure, fromHttpStatus } from './errorClassification';
import { EventMender, type MendedPiece } from './eventMending';
import type { InferenceError } from './inferenceError';
import { Patience } from './patience';
import { withoutTokens } from './token';

/** The addresses that the SDK has built in; any other it might ask for is refused. */
const SDK_ROUTER = 'https://router.huggingface.co';
const SDK_HUB = 'https://huggingface.co';

/** An error's body is read as far as this many bytes, and no longer than so many milliseconds. */
const LONGEST_ERROR_BODY = 64 * 1024;
const ERROR_BODY_MS = 5000;

/**
 * The `fetch` that the SDK is given for one call, and the only code that sees the token. It sets the origin, keeps
 * the head of the answer, makes errors out of bad statuses, mends the stream and ends a silence that lasts too long.
 * A redirect is never followed: the token could travel along.
 */
export class Transport {
  readonly #options: {
    readonly fetch: typeof globalThis.fetch;
    readonly routerUrl: string;
    readonly hubUrl: string;
    readonly token: string;
    readonly timeouts: Timeouts;
  };
  readonly #abort = new AbortController();
  readonly #patience: Patience;
  readonly #mender: EventMender;
  #headers = new Headers();
  #body: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #isFinished = false;
  #wasAsked = false;

  constructor(options: {
    readonly fetch: typeof globalThis.fetch;
    /** Without a slash at its end. */
    readonly routerUrl: string;
    readonly hubUrl: string;
    readonly token: string;
    readonly timeouts: Timeouts;
    /** Ends everything at once. */
    readonly signal: AbortSignal;
  }) {
    this.#options = options;
    this.#mender = new EventMender(options.token);
    const close = (): void => this.close();
    options.signal.addEventListener('abort', close, { once: true, signal: this.#abort.signal });
    this.#patience = new Patience(options.timeouts.firstByteMs);
    if (options.signal.aborted) this.close();
  }

  /** Who answered, once the head of an answer came. */
  get answerer(): { provider?: string; requestId?: string } {
    return answererOf(this.#headers);
  }

  /** Aborts with the call; for the SDK. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Whether the SDK got as far as asking. */
  get wasAsked(): boolean {
    return this.#wasAsked;
  }

  /** Events of the answer that could not be read and were left out. */
  get skippedEvents(): number {
    return this.#mender.skipped;
  }

  /** The answer said that it is complete: what may still come is not waited for as long. */
  answerFinished(): void {
    this.#isFinished = true;
  }

  /** Closes the connection. Whatever is still being waited for fails at once. */
  close(): void {
    this.#abort.abort();
    this.#patience.end();
    // For a `fetch` that has no ear for its signal once the head is there. A body that failed is closed already.
    this.#body?.cancel().catch(() => undefined);
    this.#body = undefined;
  }

  /** To be given to the SDK. Throws `CallFailure`, or an `AbortError` after `close`. */
  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    this.#wasAsked = true;
    const url = this.#address(input instanceof Request ? input.url : String(input));
    const headers = new Headers(init?.headers);
    headers.set('Authorization', `Bearer ${this.#options.token}`);
    let response: Response;
    try {
      response = await this.#patience.wait(
        this.#options.fetch(url, { ...init, headers, redirect: 'manual', signal: this.#abort.signal }),
      );
    } catch (error) {
      throw this.#connectionFailure(error);
    }
    this.#headers = new Headers(
      [...response.headers].map(([name, value]): [string, string] => [
        name,
        withoutTokens(value, this.#options.token),
      ]),
    );
    if (isRedirect(response)) {
      throw new CallFailure({
        kind: 'unexpected',
        cause: 'redirected',
        ...(response.status !== 0 && { status: response.status }),
      });
    }
    if (!response.ok) throw new CallFailure(await this.#errorOf(response));
    return new Response(this.#mended(response.body), {
      headers: { 'content-type': 'text/event-stream' },
    });
  };

  #address(asked: string): string {
    const { routerUrl, hubUrl } = this.#options;
    if (asked.startsWith(`${SDK_ROUTER}/`)) return joinUrl(routerUrl, asked.slice(SDK_ROUTER.length));
    if (asked.startsWith(`${SDK_HUB}/`)) return joinUrl(hubUrl, asked.slice(SDK_HUB.length));
    throw new CallFailure({ kind: 'unexpected', cause: 'badAddress' });
  }

  async #errorOf(response: Response): Promise<InferenceError> {
    let body = '';
    try {
      this.#patience.restart(Math.min(ERROR_BODY_MS, this.#options.timeouts.betweenBytesMs));
      ({ text: body } = await this.#patience.wait(readLimited(response.body, LONGEST_ERROR_BODY)));
    } catch (error) {
      if (this.#abort.signal.aborted) throw error;
      // The status tells enough where its body does not come.
    }
    return fromHttpStatus(response.status, this.#headers, withoutTokens(body, this.#options.token));
  }

  /** The body as the SDK can read it. Asks for bytes only when the SDK does, so that a slow reader is no silence. */
  #mended(body: ReadableStream<Uint8Array> | null): ReadableStream<Uint8Array> {
    const { afterFinishMs, betweenBytesMs } = this.#options.timeouts;
    const reader = body?.getReader();
    this.#body = reader;
    const encoder = new TextEncoder();
    let failure: CallFailure | undefined;
    let isOver = reader === undefined;
    let hasBegun = false;
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          while (reader !== undefined && !isOver) {
            let piece: MendedPiece;
            try {
              if (hasBegun) this.#patience.restart(this.#isFinished ? afterFinishMs : betweenBytesMs);
              const { done, value } = await this.#patience.wait(reader.read());
              piece = done ? this.#mender.finish() : this.#mender.take(value);
              isOver = done;
            } catch (error) {
              failure = this.#bodyFailure(error);
              piece = this.#mender.finish();
              isOver = true;
            }
            hasBegun = true;
            if (piece.end !== undefined) {
              isOver = true;
              failure = this.#endFailure(piece.end);
            }
            if (piece.events !== '') {
              controller.enqueue(encoder.encode(piece.events));
              return;
            }
          }
          if (failure !== undefined) throw failure;
          controller.close();
        },
        cancel: () => this.close(),
      },
      { highWaterMark: 0 },
    );
  }

  #endFailure(end: NonNullable<MendedPiece['end']>): CallFailure | undefined {
    switch (end.kind) {
      case 'done':
        return undefined;
      case 'error':
        return new CallFailure(fromErrorInStream(end.data, this.#headers));
      case 'notAnAnswer':
        return new CallFailure({ kind: 'unexpected', cause: 'notAnAnswer', ...this.answerer });
    }
  }

  #bodyFailure(error: unknown): CallFailure {
    const failure = this.#connectionFailure(error);
    if (failure.error.kind === 'timedOut' || this.#abort.signal.aborted) return failure;
    // The network worked until now: whatever broke the connection, the answer was on its way.
    const { serviceMessage } = failure.error;
    return new CallFailure(
      {
        kind: 'providerDown',
        cause: 'connectionClosed',
        ...this.answerer,
        ...(serviceMessage !== undefined && { serviceMessage }),
      },
      true,
    );
  }

  #connectionFailure(error: unknown): CallFailure {
    if (error instanceof CallFailure) return error;
    return this.#patience.isOver
      ? new CallFailure({ kind: 'timedOut', ...this.answerer })
      : new CallFailure(fromFetchFailure(error));
  }
}
