/**
 * A reader of answers that shares no code with the product: it shows that the stand-in's streams hold what the
 * table of faults says they hold.
 */

import { Readable } from 'node:stream';

export interface Answer {
  end: 'stop' | 'length' | 'toolCalls' | 'contentFilter' | 'cutOff' | 'error';
  text: string;
  reasoning: string;
  toolCalls: { name: string; arguments: string }[];
  usage: { promptTokens: number; completionTokens: number } | undefined;
  /** Connection broke while it was read. */
  broken: boolean;
}

type Json = Readonly<Record<string, unknown>>;

function asRecord(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map((part) => asText(asRecord(part)['text'])).join('') : '';
}

const ENDS: Readonly<Record<string, Answer['end']>> = {
  stop: 'stop',
  eos: 'stop',
  eos_token: 'stop',
  stop_sequence: 'stop',
  length: 'length',
  max_tokens: 'length',
  tool_calls: 'toolCalls',
  content_filter: 'contentFilter',
};

/** The pieces of a body. `@types/node` does not say what they are. */
export function bodyOf(response: Response): AsyncIterable<Uint8Array> {
  return (response.body ?? Readable.from([])) as AsyncIterable<Uint8Array>;
}

/** Collects the bytes of a body until it ends or breaks. */
export async function readBytes(response: Response): Promise<{ bytes: Uint8Array; broken: boolean }> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of bodyOf(response)) pieces.push(piece);
  } catch {
    return { bytes: Buffer.concat(pieces), broken: true };
  }
  return { bytes: Buffer.concat(pieces), broken: false };
}

/** Reads a whole answer, streamed or not. */
export function parseAnswer(bytes: Uint8Array, broken = false): Answer {
  const answer: Answer = { end: 'cutOff', text: '', reasoning: '', toolCalls: [], usage: undefined, broken };
  const body = new TextDecoder().decode(bytes);
  if (body.startsWith('{')) {
    takeChunk(JSON.parse(body), 'message', answer);
  } else {
    for (const event of body.split(/(?:\r\n|\r|\n)(?:\r\n|\r|\n)+/)) takeEvent(event, answer);
  }
  const thought = /^<think>([\s\S]*?)(?:<\/think>|$)/.exec(answer.text);
  if (thought) {
    answer.reasoning += thought[1] ?? '';
    answer.text = answer.text.slice(thought[0].length);
  }
  const isEmpty = answer.text === '' && answer.reasoning === '' && answer.toolCalls.length === 0;
  if (isEmpty) answer.end = 'error';
  return answer;
}

function takeEvent(event: string, answer: Answer): void {
  const lines = event.split(/\r\n|\r|\n/);
  const field = (name: string): string[] =>
    lines
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).replace(/^ /, ''));
  if (field('event').includes('error')) answer.end = 'error';
  const data = field('data').join('\n');
  try {
    takeChunk(JSON.parse(data), 'delta', answer);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
}

function takeChunk(value: unknown, place: 'delta' | 'message', answer: Answer): void {
  const data = asRecord(value);
  if (data['error'] !== undefined && data['error'] !== null) answer.end = 'error';
  const tokens = asRecord(data['usage']);
  if (typeof tokens['prompt_tokens'] === 'number' && typeof tokens['completion_tokens'] === 'number') {
    answer.usage = { promptTokens: tokens['prompt_tokens'], completionTokens: tokens['completion_tokens'] };
  }
  const choices: unknown = data['choices'];
  const choice = asRecord(Array.isArray(choices) ? choices[0] : undefined);
  const delta = asRecord(choice[place]);
  answer.text += asText(delta['content']);
  answer.reasoning += asText(delta['reasoning'] ?? delta['reasoning_content']);
  const calls: unknown = delta['tool_calls'];
  for (const call of Array.isArray(calls) ? calls.map(asRecord) : []) {
    const index = Number(call['index']);
    const said = asRecord(call['function']);
    const known = answer.toolCalls[index];
    const piece = asText(said['arguments']);
    if (known === undefined) answer.toolCalls[index] = { name: asText(said['name']), arguments: piece };
    else if (said['name'] === undefined) known.arguments += piece;
  }
  const reason = choice['finish_reason'];
  if (typeof reason === 'string' && answer.end !== 'error') answer.end = ENDS[reason] ?? answer.end;
}
