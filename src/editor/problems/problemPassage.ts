import * as vscode from 'vscode';
import { problemsText, type Problem } from '../../core/text/problemsText';
import { partAround } from '../../core/text/code/problemPart';
import { problemOf, problemsIn } from '../../platform/problems';
import { documentName } from '../documentWords';
import { passageAround, passageOfLines, type Passage } from '../passage';
import { editorAt, placeFrom } from '../place';

/** The part of a document around problems, and all the problems in it. */
export interface ProblemPassage {
  readonly passage: Passage;
  readonly problems: readonly Problem[];
  /** The problems in words, for a model. */
  readonly text: string;
}

/**
 * The problems at the place that a command was pointed at, or else at the cursor or in its line, with the part of the
 * document around them. `undefined`, after saying why, where there are none.
 */
export async function problemPassage(parameters: readonly unknown[]): Promise<ProblemPassage | undefined> {
  const place = placeFrom(parameters);
  const editor = place === undefined ? vscode.window.activeTextEditor : await editorAt(place);
  if (editor === undefined) {
    if (place === undefined) {
      void vscode.window.showInformationMessage('Open a document and put the cursor into the problem.');
    }
    return undefined;
  }
  const { document, selection } = editor;
  const range = document.validateRange(place?.range ?? selection);
  const marks = problemsIn(document.uri, range);
  const meant = marks.length > 0 ? marks : problemsIn(document.uri, linesOf(document, range));
  const [first, ...others] = meant;
  if (first === undefined) {
    void vscode.window.showInformationMessage(
      `VS Code shows no problem at this place of ${documentName(document)}.`,
    );
    return undefined;
  }
  const where = document.validateRange(others.reduce((union, mark) => union.union(mark.range), first.range));
  const block = await passageAround(editor, where.start);
  const part = partAround(
    { first: where.start.line, last: where.end.line },
    block && { first: block.range.start.line, last: block.range.end.line },
    document.lineCount,
  );
  const passage = passageOfLines(editor, part);
  const problems = problemsIn(document.uri, passage.range).map((mark) => problemOf(document.uri, mark));
  return { passage, problems, text: problemsText(problems) };
}

function linesOf(document: vscode.TextDocument, { start, end }: vscode.Range): vscode.Range {
  return new vscode.Range(start.line, 0, end.line, document.lineAt(end.line).text.length);
}
