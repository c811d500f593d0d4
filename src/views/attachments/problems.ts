import * as vscode from 'vscode';
import { problemsLabel, problemsText, type Problem } from '../../core/text/problemsText';
import { isProblem, problemOf, problemsIn } from '../../platform/problems';
import { nameOf } from './fileNames';
import { refused, type Reading } from './reading';

/** How many problems VS Code marks now, in everything that is looked at. */
export function countProblems(): number {
  return vscode.languages
    .getDiagnostics()
    .reduce((sum, [, marks]) => sum + marks.filter(isProblem).length, 0);
}

/** All problems, as one text. */
export function readProblems(): Reading {
  const problems = vscode.languages
    .getDiagnostics()
    .flatMap(([uri, marks]) => marks.filter(isProblem).map((mark) => problemOf(uri, mark)));
  if (problems.length === 0) return refused('VS Code shows no problems, so there is nothing to attach.');
  return asAttachment(problemsLabel(problems.length), problems);
}

/** The problems of one document, or those that touch a range of it. */
export function readProblemsOf(uri: vscode.Uri, range?: vscode.Range): Reading {
  const marks = problemsIn(uri, range);
  const name = nameOf(uri);
  if (marks.length === 0)
    return refused(`VS Code shows no problems in “${name}”, so there is nothing to attach.`);
  return asAttachment(
    problemsLabel(marks.length, name),
    marks.map((mark) => problemOf(uri, mark)),
  );
}

function asAttachment(label: string, problems: readonly Problem[]): Reading {
  return { kind: 'attachment', attachment: { label, languageId: 'plaintext', text: problemsText(problems) } };
}
