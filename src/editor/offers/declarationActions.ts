import * as vscode from 'vscode';
import { declarationAbove, hasDeclarations, isDeclaration } from '../../core/text/code/declaration';
import { isTestFile } from '../../core/text/code/testFile';
import { commandIds } from '../../platform/commands';
import { whyReadOnlyAtOnce } from '../writability';

/**
 * What the lightbulb offers for the function or class at a place. By itself it appears in the line that declares one
 * and nowhere else; a person who opens the menu gets it anywhere in it. Told by the look of the lines: the language's
 * outline is asked when one of them is chosen.
 */
export function declarationActions(
  document: vscode.TextDocument,
  { start }: vscode.Range,
  trigger: vscode.CodeActionTriggerKind,
): vscode.CodeAction[] {
  if (!hasDeclarations(document.languageId)) return [];
  const lineAt = (line: number): string => document.lineAt(line).text;
  const isInOne =
    trigger === vscode.CodeActionTriggerKind.Automatic
      ? isDeclaration(lineAt(start.line))
      : declarationAbove(lineAt, start.line) !== undefined;
  if (!isInOne) return [];
  const mayChange = whyReadOnlyAtOnce(document) === undefined;
  const offers = [
    ...(mayChange ? [{ title: 'Document This', command: commandIds.documentCode }] : []),
    ...(isTestFile(document.uri.path) ? [] : [{ title: 'Write Tests', command: commandIds.writeTests }]),
  ];
  return offers.map(({ title, command }) => {
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
    action.command = { title, command, arguments: [document.uri, new vscode.Range(start, start)] };
    return action;
  });
}
