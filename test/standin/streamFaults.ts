import {
  chunk,
  completion,
  DONE,
  event,
  finishEvent,
  roleEvent,
  textEvent,
  tokens,
  usage,
  usageEvent,
} from './events';
import { fails, type Delivery, type Fault, type Outcome } from './fault';

/** A text that suffers when bytes, characters or line endings are handled badly. */
export const TEXT = 'The naïve café costs 5 €: **日本語**, 👩‍👩‍👧 and Ünïcödé.\n\n- one\n- two';

const HALF = 'The first half arrives,';
const PIECES = [...tokens(TEXT)];

type Body = (model: string) => string | Uint8Array;

function stream(description: string, expected: Outcome, body: Body, delivery: Delivery = 'whole'): Fault {
  return { description, expected, plan: { kind: 'stream', body, delivery } };
}

const textEvents = (model: string, text = TEXT): string =>
  roleEvent(model) + [...tokens(text)].map((piece) => textEvent(model, piece)).join('');

const ends = (model: string, reason = 'stop'): string => finishEvent(model, reason) + DONE;

const wellFormed: Body = (model) => textEvents(model) + ends(model);

const complete: Outcome = { end: 'stop', text: TEXT };

/** The well-formed answer, its lines treated by `change`. */
function changed(description: string, change: (body: string) => string): Fault {
  return stream(description, complete, (model) => change(textEvents(model) + ends(model)));
}

/** The well-formed answer with something between its events. */
function between(description: string, events: (model: string) => string): Fault {
  return stream(description, complete, (model) => {
    const odd = events(model);
    const middle = PIECES.map((piece) => textEvent(model, piece)).join(odd);
    return roleEvent(model) + odd + middle + odd + ends(model);
  });
}

/** Half an answer, then `after`. */
function broken(description: string, expected: Outcome, after: (model: string) => string): Fault {
  return stream(description, expected, (model) => textEvents(model, HALF) + after(model));
}

/** The answer ends for this reason. */
function ended(reason: string, end: Outcome['end']): Fault {
  return stream(`The finish reason is \`${reason}\`.`, { end, text: TEXT }, (model) => {
    return textEvents(model) + ends(model, reason);
  });
}

/** Chunks whose only choice has these deltas, then a finish. */
function deltas(description: string, expected: Outcome, list: readonly unknown[], reason = 'stop'): Fault {
  return stream(description, expected, (model) => {
    return list.map((delta) => event(chunk(model, delta))).join('') + ends(model, reason);
  });
}

const TOKENS = usage(11, PIECES.length);
const counted: Outcome = {
  ...complete,
  usage: { promptTokens: TOKENS.prompt_tokens, completionTokens: TOKENS.completion_tokens },
};

const THOUGHT = 'The person asks for two items. I list them.';
const thoughtful: Outcome = { end: 'stop', text: TEXT, reasoning: THOUGHT };
const textDeltas = PIECES.map((content) => ({ content }));
const thoughts = (field: string): readonly unknown[] => [
  { role: 'assistant', content: '' },
  ...[...tokens(THOUGHT)].map((piece) => ({ content: '', [field]: piece })),
  ...textDeltas,
];

const HUGE_TEXT = `Start ${'0123456789abcde '.repeat(5 * 65_536)}end`;
const TINY_PIECES = Array.from({ length: 10_000 }, (_, index) => (index % 10 === 9 ? '\n' : 'x'));

const weather = (city: string): { name: string; arguments: string } => ({
  name: 'get_weather',
  arguments: `{"city":"${city}"}`,
});
const call = (index: number, city: string): Record<string, unknown> => ({
  index,
  id: `call_${index}`,
  type: 'function',
  function: weather(city),
});
const callStart = (index: number): Record<string, unknown> => ({
  index,
  id: `call_${index}`,
  type: 'function',
  function: { name: 'get_weather', arguments: '' },
});
const callPiece = (index: number, piece: string): Record<string, unknown> => ({
  index,
  function: { arguments: piece },
});
const calls = (...list: readonly Record<string, unknown>[]): Record<string, unknown> => ({
  tool_calls: list,
});
const oneCall: Outcome = { end: 'toolCalls', text: '', toolCalls: [weather('Paris')] };
const twoCalls: Outcome = { end: 'toolCalls', text: '', toolCalls: [weather('Paris'), weather('Oslo')] };

