import type { StreamEvent } from './streamEvent';

/** One message of a prompt, in the roles that every provider takes. */
export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** One call of a chat model. */
export interface ChatRequest {
  /** Repository id with its routing suffix, as in `meta-llama/Llama-3.3-70B-Instruct:fastest`. */
  readonly model: string;
  readonly messages: readonly PromptMessage[];
  /** Most tokens to write; absent: the provider's own limit. */
  readonly maxTokens?: number;
  /** 0 to 2; absent: the model's own default. */
  readonly temperature?: number;
}

/** Calls chat models. The one way from the extension to a model. */
export interface ModelClient {
  /**
   * Streams one answer. Never throws: a failure is the last event. Aborting `signal` closes the socket and ends
   * the stream with `finish: stopped`; leaving the loop early closes it as well.
   */
  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<StreamEvent>;
}
