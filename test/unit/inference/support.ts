import type { ClientEnvironment } from '../../../src/core/inference/clientEnvironment';
import type { InferenceError } from '../../../src/core/inference/inferenceError';
import type { ChatRequest, ModelClient } from '../../../src/core/inference/modelClient';
import type {
  FinishReason,
  StreamEvent,
  ToolCall,
  TokenUsage,
} from '../../../src/core/inference/streamEvent';
import type { Log } from '../../../src/core/log';

export const PROMPT = 'A question that no log may hold: kumquat.';

/** Keeps every line, so that a test can search them. */
export class RecordedLog implements Log {
  readonly lines: string[] = [];
  readonly debug = (line: string): void => void this.lines.push(line);
  readonly info = this.debug;
  readonly warn = this.debug;
  readonly error = this.debug;
}

export interface TestEnvironment extends ClientEnvironment {
  readonly log: RecordedLog;
  /** Milliseconds of every wait before a retry; none of them is really waited for. */
  readonly waits: number[];
}

/** An environment whose service is at `url`, whose retries don't wait and whose stalls are short. */
export function environmentFor(
  url: string,
  token: string,
  changes: Partial<ClientEnvironment> = {},
): TestEnvironment {
  const waits: number[] = [];
  return {
    token: () => Promise.resolve(token),
    routerUrl: () => url,
    hubUrl: () => url,
    billTo: () => undefined,
    fetch: globalThis.fetch,
    timeouts: { firstByteMs: 5000, betweenBytesMs: 5000, afterFinishMs: 50 },
    retries: {
      random: () => 0,
      wait: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    },
    ...changes,
    log: new RecordedLog(),
    waits,
  };
}

export function question(model: string, changes: Partial<ChatRequest> = {}): ChatRequest {
  return { model, messages: [{ role: 'user', content: PROMPT }], ...changes };
}

/** What an answer came to. */
export interface Answer {
  readonly events: readonly StreamEvent[];
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  readonly usage: TokenUsage | undefined;
  readonly finish: FinishReason | undefined;
  readonly error: InferenceError | undefined;
}

/** Reads an answer to its end. */
export async function answerOf(
  client: ModelClient,
  request: ChatRequest,
  signal = new AbortController().signal,
): Promise<Answer> {
  const events: StreamEvent[] = [];
  for await (const event of client.stream(request, signal)) events.push(event);
  return summary(events);
}

export function summary(events: readonly StreamEvent[]): Answer {
  const texts: string[] = [];
  const thoughts: string[] = [];
  const toolCalls: ToolCall[] = [];
  let usage: TokenUsage | undefined;
  let finish: FinishReason | undefined;
  let error: InferenceError | undefined;
  for (const event of events) {
    if (event.type === 'text') texts.push(event.text);
    if (event.type === 'reasoning') thoughts.push(event.text);
    if (event.type === 'toolCall') toolCalls.push(event.toolCall);
    if (event.type === 'usage') usage = event.usage;
    if (event.type === 'finish') finish = event.reason;
    if (event.type === 'error') error = event.error;
  }
  return { events, text: texts.join(''), reasoning: thoughts.join(''), toolCalls, usage, finish, error };
}

/** Everything that the contract of a stream says of any answer. */
export function violations(events: readonly StreamEvent[]): readonly string[] {
  const found: string[] = [];
  const finals = events.filter(({ type }) => type === 'finish' || type === 'error');
  if (finals.length !== 1) found.push(`${finals.length} ends`);
  if (finals[0] !== events.at(-1)) found.push('something follows the end');
  if (events.some((event) => 'text' in event && event.text === '')) found.push('an empty piece');
  const announcements = events.filter(({ type }) => type === 'answeredBy');
  if (announcements.length > 1) found.push('answered by two');
  if (announcements.length === 1 && events[0]?.type !== 'answeredBy') found.push('late answeredBy');
  return found;
}
