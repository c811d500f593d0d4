import type { InferenceError } from '../inference/inferenceError';
import type { FinishReason } from '../inference/streamEvent';
import type { EndState } from '../storage/conversationRecord';

/** How a model's stream ended: by itself, by an error, or without a last event (against the client's promise). */
export type StreamEnd =
  | { readonly type: 'finish'; readonly reason: FinishReason }
  | { readonly type: 'error'; readonly error: InferenceError }
  | undefined;

export interface AnswerOutcome {
  readonly state: EndState;
  /** Present exactly when `state` is `error`. */
  readonly error?: InferenceError;
}

/**
 * What an answer's end means to a person:
 * - `stop` and `toolCalls` (we offer no tools): done.
 * - `length`, `cutOff`, no end at all: cut off, so that Continue is offered.
 * - `contentFilter`: cut off as well. What was written stays, and it is plain that it is not whole.
 * - `stopped`: stopped.
 * - an error: an error; the text that came before it is kept.
 *
 * An answer that has no text at all is an error that says so, for an empty "done" would leave a person puzzled;
 * except one that was stopped, and one that was continued (it turned out to be whole already).
 */
export function outcomeOf(
  end: StreamEnd,
  answer: { readonly hasText: boolean; readonly hasReasoning: boolean },
): AnswerOutcome {
  if (end?.type === 'error') return { state: 'error', error: end.error };
  switch (end?.reason) {
    case 'stopped':
      return { state: 'stopped' };
    case 'stop':
    case 'toolCalls':
      if (answer.hasText) return { state: 'done' };
      return emptyAnswer(
        answer.hasReasoning
          ? 'The model thought about it, but wrote no answer.'
          : 'The model ended its answer without a word.',
      );
    case 'contentFilter':
      if (answer.hasText) return { state: 'cut-off' };
      return emptyAnswer("The provider's content filter held the whole answer back.");
    case 'length':
      if (answer.hasText || answer.hasReasoning) return { state: 'cut-off' };
      return emptyAnswer('The limit for the length of an answer left no room for a word.');
    case 'cutOff':
    case undefined:
      if (answer.hasText || answer.hasReasoning) return { state: 'cut-off' };
      return { state: 'error', error: { kind: 'providerDown', cause: 'connectionClosed' } };
  }
}

function emptyAnswer(serviceMessage: string): AnswerOutcome {
  return { state: 'error', error: { kind: 'unexpected', cause: 'emptyAnswer', serviceMessage } };
}
