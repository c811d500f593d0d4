import * as vscode from 'vscode';

/** Scheme of the boxes for commit messages, which are documents that no editor shows. */
export const commitMessageScheme = 'vscode-scm';

/** A document's name as a person knows it: "letter.md", "Untitled-1", "cell 3 of report.ipynb", "commit message". */
export function documentName(document: vscode.TextDocument): string {
  if (document.uri.scheme === commitMessageScheme) return 'commit message';
  const notebook = notebookOf(document);
  if (notebook !== undefined) {
    const index = notebook.getCells().findIndex((cell) => cell.document === document);
    const name = lastSegment(notebook.uri);
    return index < 0 ? name : `cell ${index + 1} of ${name}`;
  }
  return lastSegment(document.uri);
}

/** "line 3 of letter.md", "lines 3–9 of letter.md". A range that ends at the start of a line leaves that line out. */
export function placeInWords(document: vscode.TextDocument, range: vscode.Range): string {
  const first = range.start.line + 1;
  const endsBeforeLine = range.end.character === 0 && range.end.line > range.start.line;
  const last = endsBeforeLine ? range.end.line : range.end.line + 1;
  const lines = first === last ? `line ${first}` : `lines ${first}–${last}`;
  return `${lines} of ${documentName(document)}`;
}

/** The notebook that a cell's document belongs to. */
export function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== 'vscode-notebook-cell') return undefined;
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  );
}

function lastSegment(uri: vscode.Uri): string {
  return uri.path.split('/').filter(Boolean).at(-1) ?? uri.path;
}
