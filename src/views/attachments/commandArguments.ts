import * as vscode from 'vscode';

/** What a command was pointed at, by the menu that it stands in, a key binding, or another extension. */
export interface PointedAt {
  readonly uris: readonly vscode.Uri[];
  /** The explorer or an editor's tab: whole files are meant, whatever is selected in an editor. */
  readonly isFromList: boolean;
}

/**
 * Reads the arguments of a menu's command. VS Code gives the explorer's items and all that are marked with it, an
 * editor's tab and a second argument that tells which, and in an editor its document alone.
 */
export function filesFrom([first, second]: readonly unknown[]): PointedAt {
  if (Array.isArray(second) && second.length > 0) return { uris: second.filter(isUri), isFromList: true };
  if (isUri(first)) return { uris: [first], isFromList: second !== undefined };
  return { uris: [], isFromList: false };
}

/** Where problems are: a document, and perhaps a range of it. */
export interface ProblemPlace {
  readonly uri: vscode.Uri;
  readonly range?: vscode.Range;
}

export function problemPlaceFrom([uri, range]: readonly unknown[]): ProblemPlace | undefined {
  if (!isUri(uri)) return undefined;
  return range instanceof vscode.Range ? { uri, range } : { uri };
}

function isUri(value: unknown): value is vscode.Uri {
  return value instanceof vscode.Uri;
}
