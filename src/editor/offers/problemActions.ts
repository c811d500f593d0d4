import * as vscode from 'vscode';
import { commandIds } from '../../platform/commands';
import { isProblem } from '../../platform/problems';
import { whyReadOnlyAtOnce } from '../writability';

/**
 * What the lightbulb offers for the problems at a place. The list of problems, which has no menu that extensions may add
 * to, offers the same.
 */
export function problemActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const problems = diagnostics.filter(isProblem);
  if (problems.length === 0) return [];
  const word = problems.length === 1 ? 'Problem' : 'Problems';
  const mayChange = whyReadOnlyAtOnce(document) === undefined;
  const offers = [
    { title: `Explain ${word}`, command: commandIds.explainProblem },
    ...(mayChange ? [{ title: `Fix ${word}`, command: commandIds.fixProblem }] : []),
    { title: `Add ${word} to Chat`, command: commandIds.addProblemsToChat },
  ];
  return offers.map(({ title, command }) => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = problems;
    action.command = {
      title,
      command,
      arguments: [document.uri, new vscode.Range(range.start, range.end)],
    };
    return action;
  });
}
