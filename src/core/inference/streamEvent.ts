import type { InferenceError } from './inferenceError';

/** Why an answer ended. `cutOff`: the stream ended or broke before the provider said why; `stopped`: by the person. */
export type FinishReason = 'stop' | 'length' | 'toolCalls' | 'contentFilter' | 'cutOff' | 'stopped';

/** Token counts as the provider reports them. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** One whole call of a tool, its arguments as the JSON text that the model wrote. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/**
 * What an answer is made of, in the order of arrival. Every stream ends with exactly one `finish` or one `error`,
 * and nothing follows it. `text` and `reasoning` are never empty.
 */
export type StreamEvent =
  | {
      readonly type: 'answeredBy';
      readonly provider: string | undefined;
      readonly requestId: string | undefined;
    }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'toolCall'; readonly toolCall: ToolCall }
  | { readonly type: 'usage'; readonly usage: TokenUsage }
  | { readonly type: 'finish'; readonly reason: FinishReason }
  | { readonly type: 'error'; readonly error: InferenceError };
