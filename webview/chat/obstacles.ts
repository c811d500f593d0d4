import { longestText, type ViewIntent } from '../../src/protocol';

/** Intents whose button goes when they are done, and the keyboard with it. */
export const takesItsButtonAway: ReadonlySet<ViewIntent['type']> = new Set([
  'tryAgain',
  'continueAnswer',
  'errorAction',
  'signIn',
  'editMessage',
  'undo',
  'dismissUndo',
]);

/** What has to wait until an answer has ended: there is one at a time, and the tree it grows on stays as it is. */
const notWhileStreaming: ReadonlySet<ViewIntent['type']> = new Set([
  'tryAgain',
  'tryAgainWithModel',
  'continueAnswer',
  'continueWithModel',
  'editMessage',
  'stepBranch',
  'deleteMessage',
  'undo',
]);

/** Why something can't be done now; empty where it can. */
export function obstacleTo(intent: ViewIntent, isStreaming: boolean): string {
  if (isStreaming && notWhileStreaming.has(intent.type))
    return 'You can do this when the answer has ended, or after Stop.';
  if (intent.type === 'editMessage' && intent.text.length > longestText)
    return 'This is too long to be sent at once. Send a part of it.';
  return '';
}
