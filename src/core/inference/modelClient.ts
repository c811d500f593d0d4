import type { StreamEvent } from './streamEvent';

/** A picture that a message shows the model. */
export interface PromptPicture {
  /** Under which name {@link ChatRequest.pictures} holds it. */
  readonly file: string;
  /** Pixels: what it costs depends on them. */
  readonly width: number;
  readonly height: number;
}

/** One message of a prompt, in the roles that every provider takes. */
export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
  /** What the person shows along with the text, in order. Absent: nothing. */
  readonly pictures?: readonly PromptPicture[];
}

/** One call of a chat model. */
export interface ChatRequest {
  /** Repository id with its routing suffix, as in `meta-llama/Llama-3.3-70B-Instruct:fastest`. */
  readonly model: string;
  readonly messages: readonly PromptMessage[];
  /** Every picture of the messages as a `data:` address, by its file. One that is not here is not sent. */
  readonly pictures?: ReadonlyMap<string, string>;
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

/** One call that has a model write on from a text of marks and words, without the roles of a conversation. */
export interface CompletionRequest {
  /** As {@link ChatRequest.model}. */
  readonly model: string;
  /** All that the model reads, in the form that it was trained on. */
  readonly prompt: string;
  /** Most tokens to write. */
  readonly maxTokens: number;
  /** 0 to 2. */
  readonly temperature: number;
  /** Marks at which the model should stop; few services take more than four. */
  readonly stop: readonly string[];
}

/** Has models write on from a prompt. */
export interface CompletionClient {
  /** As {@link ModelClient.stream}. Not every service has the route: one that has not fails before its first word. */
  complete(request: CompletionRequest, signal: AbortSignal): AsyncIterable<StreamEvent>;
}
