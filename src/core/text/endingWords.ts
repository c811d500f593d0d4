import type { FinishReason } from '../inference/streamEvent';

/** What to tell a person about how an answer ended; `undefined` where there is nothing to tell. */
export function endingInWords(ending: FinishReason): string | undefined {
  switch (ending) {
    case 'stop':
    case 'stopped':
    case 'toolCalls':
      return undefined;
    case 'length':
      return 'The answer reached the length limit, so its end is missing.';
    case 'cutOff':
      return 'The connection broke before the answer was complete. What had arrived is kept.';
    case 'contentFilter':
      return "The answer was ended early by the provider's content filter. What had arrived is kept.";
  }
}
