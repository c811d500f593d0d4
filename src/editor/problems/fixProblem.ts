import * as vscode from 'vscode';
import { fixInstruction } from '../../core/text/code/codeInstructions';
import type { Rewrites } from '../rewrite/rewrites';
import { problemPassage } from './problemPassage';

/**
 * Suggests how to put right what VS Code marks at a place, or else at the cursor: all the problems of the function or
 * paragraph at once, as a difference to accept. For its arguments see `placeFrom`.
 */
export async function fixProblem(rewrites: Rewrites, parameters: readonly unknown[]): Promise<void> {
  const found = await problemPassage(parameters);
  if (found === undefined) return;
  const { passage, problems, text } = found;
  const { document, range } = passage;
  const end = document.lineAt(document.lineCount - 1).range.end;
  const surroundings = {
    before: document.getText(new vscode.Range(new vscode.Position(0, 0), range.start)),
    after: document.getText(new vscode.Range(range.end, end)),
  };
  await rewrites.suggest(passage, fixInstruction(text, problems.length, surroundings));
}
