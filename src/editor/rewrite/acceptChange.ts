import * as vscode from 'vscode';
import { hunksAt, hunksOf, type Hunk } from '../../core/text/hunks';
import { isUnderWay } from '../../core/text/rewriteState';
import type { OffsetRange } from '../../core/text/trackedRange';
import type { IfChanged } from '../commandArguments';
import { offerElsewhere, reveal, writableDocument } from './acceptRewrite';
import type { Rewrite } from './rewrite';

/**
 * Puts the change at the cursor, or those that are selected, into the document: one edit, one undo step each time. The
 * rest of the suggestion goes on waiting. True when nothing of it is left.
 */
export async function acceptChange(rewrite: Rewrite, ifChanged: IfChanged | undefined): Promise<boolean> {
  if (saysStillWriting(rewrite)) return false;
  const { suggestion } = rewrite.preview.current();
  const document = await writableDocument(rewrite, suggestion, ifChanged);
  if (document === undefined) return false;
  const passage = rewrite.session.range;
  const hunks = hunksOf(document.getText(rewrite.rangeIn(document)), suggestion);
  const chosen = chosenOf(rewrite, document, hunks);
  if (chosen === undefined) {
    rewrite.session.putOffConflict();
    return false;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { original, suggested } of chosen) {
    const range = new vscode.Range(
      document.positionAt(passage.start + original.start),
      document.positionAt(passage.start + original.end),
    );
    edit.replace(document.uri, range, suggestion.slice(suggested.start, suggested.end));
  }
  const length = document.getText().length;
  if (!(await vscode.workspace.applyEdit(edit))) {
    rewrite.session.putOffConflict();
    await offerElsewhere(`${rewrite.origin.name} could not be changed.`, suggestion);
    return false;
  }
  const text = document.getText();
  const end = passage.end + text.length - length;
  rewrite.session.putOffConflict();
  if (chosen.length === hunks.length) {
    rewrite.session.applied();
    await rewrite.preview.close();
    await reveal(document, { start: passage.start, end }, rewrite.cursor);
    return true;
  }
  rewrite.session.partAccepted(text, { start: passage.start, end });
  rewrite.refresh();
  return false;
}

/** Takes the change at the cursor, or those that are selected, out of the suggestion. The document is not touched. */
export async function discardChange(rewrite: Rewrite): Promise<void> {
  if (saysStillWriting(rewrite)) return;
  const { suggestion } = rewrite.preview.current();
  const document = await rewrite.openDocument();
  const original = document?.getText(rewrite.rangeIn(document)) ?? rewrite.session.range.content;
  const chosen = chosenOf(rewrite, document, hunksOf(original, suggestion));
  // From the last to the first, so that the places of those before stay as they are.
  for (const hunk of chosen?.toReversed() ?? []) {
    const text = original.slice(hunk.original.start, hunk.original.end);
    if (!(await rewrite.preview.replace(hunk.suggested, text))) {
      void vscode.window.showWarningMessage('The suggestion could not be changed. Try again.');
      return;
    }
  }
}

function saysStillWriting({ session }: Rewrite): boolean {
  if (!isUnderWay(session.state)) return false;
  void vscode.window.showInformationMessage('Wait until the suggestion is complete, or stop it first.');
  return true;
}

/** The changes that are meant, on whichever side of the diff the cursor is; `undefined`, after saying so, if none is. */
function chosenOf(
  rewrite: Rewrite,
  document: vscode.TextDocument | undefined,
  hunks: readonly Hunk[],
): readonly Hunk[] | undefined {
  const suggested = rewrite.preview.selection();
  const original = document && selectionIn(document, rewrite.session.range.start);
  const chosen = suggested
    ? hunksAt(hunks, 'suggested', suggested)
    : original
      ? hunksAt(hunks, 'original', original)
      : [];
  if (chosen.length > 0) return chosen;
  void vscode.window.showInformationMessage(
    hunks.length === 0
      ? 'The suggestion and your text are the same.'
      : 'Put the cursor into the change that you mean, and choose this again.',
  );
  return undefined;
}

function selectionIn(document: vscode.TextDocument, passageStart: number): OffsetRange | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document) return undefined;
  const { start, end } = editor.selection;
  return { start: document.offsetAt(start) - passageStart, end: document.offsetAt(end) - passageStart };
}
