import * as vscode from 'vscode';
import { textKind } from '../../core/text/textKind';
import { commandIds } from '../../platform/commands';
import { isProblem } from '../../platform/problems';
import type { PlaceArgument } from '../place';

/**
 * "Explain this", as a quiet line in the hover of a problem, or of a name in code. Nothing is asked of anybody before it
 * is pressed.
 */
export function explainHover(
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.Hover | undefined {
  const problem = vscode.languages
    .getDiagnostics(document.uri)
    .find((mark) => isProblem(mark) && mark.range.contains(position));
  if (problem !== undefined) {
    const link = linkTo(commandIds.explainProblem, document, position, 'Explain this problem in the chat');
    return new vscode.Hover(link, problem.range);
  }
  if (!isCode(document) || isInComment(document.lineAt(position.line).text, position.character))
    return undefined;
  const range = document.getWordRangeAtPosition(position);
  if (range === undefined || !/^[\p{L}_$][\p{L}\p{N}_$-]+$/u.test(document.getText(range))) return undefined;
  return new vscode.Hover(
    linkTo(commandIds.explainSelection, document, range.start, 'Explain this name in the chat'),
    range,
  );
}

/** Language ids whose documents are neither code nor writing. */
const data = new Set(['code-text-binary', 'csv', 'diff', 'log', 'Log', 'search-result', 'tsv']);

/** By the language alone: looking through a whole text would take its time. */
function isCode({ languageId, uri }: vscode.TextDocument): boolean {
  return uri.scheme !== 'output' && !data.has(languageId) && textKind(languageId, '') === 'code';
}

/** By the look of the line: what is written for people is not made of names. */
function isInComment(line: string, character: number): boolean {
  return /^\s*(?:\/?\*|#(?!include|define|if|\[)|--|<!--)|(?:^|\s)\/\/\s/.test(line.slice(0, character));
}

function linkTo(
  command: string,
  { uri }: vscode.TextDocument,
  { line, character }: vscode.Position,
  tooltip: string,
): vscode.MarkdownString {
  const place: PlaceArgument = { uri: uri.toString(), line, character };
  const address = `command:${command}?${encodeURIComponent(JSON.stringify([place]))}`;
  const text = new vscode.MarkdownString(`[$(sparkle) Explain this](${address} "${tooltip}")`, true);
  text.isTrusted = { enabledCommands: [command] };
  return text;
}
