import { chunk, DONE, event, finishEvent, roleEvent, textEvent, tokens } from './events';
import { fails, type Fault } from './fault';
import { html, json } from './statusFaults';

/** What arrives before the line goes dead. */
export const HALF_TEXT = 'This answer begins well, and then';

const WHOLE_TEXT = 'This answer takes its time, but every word of it arrives.';

/** A stream that begins well and is not over. */
function half(model: string): string {
  return roleEvent(model) + [...tokens(HALF_TEXT)].map((piece) => textEvent(model, piece)).join('');
}

function whole(model: string): string {
  const pieces = [...tokens(WHOLE_TEXT)].map((piece) => textEvent(model, piece));
  return roleEvent(model) + pieces.join('') + finishEvent(model, 'stop');
}

/** Connections that break, stall, crawl or lead elsewhere. */
export const CONNECTION_FAULTS = {
  'standin/fault-reset-before-headers': {
    description: 'The connection is reset before any answer.',
    expected: fails(['providerDown', 'offline']),
    plan: { kind: 'noHeaders', ending: 'reset' },
  },
  'standin/fault-close-before-headers': {
    description: 'The connection is closed before any answer.',
    expected: fails(['providerDown', 'offline']),
    plan: { kind: 'noHeaders', ending: 'fin' },
  },
  'standin/fault-reset-after-headers': {
    description: 'The connection is reset after the head of the answer and before its first byte.',
    expected: fails(['providerDown', 'offline', 'unexpected']),
    plan: { kind: 'stream', body: () => '', ending: 'reset' },
  },
  'standin/fault-reset-mid-stream': {
    description: 'The connection is reset in the middle of the answer.',
    expected: { end: 'cutOff', text: HALF_TEXT },
    plan: { kind: 'stream', body: half, ending: 'reset' },
  },
  'standin/fault-close-mid-stream': {
    description: 'The connection is closed in the middle of the answer, without the end of its encoding.',
    expected: { end: 'cutOff', text: HALF_TEXT },
    plan: { kind: 'stream', body: half, ending: 'fin' },
  },
  'standin/fault-reset-mid-event': {
    description: 'The connection is reset in the middle of an event, whose text is lost.',
    expected: { end: 'cutOff', text: HALF_TEXT },
    plan: {
      kind: 'stream',
      body: (model) => half(model) + textEvent(model, ' more').slice(0, 40),
      ending: 'reset',
    },
  },
  'standin/fault-reset-after-finish': {
    description: 'The connection is reset after the finish reason and before `[DONE]`.',
    expected: { end: 'stop', text: WHOLE_TEXT },
    plan: { kind: 'stream', body: whole, ending: 'reset' },
  },
  'standin/fault-stall-before-headers': {
    description: 'The request is taken and never answered.',
    expected: fails(['timedOut']),
    plan: { kind: 'noHeaders', ending: 'stall' },
  },
  'standin/fault-stall-before-first-byte': {
    description: 'The head of the answer comes, its body never does.',
    expected: fails(['timedOut']),
    plan: { kind: 'stream', body: () => '', ending: 'stall' },
  },
  'standin/fault-stall-mid-stream': {
    description: 'The answer stops in the middle and the connection stays open.',
    expected: fails(['timedOut'], HALF_TEXT),
    plan: { kind: 'stream', body: half, ending: 'stall' },
  },
  'standin/fault-stall-mid-event': {
    description: 'The answer stops in the middle of an event and the connection stays open.',
    expected: fails(['timedOut'], HALF_TEXT),
    plan: {
      kind: 'stream',
      body: (model) => half(model) + textEvent(model, ' more').slice(0, 40),
      ending: 'stall',
    },
  },
  'standin/fault-stall-after-finish': {
    description: 'The answer finishes, `[DONE]` never comes and the connection stays open.',
    expected: { end: 'stop', text: WHOLE_TEXT },
    plan: { kind: 'stream', body: whole, ending: 'stall' },
  },
  'standin/fault-stall-after-done': {
    description: 'The answer finishes, `[DONE]` comes and the connection stays open.',
    expected: { end: 'stop', text: WHOLE_TEXT },
    plan: { kind: 'stream', body: (model) => whole(model) + DONE, ending: 'stall' },
  },
  'standin/fault-slow-drip': {
    description: 'The answer comes in pieces smaller than an event, with a pause after each.',
    expected: { end: 'stop', text: WHOLE_TEXT },
    plan: { kind: 'stream', body: (model) => whole(model) + DONE, delivery: 'drip' },
  },
  'standin/fault-byte-per-packet': {
    description: 'Every byte comes in a packet of its own.',
    expected: { end: 'stop', text: 'Zoë says: 你好 👋' },
    plan: {
      kind: 'stream',
      body: (model) =>
        event(chunk(model, { role: 'assistant', content: 'Zoë says:' })) +
        textEvent(model, ' 你好 👋') +
        finishEvent(model, 'stop') +
        DONE,
      delivery: 'byte',
    },
  },
  'standin/fault-redirect-other-origin': {
    description: '307 to another origin, which must never see the token.',
    expected: fails(['unexpected', 'providerDown', 'modelUnavailable', 'badRequest']),
    plan: { kind: 'redirect', status: 307 },
  },
  'standin/fault-redirect-308-other-origin': {
    description: '308 to another origin, which must never see the token.',
    expected: fails(['unexpected', 'providerDown', 'modelUnavailable', 'badRequest']),
    plan: { kind: 'redirect', status: 308 },
  },
  'standin/fault-redirect-302-other-origin': {
    description: '302 to another origin, which must never see the token.',
    expected: fails(['unexpected', 'providerDown', 'modelUnavailable', 'badRequest']),
    plan: { kind: 'redirect', status: 302 },
  },
  'standin/fault-200-html': {
    description: '200 with a web page instead of an answer, as the login wall of a hotel sends it.',
    expected: fails(['unexpected', 'providerDown', 'offline']),
    plan: { kind: 'response', response: html(200, 'Welcome to our network') },
  },
  'standin/fault-200-error-json': {
    description: '200 with an error in JSON instead of an answer.',
    expected: fails(['providerDown', 'unexpected']),
    plan: {
      kind: 'response',
      response: json(200, { error: { message: 'The worker died', type: 'internal_error' } }),
    },
  },
  'standin/fault-length': {
    description: 'Every answer stops after 40 tokens for its length; asked to continue, the model continues.',
    expected: { end: 'length' },
    plan: { kind: 'answer', maxTokens: 40 },
  },
} as const satisfies Record<string, Fault>;
