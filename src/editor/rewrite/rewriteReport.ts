import * as vscode from 'vscode';
import { changesCode } from '../../core/text/code/keptCode';
import { endingInWords } from '../../core/text/endingWords';
import { lossesInWords, lossesOf, type LossContext } from '../../core/text/losses';
import type { RewriteSession } from '../../core/text/rewriteSession';
import { isOver, isUnderWay, type RewriteState } from '../../core/text/rewriteState';
import type { EditorServices } from '../editorServices';

/** A suggestion that has ended, whichever way. */
export interface EndedRewrite {
  readonly session: RewriteSession;
  readonly modelName: string;
  readonly context: LossContext;
  /** The person edited it so that its last part could not be added. */
  readonly heldBack: boolean;
  /** It was to change nothing but comments. */
  readonly keepsCode: boolean;
  tryAgain(): void;
}

/** Says what a person should know before they accept a suggestion; nothing where all is well. */
export function reportEnd(services: EditorServices, rewrite: EndedRewrite): void {
  const { session } = rewrite;
  const { state, suggestion } = session;
  if (isOver(state) || isUnderWay(state)) return;
  const { done, count } = session.progress;
  const isInParts = done > 0 && done < count;
  if (isInParts) reportParts(rewrite, done, count);
  if (state.name === 'failed') {
    services.reportError(state.error, rewrite.modelName, () => rewrite.tryAgain());
    return;
  }
  if (state.name !== 'ready' || state.ending === 'stopped' || isInParts) return;
  const words =
    endingInWords(state.ending) ??
    (suggestion === '' ? 'The model answered with nothing.' : undefined) ??
    (rewrite.heldBack
      ? 'You edited the suggestion while it was being written, so its last part was left out.'
      : undefined) ??
    whatIsMissing(rewrite);
  if (words !== undefined) offer(words, 'Try again', rewrite);
  else if (suggestion === session.range.content)
    void vscode.window.showInformationMessage('The model found nothing to change.');
}

/** Says of a suggestion that came back after a reload that its end is missing. */
export function reportMissingEnd(rewrite: EndedRewrite, place: string): void {
  const { done, count } = rewrite.session.progress;
  const words = `The suggestion for ${place} is not complete.`;
  if (done > 0 && done < count) offer(`${words} ${partsInWords(done, count)}`, 'Go on', rewrite);
  else offer(words, 'Try again', rewrite);
}

function partsInWords(done: number, count: number): string {
  return `${done} of ${count} parts are rewritten; the rest is as it was.`;
}

/** Of a long passage only some parts are rewritten. */
function reportParts(rewrite: EndedRewrite, done: number, count: number): void {
  const { state } = rewrite.session;
  const kept = partsInWords(done, count);
  if (state.name === 'failed') {
    // The error's own message has the button.
    void vscode.window.showInformationMessage(`${kept} “Try again” goes on with the rest.`);
    return;
  }
  const why = state.name === 'ready' ? (endingInWords(state.ending) ?? '') : '';
  offer(`${why} ${kept}`.trim(), 'Go on', rewrite);
}

/** What the suggestion dropped of the passage, in words for a person; `undefined` where it kept all. */
function whatIsMissing({ session, context, keepsCode }: EndedRewrite): string | undefined {
  if (keepsCode && changesCode(session.range.content, session.suggestion))
    return 'The suggestion changes code and not only comments. Look at the difference before you accept it.';
  const words = lossesInWords(lossesOf(session.range.content, session.suggestion, context));
  return words === '' ? undefined : `${words} Look at the difference before you accept it.`;
}

function offer(words: string, button: string, rewrite: EndedRewrite): void {
  void vscode.window.showWarningMessage(words, button).then((choice) => {
    if (choice !== undefined) rewrite.tryAgain();
  });
}

/** How a suggestion stands, for a list of them. */
export function stateInWords(state: RewriteState): string {
  switch (state.name) {
    case 'asking':
    case 'streaming':
      return 'being written';
    case 'ready':
      return state.ending === 'stop' ? 'ready' : 'incomplete';
    case 'failed':
      return 'failed';
    case 'conflicted':
      return 'its text has changed';
    case 'applied':
    case 'discarded':
      return 'done';
  }
}
