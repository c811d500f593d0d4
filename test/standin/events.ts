/** Server-sent events in the shape of OpenAI's chat completions, as the router streams them. */

/** Seconds since 1970; fixed, so that a stream's bytes never change. */
export const CREATED = 1_760_000_000;
export const COMPLETION_ID = 'chatcmpl-standin';

export const DONE = 'data: [DONE]\n\n';

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

/** The number of tokens as services report it. */
export function usage(promptTokens: number, completionTokens: number): Usage {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

/** One event: a line with the JSON of `data`, and the blank line that ends it. */
export function event(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

export interface ChunkOptions {
  readonly finish?: string | null;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A chunk whose only choice has this delta. */
export function chunk(model: string, delta: unknown, options: ChunkOptions = {}): Record<string, unknown> {
  return {
    id: COMPLETION_ID,
    object: 'chat.completion.chunk',
    created: CREATED,
    model,
    choices: [{ index: 0, delta, finish_reason: options.finish ?? null }],
    ...options.extra,
  };
}

/** The event of a piece of text. */
export function textEvent(model: string, text: string): string {
  return event(chunk(model, { content: text }));
}

/** The event that begins an answer. */
export function roleEvent(model: string): string {
  return event(chunk(model, { role: 'assistant', content: '' }));
}

/** The event that ends an answer. */
export function finishEvent(model: string, reason: string): string {
  return event(chunk(model, {}, { finish: reason }));
}

/** The event with the usage alone, as `stream_options.include_usage` asks for. */
export function usageEvent(model: string, tokens: Usage): string {
  return event({ ...chunk(model, {}), choices: [], usage: tokens });
}

/** The whole answer in one JSON object, as without `stream`. */
export function completion(
  model: string,
  message: Readonly<Record<string, unknown>>,
  finish: string,
  tokens: Usage,
): Record<string, unknown> {
  return {
    id: COMPLETION_ID,
    object: 'chat.completion',
    created: CREATED,
    model,
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
    usage: tokens,
  };
}

/**
 * Cuts a text into pieces like a tokenizer's: a word with the space before it, long words in several. Joined,
 * the pieces are the text.
 */
export function* tokens(text: string): Generator<string> {
  for (const match of text.matchAll(/\s*\S{1,12}|\s+/gu)) yield match[0];
}
