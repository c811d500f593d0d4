import * as vscode from 'vscode';
import { documentInstruction } from '../../core/text/code/codeInstructions';
import type { Rewrites } from '../rewrite/rewrites';
import { declarationToWorkOn } from './declaration';

/** Of a longer one the model would have to write too much again that must not change. */
const mostLines = 200;

/** Suggests a documentation comment for the function or class at a place, or else at the cursor. */
export async function documentCode(rewrites: Rewrites, parameters: readonly unknown[]): Promise<void> {
  const passage = await declarationToWorkOn(parameters);
  if (passage === undefined) return;
  if (passage.range.end.line - passage.range.start.line >= mostLines) {
    void vscode.window.showInformationMessage(
      'This is too long to be documented in one go. Put the cursor into one of the functions in it.',
    );
    return;
  }
  await rewrites.suggest(passage, documentInstruction(passage.document.languageId));
}
