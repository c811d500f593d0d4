import type { Log } from '../log';

/** How long to wait for a silent service. */
export interface Timeouts {
  /** Milliseconds from the request to the first byte of the answer's body. */
  readonly firstByteMs: number;
  /** Milliseconds of silence within an answer. */
  readonly betweenBytesMs: number;
  /** Milliseconds that usage counts may take after the answer said that it is finished. */
  readonly afterFinishMs: number;
}

/** How often, and after what waits, a call that failed before its first word is made again. */
export interface RetryPolicy {
  /** Calls in all; 1 means never again. */
  readonly attempts: number;
  /** Milliseconds before the second call, less up to half of it at random; doubled for each further one. */
  readonly firstWaitMs: number;
  /** Milliseconds; a service that asks for a longer wait is not waited for, the person is told instead. */
  readonly longestWaitMs: number;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Resolves after so many milliseconds, or at once when `signal` aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** What a model client needs from whoever runs it. Functions are asked at each call, so that changes count at once. */
export interface ClientEnvironment {
  /** The token as it is stored; undefined: none yet. */
  token(): Promise<string | undefined>;
  /** Where chats go, as in `https://router.huggingface.co`. */
  routerUrl(): string;
  /** As in `https://huggingface.co`. */
  hubUrl(): string;
  /** The organisation that pays; undefined: the person. */
  billTo(): string | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
  /** Absent ones: 60 s to the first byte, 30 s between, 2 s after the finish. */
  readonly timeouts?: Partial<Timeouts>;
  /** Absent ones: 3 calls, 0.5 s, 10 s, at random, by the clock. */
  readonly retries?: Partial<RetryPolicy>;
}
