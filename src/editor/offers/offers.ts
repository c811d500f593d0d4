import type * as vscode from 'vscode';
import { isDisabledFor } from '../../platform/disabledFor';
import { rewriteScheme } from '../rewrite/rewriteScheme';
import { problemActions } from './problemActions';

/** What the lightbulb offers at a place. Decided by what is at hand: it is asked at every move of the cursor. */
export function codeActionsFor(
  document: vscode.TextDocument,
  range: vscode.Range,
  { diagnostics, only }: Pick<vscode.CodeActionContext, 'diagnostics' | 'only'>,
): vscode.CodeAction[] {
  if (!isOfferedIn(document)) return [];
  return problemActions(document, range, diagnostics).filter(
    ({ kind }) => only === undefined || (kind !== undefined && only.contains(kind)),
  );
}

/** A suggestion of ours is no document of the person's; and some documents they want left alone. */
function isOfferedIn(document: vscode.TextDocument): boolean {
  return document.uri.scheme !== rewriteScheme && !isDisabledFor(document);
}