/** The last character of the text takes three bytes; the last of them is missing. */
function cutInLastCharacter(model: string): Uint8Array {
  const bytes = Buffer.from(textEvents(model, `${HALF} 日`));
  return bytes.subarray(0, bytes.lastIndexOf(Buffer.from('日')) + 2);
}

/** Bodies whose status is 200 and whose content is odd. */
export const STREAM_FAULTS = {
  // How lines look
  'standin/fault-line-feeds': stream('Nothing is wrong: the plain case.', complete, wellFormed),
  'standin/fault-crlf': changed('Lines end in CR LF.', (body) => body.replaceAll('\n', '\r\n')),
  'standin/fault-cr': changed('Lines end in CR.', (body) => body.replaceAll('\n', '\r')),
  'standin/fault-mixed-line-ends': changed('Lines end in CR LF, CR and LF in turn.', (body) => {
    let count = 0;
    return body.replaceAll('\n\n', () => ['\r\n\r\n', '\r\r', '\n\n', '\n\r\n', '\r\n\n'][count++ % 5] ?? '');
  }),
  'standin/fault-bom': changed('The stream begins with a byte order mark.', (body) => `\u{FEFF}${body}`),
  'standin/fault-comments': between(
    'Comments stand between the events.',
    () => ': keep-alive\n\n:\n: ping\n',
  ),
  'standin/fault-comments-in-events': changed('Comments stand inside the events.', (body) =>
    body.replaceAll('data:', ': still here\ndata:'),
  ),
  'standin/fault-no-space': changed('`data:` has no space after it, as TGI writes it.', (body) =>
    body.replaceAll('data: ', 'data:'),
  ),
  'standin/fault-event-fields': changed('Events have `event`, `id` and `retry` fields too.', (body) =>
    body.replaceAll('data: {', 'event: message\nid: 7\nretry: 3000\ndata: {'),
  ),
  'standin/fault-data-in-two-lines': changed('The JSON of each event stands in two `data` lines.', (body) =>
    body.replaceAll(',"object"', ',\ndata: "object"'),
  ),
  'standin/fault-blank-lines': changed(
    'Many blank lines stand between the events.',
    (body) => `\n\n${body.replaceAll('\n\n', '\n\n\n\n\n')}`,
  ),
  'standin/fault-last-event-unended': {
    ...stream('The last event has no blank line after it, and there is no `[DONE]`.', complete, (model) =>
      textEvents(model).concat(finishEvent(model, 'stop').trimEnd()),
    ),
  },
  'standin/fault-last-text-unended': stream(
    'The last event, with text and finish reason, has not even the end of its line.',
    complete,
    (model) => {
      const last = PIECES.at(-1) ?? '';
      const before = PIECES.slice(0, -1).map((piece) => textEvent(model, piece));
      return (
        roleEvent(model) +
        before.join('') +
        event(chunk(model, { content: last }, { finish: 'stop' })).trimEnd()
      );
    },
  ),
  'standin/fault-done-space': changed('`[DONE]` is followed by a space.', (body) =>
    body.replace('[DONE]', '[DONE] '),
  ),
  'standin/fault-done-unended': changed('`[DONE]` has no blank line after it.', (body) => body.trimEnd()),
  'standin/fault-wrong-content-type': {
    ...stream('The stream says that it is plain text.', complete, wellFormed),
    plan: { kind: 'stream', body: wellFormed, contentType: 'text/plain; charset=utf-8' },
  },

  // How the answer ends
  'standin/fault-no-done': stream('The answer finishes and `[DONE]` never comes.', complete, (model) =>
    textEvents(model).concat(finishEvent(model, 'stop')),
  ),
  'standin/fault-eof-no-finish': broken(
    'The stream ends cleanly in the middle of the answer.',
    { end: 'cutOff', text: HALF },
    () => '',
  ),
  'standin/fault-done-no-finish': broken(
    '`[DONE]` comes and no finish reason ever did.',
    { end: 'cutOff', text: HALF },
    () => DONE,
  ),
  'standin/fault-eof-mid-event': broken(
    'The stream ends cleanly in the middle of an event.',
    { end: 'cutOff', text: HALF },
    (model) => textEvent(model, ' and more').slice(0, 40),
  ),
  'standin/fault-utf8-cut': stream(
    'The stream ends in the middle of a character.',
    { end: 'cutOff', text: HALF },
    cutInLastCharacter,
  ),
  'standin/fault-finish-eos': ended('eos', 'stop'),
  'standin/fault-finish-eos-token': ended('eos_token', 'stop'),
  'standin/fault-finish-stop-sequence': ended('stop_sequence', 'stop'),
  'standin/fault-finish-length': ended('length', 'length'),
  'standin/fault-finish-max-tokens': ended('max_tokens', 'length'),
  'standin/fault-finish-content-filter': ended('content_filter', 'contentFilter'),
  'standin/fault-finish-tool-calls': deltas(
    'The finish reason is `tool_calls`.',
    oneCall,
    [{ role: 'assistant', content: null }, calls(call(0, 'Paris'))],
    'tool_calls',
  ),
  'standin/fault-finish-late': stream(
    'Only the last chunk has a `finish_reason` at all.',
    complete,
    (model) => textEvents(model).replaceAll(',"finish_reason":null', '') + ends(model),
  ),
  'standin/fault-finish-empty': stream(
    '`finish_reason` is an empty text until the last chunk.',
    complete,
    (model) => textEvents(model).replaceAll('"finish_reason":null', '"finish_reason":""') + ends(model),
  ),
  'standin/fault-finish-with-text': stream(
    'The finish reason comes with the last piece of text.',
    complete,
    (model) =>
      PIECES.map((content, index) =>
        event(chunk(model, { content }, { finish: index === PIECES.length - 1 ? 'stop' : null })),
      ).join('') + DONE,
  ),
  'standin/fault-finish-then-empty': stream(
    'A chunk without finish reason follows the one with it.',
    complete,
    (model) => textEvents(model) + finishEvent(model, 'stop') + event(chunk(model, {})) + DONE,
  ),

  // What an event holds
  'standin/fault-error-null': stream('Every chunk has `"error": null`.', complete, (model) =>
    (textEvents(model) + ends(model)).replaceAll('{"id"', '{"error":null,"id"'),
  ),
  'standin/fault-error-object': broken(
    'An error object comes in the middle of the answer.',
    fails(['providerDown', 'unexpected'], HALF),
    () =>
      event({ error: { message: 'The worker ran out of memory', type: 'internal_server_error', code: 500 } }),
  ),
  'standin/fault-error-string': broken(
    'An error text comes in the middle of the answer.',
    fails(['providerDown', 'unexpected'], HALF),
    () => event({ error: 'The worker ran out of memory' }) + DONE,
  ),
  'standin/fault-error-event': broken(
    '`event: error` comes in the middle of the answer, and its data has no `error`.',
    fails(['providerDown', 'unexpected'], HALF),
    () => `event: error\n${event({ message: 'The worker ran out of memory', code: 500 })}`,
  ),
  'standin/fault-error-event-text': broken(
    '`event: error` comes in the middle of the answer, and its data is plain text.',
    fails(['providerDown', 'unexpected'], HALF),
    () => 'event: error\ndata: The worker ran out of memory\n\n',
  ),
  'standin/fault-error-too-long': broken(
    'In the middle of the answer the service says that the context is full.',
    fails(['tooLong'], HALF),
    () =>
      event({ error: { message: 'Requested tokens exceed the maximum context length of 8192', code: 400 } }),
  ),
  'standin/fault-error-first': stream(
    'The first and only event is an error.',
    fails(['rateLimited', 'providerDown', 'unexpected']),
    () =>
      event({ error: { message: 'Rate limit reached for requests', type: 'rate_limit', code: 429 } }) + DONE,
  ),
  'standin/fault-bad-json': between(
    'Events with damaged JSON stand between the good ones.',
    () => 'data: {"id": "oops\n\n',
  ),
  'standin/fault-not-an-object': between(
    'Events with JSON that is no object stand between the good ones.',
    () => 'data: null\n\ndata: 42\n\ndata: "hello"\n\ndata: []\n\n',
  ),
  'standin/fault-choices-empty': between('Chunks without choices stand between the good ones.', (model) =>
    event({ ...chunk(model, {}), choices: [] }),
  ),
  'standin/fault-choices-absent': between('Chunks without `choices` stand between the good ones.', (model) =>
    event({ ...chunk(model, {}), choices: undefined }),
  ),
  'standin/fault-delta-absent': between(
    'Chunks whose choice has no `delta` stand between the good ones.',
    (model) => event(chunk(model, undefined)),
  ),
  'standin/fault-content-null': between(
    'Chunks whose `content` is null stand between the good ones.',
    (model) => event(chunk(model, { role: 'assistant', content: null })),
  ),
  'standin/fault-content-absent': between('Chunks without `content` stand between the good ones.', (model) =>
    event(chunk(model, { role: 'assistant' })),
  ),
  'standin/fault-content-parts': deltas('`content` is an array of parts.', complete, [
    { role: 'assistant', content: [] },
    ...PIECES.map((text) => ({ content: [{ type: 'text', text }] })),
  ]),
  'standin/fault-split-surrogates': deltas(
    'A character is split in two: each chunk has one half of its surrogate pair.',
    { end: 'stop', text: 'A wave 👋.' },
    [{ content: 'A wave \ud83d' }, { content: '\udc4b' }, { content: '.' }],
  ),
  'standin/fault-line-separators': deltas(
    'The text has U+2028, U+0085 and other characters that look like line ends but are none here.',
    { end: 'stop', text: 'a\u2028b\u2029c\u0085d\u000be\u000cf' },
    [{ content: 'a\u2028b\u2029c' }, { content: '\u0085d\u000be\u000cf' }],
  ),
  'standin/fault-angle-bracket': deltas(
    'Chunks end in `<` that begins no tag.',
    { end: 'stop', text: 'if a < b then c << d, <thin> and <thi' },
    ['if a <', ' b then c <', '< d, <', 'th', 'in> and <thi'].map((content) => ({ content })),
  ),
  'standin/fault-angle-bracket-first': deltas(
    'The answer begins with `<` that begins no tag.',
    { end: 'stop', text: '<3 means love' },
    ['<', '3 means', ' love'].map((content) => ({ content })),
  ),
  'standin/fault-angle-bracket-last': deltas(
    'The answer ends in `<`.',
    { end: 'stop', text: 'less than is written <' },
    ['less than', ' is written', ' <'].map((content) => ({ content })),
  ),

  // Reasoning
  'standin/fault-reasoning': deltas(
    'Reasoning comes in `delta.reasoning`.',
    thoughtful,
    thoughts('reasoning'),
  ),
  'standin/fault-reasoning-content': deltas(
    'Reasoning comes in `delta.reasoning_content`.',
    thoughtful,
    thoughts('reasoning_content'),
  ),
  'standin/fault-reasoning-null': deltas(
    'Chunks with text have `reasoning: null` and `reasoning_content: null`.',
    complete,
    PIECES.map((content) => ({ content, reasoning: null, reasoning_content: null })),
  ),
  'standin/fault-reasoning-both': deltas(
    'The same reasoning comes in `delta.reasoning` and in `delta.reasoning_content`.',
    thoughtful,
    [...[...tokens(THOUGHT)].map((piece) => ({ reasoning: piece, reasoning_content: piece })), ...textDeltas],
  ),
  'standin/fault-think-tags': deltas(
    'Reasoning comes in `<think>` tags inside the text, the tags split across chunks.',
    thoughtful,
    ['<', 'thi', 'nk>', ...tokens(THOUGHT), '</', 'think', '>', ...PIECES].map((content) => ({ content })),
  ),
  'standin/fault-think-tags-glued': deltas(
    'Reasoning in `<think>` tags, the tags glued to the text around them.',
    thoughtful,
    [`<think>${THOUGHT.slice(0, 9)}`, THOUGHT.slice(9, 20), `${THOUGHT.slice(20)}</think>${TEXT}`].map(
      (content) => ({ content }),
    ),
  ),
  'standin/fault-think-cut': stream(
    'The stream ends in the middle of reasoning in `<think>` tags.',
    { end: 'cutOff', text: '', reasoning: THOUGHT },
    (model) => ['<think>', ...tokens(THOUGHT)].map((piece) => textEvent(model, piece)).join(''),
  ),

  // Usage
  'standin/fault-usage-last': stream(
    'Usage comes in the last chunk.',
    counted,
    (model) =>
      textEvents(model) + event(chunk(model, {}, { finish: 'stop', extra: { usage: TOKENS } })) + DONE,
  ),
  'standin/fault-usage-after': stream(
    'Usage comes in a chunk without choices after the last.',
    counted,
    (model) => textEvents(model) + finishEvent(model, 'stop') + usageEvent(model, TOKENS) + DONE,
  ),
  'standin/fault-usage-never': stream('Usage never comes.', complete, wellFormed),
  'standin/fault-usage-null': stream(
    'Usage is null in every chunk but one after the last.',
    counted,
    (model) =>
      (textEvents(model) + finishEvent(model, 'stop')).replaceAll('{"id"', '{"usage":null,"id"') +
      usageEvent(model, TOKENS) +
      DONE,
  ),
  'standin/fault-usage-growing': stream(
    'Every chunk has the usage so far.',
    counted,
    (model) =>
      PIECES.map((content, index) =>
        event(chunk(model, { content }, { extra: { usage: usage(TOKENS.prompt_tokens, index + 1) } })),
      ).join('') + ends(model),
  ),

  // Tool calls
  'standin/fault-tool-calls-pieces': deltas(
    'Two tool calls come in pieces, told apart by their index.',
    twoCalls,
    [
      { role: 'assistant', content: null, ...calls(callStart(0)) },
      calls(callPiece(0, '{"ci')),
      calls(callPiece(0, 'ty":"Paris"}')),
      calls(callStart(1)),
      calls(callPiece(1, '{"city"')),
      calls(callPiece(1, ':"Oslo"}')),
    ],
    'tool_calls',
  ),
  'standin/fault-tool-calls-interleaved': deltas(
    'Pieces of two tool calls come in turn.',
    twoCalls,
    [
      calls(callStart(0), callStart(1)),
      calls(callPiece(0, '{"city":'), callPiece(1, '{"city":')),
      calls(callPiece(1, '"Oslo"}')),
      calls(callPiece(0, '"Paris"}')),
    ],
    'tool_calls',
  ),
  'standin/fault-tool-calls-whole': deltas(
    'A tool call comes whole in one chunk.',
    oneCall,
    [calls(call(0, 'Paris'))],
    'tool_calls',
  ),
  'standin/fault-tool-calls-repeated': deltas(
    'A tool call comes whole, and then whole again.',
    oneCall,
    [calls(call(0, 'Paris')), calls(call(0, 'Paris'))],
    'tool_calls',
  ),

  // Size
  'standin/fault-huge-line': stream(
    'One event is a line of 5 MB.',
    { end: 'stop', text: HUGE_TEXT },
    (model) => textEvent(model, HUGE_TEXT) + ends(model),
  ),
  'standin/fault-tiny-chunks': stream(
    '10,000 chunks of one character come in one packet.',
    { end: 'stop', text: TINY_PIECES.join('') },
    (model) => TINY_PIECES.map((piece) => textEvent(model, piece)).join('') + ends(model),
  ),

  // No stream at all
  'standin/fault-json-body': {
    description: '200 with one JSON object instead of a stream.',
    expected: counted,
    plan: {
      kind: 'stream',
      body: (model) => JSON.stringify(completion(model, { content: TEXT }, 'stop', TOKENS)),
      contentType: 'application/json',
    },
  },
  'standin/fault-json-body-in-stream': {
    description: '200 with one JSON object that says it is a stream.',
    expected: counted,
    plan: {
      kind: 'stream',
      body: (model) => JSON.stringify(completion(model, { content: TEXT }, 'stop', TOKENS), undefined, 2),
    },
  },
  'standin/fault-empty-stream': stream(
    'The stream is empty.',
    fails(['unexpected', 'providerDown']),
    () => '',
  ),
  'standin/fault-only-done': stream(
    'The stream is only `[DONE]`.',
    fails(['unexpected', 'providerDown']),
    () => DONE,
  ),
  'standin/fault-only-comments': stream(
    'The stream is only comments.',
    fails(['unexpected', 'providerDown']),
    () => ': ping\n\n'.repeat(5),
  ),
  'standin/fault-empty-answer': stream(
    'The answer finishes and has no text.',
    fails(['unexpected', 'providerDown']),
    (model) => roleEvent(model) + ends(model),
  ),
} as const satisfies Record<string, Fault>;
