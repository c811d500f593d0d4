import * as vscode from 'vscode';
import { nameOf } from './fileNames';
import { problemsLabel, problemsText, type Problem } from './problemsText';
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
  const marks = vscode.languages
    .getDiagnostics(uri)
    .filter(
      (mark) => isProblem(mark) && (range === undefined || mark.range.intersection(range) !== undefined),
    );
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

function isProblem({ severity }: vscode.Diagnostic): boolean {
  return severity !== vscode.DiagnosticSeverity.Hint;
}

function problemOf(uri: vscode.Uri, mark: vscode.Diagnostic): Problem {
  const { line, character } = mark.range.start;
  const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
  const code = typeof mark.code === 'object' ? mark.code.value : mark.code;
  return {
    file: vscode.workspace.asRelativePath(uri),
    severity: severityOf(mark),
    line: line + 1,
    column: character + 1,
    message: mark.message,
    source: [mark.source, code].filter((part) => part !== undefined).join(' '),
    code: document !== undefined && line < document.lineCount ? document.lineAt(line).text : '',
  };
}

function severityOf({ severity }: vscode.Diagnostic): Problem['severity'] {
  switch (severity) {
    case vscode.DiagnosticSeverity.Error:
      return 'error';
    case vscode.DiagnosticSeverity.Warning:
      return 'warning';
    case vscode.DiagnosticSeverity.Information:
    case vscode.DiagnosticSeverity.Hint:
      return 'note';
  }
}
