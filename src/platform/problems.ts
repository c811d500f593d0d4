import * as vscode from 'vscode';
import type { Problem } from '../core/text/problemsText';

/** Whether a person would call it a problem: what a language merely hints at is none. */
export function isProblem({ severity }: vscode.Diagnostic): boolean {
  return severity !== vscode.DiagnosticSeverity.Hint;
}

/** The problems that VS Code marks in a document, or those that touch a range of it. */
export function problemsIn(uri: vscode.Uri, range?: vscode.Range): vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(
      (mark) => isProblem(mark) && (range === undefined || mark.range.intersection(range) !== undefined),
    );
}

/** A problem as plain data, with the line that it is in where its document is open. */
export function problemOf(uri: vscode.Uri, mark: vscode.Diagnostic): Problem {
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
