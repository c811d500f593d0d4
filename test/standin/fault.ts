/** The kinds of failure a person can meet, as the design names them. */
export type ErrorKind =
  | 'noToken'
  | 'badToken'
  | 'tokenLacksPermission'
  | 'noCredit'
  | 'modelUnavailable'
  | 'modelGated'
  | 'tooLong'
  | 'rateLimited'
  | 'providerDown'
  | 'offline'
  | 'timedOut'
  | 'badRequest'
  | 'unexpected';

/** What a person should end up with. */
export interface Outcome {
  readonly end: 'stop' | 'length' | 'toolCalls' | 'contentFilter' | 'cutOff' | 'error';
  /** The errors that would be right, most fitting first; only if `end` is `error`. */
  readonly errors?: readonly [ErrorKind, ...ErrorKind[]];
  /** The text that must be kept, exactly; absent if it depends on the question. */
  readonly text?: string;
  /** The reasoning that must be kept, exactly; absent if there is none. */
  readonly reasoning?: string;
  readonly toolCalls?: readonly { readonly name: string; readonly arguments: string }[];
  readonly usage?: { readonly promptTokens: number; readonly completionTokens: number };
}

/** An answer that is no stream. */
export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a stream's bytes travel. `drip` waits between pieces that are smaller than an event. */
export type Delivery = 'whole' | 'event' | 'byte' | 'drip';

/**
 * What happens after the last byte: `end` completes the answer, `fin` closes the socket in the middle of the
 * transfer encoding, `reset` sends a TCP reset, `stall` keeps the socket open and silent.
 */
export type Ending = 'end' | 'fin' | 'reset' | 'stall';

/** What the stand-in does for a fault. */
export type Plan =
  | { readonly kind: 'response'; readonly response: PlainResponse }
  | {
      readonly kind: 'stream';
      /** The raw bytes of the body. */
      readonly body: (model: string) => string | Uint8Array;
      readonly contentType?: string;
      readonly delivery?: Delivery;
      readonly ending?: Ending;
    }
  | { readonly kind: 'noHeaders'; readonly ending: 'reset' | 'fin' | 'stall' }
  | { readonly kind: 'recovers'; readonly failures: number; readonly response: PlainResponse }
  | { readonly kind: 'redirect'; readonly status: 302 | 307 | 308 }
  | { readonly kind: 'answer'; readonly maxTokens: number };

/** One way in which a service can misbehave. */
export interface Fault {
  /** One sentence. */
  readonly description: string;
  readonly expected: Outcome;
  readonly plan: Plan;
}

/** The outcome of an error, with the text that came before it. */
export function fails(errors: readonly [ErrorKind, ...ErrorKind[]], text = ''): Outcome {
  return { end: 'error', errors, text };
}
