import { chatCompletionStream, setLogger, textGenerationStream } from '@huggingface/inference';
import type { ChatRequest, CompletionRequest, PromptMessage } from './modelClient';

// The SDK writes to the console by default, where a prompt may end up.
const ignore = (): void => undefined;
setLogger({ debug: ignore, info: ignore, warn: ignore, error: ignore, log: ignore });

/** Has the shape that the SDK asks of a token. The transport puts the real one in its place. */
const PLACE_OF_TOKEN = 'hf_putInByTheTransport';

/** The transport puts the router that is set in its place. */
const COMPLETIONS_BASE = 'https://router.huggingface.co/v1';

/** What a call needs besides what is asked. */
export interface CallOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  readonly billTo: string | undefined;
  /** Whether to ask for token counts; few services refuse the question. */
  readonly includeUsage: boolean;
}

/** What the SDK takes of that. Its own retry has neither limit nor pause. */
const sdkOptions = ({
  fetch,
  signal,
  billTo,
}: CallOptions): { fetch: typeof fetch; signal: AbortSignal; retry_on_error: false; billTo?: string } => ({
  fetch,
  signal,
  retry_on_error: false,
  ...(billTo !== undefined && { billTo }),
});

/**
 * One call through `@huggingface/inference`: its chunks as the provider sent them, whatever their shape. Throws what
 * `fetch` throws, or errors of its own that hold the whole request: never log those.
 */
export function streamChatCompletion(request: ChatRequest, options: CallOptions): AsyncIterable<unknown> {
  const { model, messages, pictures, maxTokens, temperature } = request;
  return chatCompletionStream(
    {
      accessToken: PLACE_OF_TOKEN,
      model,
      messages: messages.map((message) => ({ role: message.role, content: contentOf(message, pictures) })),
      ...(maxTokens !== undefined && { max_tokens: maxTokens }),
      ...(temperature !== undefined && { temperature }),
      ...(options.includeUsage && { stream_options: { include_usage: true } }),
    },
    sdkOptions(options),
  );
}

/**
 * As {@link streamChatCompletion}, but from a bare prompt. Left to itself, the SDK would ask the Hub which provider has a
 * route for it, and refuse every model that is served for conversations. So it is given the address of the one route
 * that servers with OpenAI's routes have, and adds `/completions` to it.
 */
export function streamCompletion(
  { model, prompt, maxTokens, temperature, stop }: CompletionRequest,
  options: CallOptions,
): AsyncIterable<unknown> {
  return textGenerationStream(
    {
      accessToken: PLACE_OF_TOKEN,
      endpointUrl: COMPLETIONS_BASE,
      model,
      inputs: prompt,
      parameters: { max_new_tokens: maxTokens, temperature, ...(stop.length > 0 && { stop: [...stop] }) },
    },
    sdkOptions(options),
  );
}

type ContentPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

/** Plain text wherever there is nothing to see: several providers take no parts. */
function contentOf(
  { content, pictures = [] }: PromptMessage,
  addresses: ReadonlyMap<string, string> = new Map(),
): string | ContentPart[] {
  const parts = pictures.flatMap(({ file }): ContentPart[] => {
    const url = addresses.get(file);
    return url === undefined ? [] : [{ type: 'image_url', image_url: { url } }];
  });
  return parts.length === 0 ? content : [...parts, { type: 'text', text: content }];
}
