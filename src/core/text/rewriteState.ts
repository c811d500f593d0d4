import type { InferenceError } from '../inference/inferenceError';
import type { FinishReason } from '../inference/streamEvent';

/**
 * Where the life of a suggestion stands.
 *
 * asking → streaming → ready → applied | discarded; a request that fails is `failed` with what had arrived; an
 * attempt to apply it to a passage that has changed makes it `conflicted` until the person decides. A long passage is
 * asked for part by part, each asking and streaming in turn; `answer` is that of the part which comes last.
 */
export type RewriteState =
  | { readonly name: 'asking' }
  | { readonly name: 'streaming'; readonly answer: string }
  | { readonly name: 'ready'; readonly answer: string; readonly ending: FinishReason }
  | { readonly name: 'failed'; readonly answer: string; readonly error: InferenceError }
  | { readonly name: 'conflicted'; readonly before: RestingState }
  | { readonly name: 'applied' }
  | { readonly name: 'discarded' };

/** States in which nothing is under way and the suggestion may be applied. */
export type RestingState = Extract<RewriteState, { name: 'ready' | 'failed' }>;

export type RewriteEvent =
  /** The request is sent once more, from the beginning. */
  | { readonly type: 'askedAgain' }
  | { readonly type: 'textArrived'; readonly text: string }
  /** One part of a long passage is rewritten; the next one is asked for. */
  | { readonly type: 'partEnded' }
  | { readonly type: 'answerEnded'; readonly ending: FinishReason }
  | { readonly type: 'requestFailed'; readonly error: InferenceError }
  /** The passage is no longer what the suggestion was made from. */
  | { readonly type: 'conflictFound' }
  /** The person wants to go on looking at the suggestion. */
  | { readonly type: 'conflictPutOff' }
  | { readonly type: 'applied' }
  | { readonly type: 'discarded' };

/** The state after an event; `undefined` where the event means nothing in that state and is to be ignored. */
export function nextState(state: RewriteState, event: RewriteEvent): RewriteState | undefined {
  if (state.name === 'applied' || state.name === 'discarded') return undefined;
  switch (event.type) {
    case 'askedAgain':
      return state.name === 'ready' || state.name === 'failed' ? { name: 'asking' } : undefined;
    case 'textArrived':
      if (state.name === 'asking') return { name: 'streaming', answer: event.text };
      if (state.name === 'streaming') return { name: 'streaming', answer: state.answer + event.text };
      return undefined;
    case 'partEnded':
      return isUnderWay(state) ? { name: 'asking' } : undefined;
    case 'answerEnded':
      return isUnderWay(state) ? { name: 'ready', answer: answerOf(state), ending: event.ending } : undefined;
    case 'requestFailed':
      return isUnderWay(state) ? { name: 'failed', answer: answerOf(state), error: event.error } : undefined;
    case 'conflictFound':
      return state.name === 'ready' || state.name === 'failed'
        ? { name: 'conflicted', before: state }
        : undefined;
    case 'conflictPutOff':
      return state.name === 'conflicted' ? state.before : undefined;
    case 'applied':
      return isUnderWay(state) ? undefined : { name: 'applied' };
    case 'discarded':
      return { name: 'discarded' };
  }
}

/** True while an answer is waited for or arriving. */
export function isUnderWay(state: RewriteState): boolean {
  return state.name === 'asking' || state.name === 'streaming';
}

/** True when nothing more can happen. */
export function isOver(state: RewriteState): boolean {
  return state.name === 'applied' || state.name === 'discarded';
}

/** What the model has written so far; empty where it has not, or where it no longer matters. */
export function answerOf(state: RewriteState): string {
  switch (state.name) {
    case 'streaming':
    case 'ready':
    case 'failed':
      return state.answer;
    case 'conflicted':
      return state.before.answer;
    case 'asking':
    case 'applied':
    case 'discarded':
      return '';
  }
}
