/** One message of a chat request, its content parts joined. */
export interface Message {
  readonly role: string;
  readonly text: string;
  readonly images: number;
}

/** What a chat request asks for. */
export interface ChatRequest {
  /** The model id without its suffix. */
  readonly model: string;
  /** `fastest`, a provider …; empty if the id has none. */
  readonly suffix: string;
  readonly messages: readonly Message[];
  readonly stream: boolean;
  readonly includeUsage: boolean;
  /** Infinity if there is no limit. */
  readonly maxTokens: number;
  /** Name of the first tool that is offered; undefined if none is. */
  readonly tool: string | undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseMessage(value: unknown): Message | undefined {
  if (!isRecord(value) || typeof value['role'] !== 'string') return undefined;
  const role = value['role'];
  const content = value['content'];
  if (typeof content === 'string') return { role, text: content, images: 0 };
  if (content === null || content === undefined) {
    return role === 'assistant' ? { role, text: '', images: 0 } : undefined;
  }
  if (!Array.isArray(content)) return undefined;
  const parts = content.filter(isRecord);
  const texts = parts.map((part) => part['text']).filter((text) => typeof text === 'string');
  return {
    role,
    text: texts.join('\n'),
    images: parts.filter((part) => part['type'] === 'image_url').length,
  };
}

function firstTool(value: unknown): string | undefined {
  const tool: unknown = Array.isArray(value) ? value[0] : undefined;
  const declaration = isRecord(tool) ? tool['function'] : undefined;
  const name = isRecord(declaration) ? declaration['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** Reads the body of a chat request. A string says what is wrong with it. */
export function parseChatRequest(body: unknown): ChatRequest | string {
  if (!isRecord(body)) return 'Invalid JSON in the request body';
  if (typeof body['model'] !== 'string' || body['model'] === '') return "'model' is a required property";
  if (!Array.isArray(body['messages']) || body['messages'].length === 0) {
    return "'messages' must contain at least one message";
  }
  const messages = body['messages'].map(parseMessage);
  const bad = messages.indexOf(undefined);
  if (bad >= 0) return `messages[${bad}] is not a message`;
  const temperature = body['temperature'];
  if (typeof temperature === 'number' && (temperature < 0 || temperature > 2)) {
    return 'temperature must be between 0 and 2';
  }
  const limit = body['max_completion_tokens'] ?? body['max_tokens'];
  if (typeof limit === 'number' && limit < 1) return 'max_tokens must be at least 1';
  const [model = '', suffix = ''] = body['model'].split(':', 2);
  const streamOptions = body['stream_options'];
  return {
    model,
    suffix,
    messages: messages.filter((message) => message !== undefined),
    stream: body['stream'] === true,
    includeUsage: isRecord(streamOptions) && streamOptions['include_usage'] === true,
    maxTokens: typeof limit === 'number' ? limit : Infinity,
    tool: firstTool(body['tools']),
  };
}

/** The length of a prompt by the usual rule of thumb of four characters a token. */
export function promptTokens(messages: readonly Message[]): number {
  const characters = messages.reduce((sum, message) => sum + message.text.length, 0);
  return Math.ceil(characters / 4) + 4 * messages.length;
}
