import { amountOf, isObject, listOf, textOf, type JsonObject } from './json';
import type { FinishReason, StreamEvent, TokenUsage } from './streamEvent';
import { ThinkTags } from './thinkTags';
import { ToolCalls } from './toolCalls';

/** Reads the chunks of one answer, whatever their provider's habits, as events of one shape. */
export class ChunkReader {
  readonly #tags = new ThinkTags();
  readonly #toolCalls = new ToolCalls();
  readonly #text = new WholeCharacters();
  readonly #reasoning = new WholeCharacters();
  /** White space at the beginning of the reasoning: shown only if reasoning follows. */
  #leadingSpace: string | undefined = '';
  #usage: TokenUsage | undefined;
  #finishReason: FinishReason | undefined;

  /** Why the answer ended, once a chunk has said so. */
  get finishReason(): FinishReason | undefined {
    const hasCalls = this.#finishReason === 'stop' && this.#toolCalls.all().length > 0;
    return hasCalls ? 'toolCalls' : this.#finishReason;
  }

  /** The reasoning and text of a chunk. A chunk that is not as expected has none. */
  take(chunk: unknown): readonly StreamEvent[] {
    if (!isObject(chunk)) return [];
    this.#takeUsage(chunk['usage'] ?? (isObject(chunk['x_groq']) ? chunk['x_groq']['usage'] : undefined));
    const choice = listOf(chunk['choices'])[0];
    if (!isObject(choice)) return [];
    // A whole answer has a `message` where a chunk has a `delta`; one of plain completion, a `text`.
    const delta = [choice['delta'], choice['message']].find(isObject) ?? { content: choice['text'] };
    this.#finishReason = finishReasonOf(choice['finish_reason']) ?? this.#finishReason;
    this.#toolCalls.take(delta['tool_calls']);
    const { text, thoughts } = contentOf(delta['content'] ?? delta['refusal']);
    const tagged = this.#tags.take(text);
    return this.#events(
      this.#reasoning.take(reasoningOf(delta) + thoughts + tagged.reasoning),
      this.#text.take(tagged.text),
    );
  }

  /** What was held back until it made sense, and what belongs to the end: tool calls and usage. */
  finish(): readonly StreamEvent[] {
    const held = this.#tags.finish();
    const events = this.#events(
      this.#reasoning.take(held.reasoning) + this.#reasoning.finish(),
      this.#text.take(held.text) + this.#text.finish(),
    );
    const calls = this.#finishReason === undefined ? this.#toolCalls.whole() : this.#toolCalls.all();
    return [
      ...events,
      ...calls.map((toolCall): StreamEvent => ({ type: 'toolCall', toolCall })),
      ...(this.#usage === undefined ? [] : [{ type: 'usage', usage: this.#usage } as const]),
    ];
  }

  #events(reasoning: string, text: string): readonly StreamEvent[] {
    const events: StreamEvent[] = [];
    let thought = reasoning;
    if (this.#leadingSpace !== undefined && thought !== '') {
      this.#leadingSpace += thought;
      thought = '';
      if (this.#leadingSpace.trim() !== '') {
        thought = this.#leadingSpace;
        this.#leadingSpace = undefined;
      }
    }
    if (thought !== '') events.push({ type: 'reasoning', text: thought });
    if (text !== '') events.push({ type: 'text', text });
    return events;
  }

  #takeUsage(value: unknown): void {
    if (!isObject(value)) return;
    const promptTokens = amountOf(value['prompt_tokens']);
    const completionTokens = amountOf(value['completion_tokens']);
    if (promptTokens === undefined || completionTokens === undefined) return;
    this.#usage = { promptTokens, completionTokens };
  }
}

/** The text of `content`: a string, a list of parts, or neither. Some models think in parts of their own kind. */
function contentOf(content: unknown): { text: string; thoughts: string } {
  if (typeof content === 'string') return { text: content, thoughts: '' };
  let text = '';
  let thoughts = '';
  for (const part of listOf(content)) {
    if (typeof part === 'string') text += part;
    else if (isObject(part)) {
      const thinking = part['thinking'] ?? part['reasoning'];
      if (thinking === undefined) text += textOf(part['text']) ?? '';
      else thoughts += contentOf(thinking).text;
    }
  }
  return { text, thoughts };
}

/** The reasoning of a delta; services that fill both fields send the same in both. */
function reasoningOf(delta: JsonObject): string {
  const fields = [delta['reasoning'], delta['reasoning_content']];
  return fields.map((field) => contentOf(field).text).find((text) => text !== '') ?? '';
}

function finishReasonOf(value: unknown): FinishReason | undefined {
  const word = textOf(value)?.toLowerCase();
  switch (word) {
    case undefined:
    case 'null':
      return undefined;
    case 'length':
    case 'max_tokens':
    case 'max_length':
    case 'model_length':
      return 'length';
    case 'tool_calls':
    case 'tool_call':
    case 'tool_use':
    case 'function_call':
      return 'toolCalls';
    case 'content_filter':
    case 'safety':
    case 'recitation':
      return 'contentFilter';
    case 'error':
    case 'abort':
    case 'cancelled':
      return 'cutOff';
    default:
      // `stop`, `eos`, `eos_token`, `stop_sequence`, `end_turn` and whatever else a provider calls the end.
      return 'stop';
  }
}

/** Keeps the first half of a character that is cut in two until its second half comes. */
class WholeCharacters {
  #half = '';

  take(piece: string): string {
    const text = this.#half + piece;
    const last = text.charCodeAt(text.length - 1);
    const isCut = last >= 0xd800 && last <= 0xdbff;
    this.#half = isCut ? text.slice(-1) : '';
    return isCut ? text.slice(0, -1) : text;
  }

  finish(): string {
    const half = this.#half;
    this.#half = '';
    return half;
  }
}
