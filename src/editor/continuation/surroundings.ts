import * as vscode from 'vscode';
import { lookedAtBefore, rememberedAfter, type CursorPlace } from '../../core/continuation/continuationCache';
import { cutGap, mostCharacters, type Gap, type GapBounds } from '../../core/continuation/gap';
import { textKind } from '../../core/text/textKind';
import { documentName, notebookOf } from '../documentWords';

/** Behind the cursor the editor may have closed some brackets by itself. */
const closersBehind = 8;

/** The place by which a continuation is known again. */
export function placeOf(document: vscode.TextDocument, position: vscode.Position): CursorPlace {
  return {
    document: document.uri.toString(),
    offset: document.offsetAt(position),
    before: textBefore(document, position, lookedAtBefore),
    after: textAfter(document, position, rememberedAfter + closersBehind),
  };
}

/** What a model is shown of a document and, in a notebook, of the cells before. */
export function gapOf(document: vscode.TextDocument, position: vscode.Position, bounds: GapBounds): Gap {
  const own = textBefore(document, position, mostCharacters(bounds.before));
  const before = cellsBefore(document, mostCharacters(bounds.before)) + own;
  const after = textAfter(document, position, mostCharacters(bounds.after));
  const gap = {
    before: withLineFeeds(before),
    after: withLineFeeds(after),
    kind: textKind(document.languageId, own + after),
    languageId: document.languageId,
    documentName: documentName(document),
  };
  return cutGap(gap, bounds);
}

/** A text with the line ends of a document. */
export function withLineEndsOf(document: vscode.TextDocument, text: string): string {
  return document.eol === vscode.EndOfLine.CRLF ? text.replaceAll('\n', '\r\n') : text;
}

function textBefore(document: vscode.TextDocument, position: vscode.Position, most: number): string {
  const start = document.positionAt(Math.max(0, document.offsetAt(position) - most));
  return document.getText(new vscode.Range(start, position));
}

function textAfter(document: vscode.TextDocument, position: vscode.Position, most: number): string {
  const end = document.positionAt(document.offsetAt(position) + most);
  return document.getText(new vscode.Range(position, end));
}

function cellsBefore(document: vscode.TextDocument, most: number): string {
  const cells = notebookOf(document)?.getCells() ?? [];
  const own = cells.findIndex((cell) => cell.document === document);
  const texts: string[] = [];
  let length = 0;
  for (const cell of cells.slice(0, Math.max(own, 0)).reverse()) {
    if (length > most) break;
    const text = cell.document.getText();
    length += text.length;
    texts.unshift(`${text}\n\n`);
  }
  return texts.join('');
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/gu, '\n');
}
