import type * as vscode from 'vscode';
import { hoverIsWanted, isDisabledFor } from '../../platform/disabledFor';
import { rewriteScheme } from '../rewrite/rewriteScheme';
import { declarationActions } from './declarationActions';
import { explainHover } from './explainHover';
import { problemActions } from './problemActions';

/** What the lightbulb offers at a place. Decided by what is at hand: it is asked at every move of the cursor. */
export function codeActionsFor(
  document: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics, only, triggerKind }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  if (!isOfferedIn(document)) return [];
  return [
    ...problemActions(document, range, diagnostics),
    ...declarationActions(document, range, triggerKind),
  ].filter(({ kind }) => only === undefined || (kind !== undefined && only.contains(kind)));
}

/** What the hover at a position offers. Decided at once, too: every hover waits for it. */
export function hoverFor(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
  return isOfferedIn(document) && hoverIsWanted() ? explainHover(document, position) : undefined;
}

/** A suggestion of ours is no document of the person's; and some documents they want left alone. */
function isOfferedIn(document: vscode.TextDocument): boolean {
  return document.uri.scheme !== rewriteScheme && !isDisabledFor(document);
}
