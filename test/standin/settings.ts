import type { CatalogueModel } from './models';
import type { ReceivedRequest } from './requests';
import type { Account } from './tokens';

/** What a route does instead of its work. */
export interface Trouble {
  /** HTTP status; absent: 500. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds before the answer; with neither status nor body the route then does its work. */
  readonly delay?: number;
  /** Never answers, or resets the connection. */
  readonly connection?: 'stall' | 'reset';
}

/** How the stand-in behaves; `reset()` restores the defaults. */
export interface Settings {
  /** Speed of answers; Infinity: as fast as it goes. */
  readonly tokensPerSecond: number;
  /** Milliseconds between the head of an answer and its first token. */
  readonly firstTokenDelay: number;
  /** Milliseconds between the pieces of a slow drip. */
  readonly dripDelay: number;
  /** Byte offsets at which every streamed body is cut into packets; empty: not. */
  readonly splitAt: readonly number[];
  /** Every well-formed token is taken for one that may do everything. */
  readonly acceptAnyToken: boolean;
  /** Tokens it knows besides its own. */
  readonly tokens: ReadonlyMap<string, Account>;
  /** What `/v1/models` offers besides the stand-in's own models. */
  readonly catalogue: readonly CatalogueModel[];
  /** Whether `/v1/models` lists the stand-in's own models and its faults. They answer in any case. */
  readonly listOwnModels: boolean;
  /** The person's own order of providers, for `:preferred`. */
  readonly preferredProviders: readonly string[];
  /** Whether there is a route for bare prompts, as servers of one's own have; Hugging Face's router promises none. */
  readonly completions: boolean;
  readonly models?: Trouble | undefined;
  readonly whoami?: Trouble | undefined;
  readonly hubModels?: Trouble | undefined;
  readonly tokenizer?: Trouble | undefined;
  /** Happens to every chat, whatever its model. */
  readonly chat?: Trouble | undefined;
}

/** An answer that a test writes itself, byte by byte. */
export interface ScriptedAnswer {
  /** HTTP status; absent: 200. */
  readonly status?: number;
  /** Absent: those of an event stream. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Each goes out in a packet of its own, as soon as it is there. */
  readonly chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
  /** What happens after the last; absent: `end`. */
  readonly ending?: 'end' | 'fin' | 'reset' | 'stall';
}

export type Script = (request: ReceivedRequest) => ScriptedAnswer | Promise<ScriptedAnswer>;
