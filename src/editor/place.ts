import * as vscode from 'vscode';
import { problemsIn } from '../platform/problems';
import { property } from './commandArguments';

/** A place in a document that a command was pointed at by the lightbulb or a hover. */
export interface Place {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
}

/** How a link names a place: such arguments travel as JSON. */
export interface PlaceArgument {
  readonly uri: string;
  /** From 0. */
  readonly line: number;
  readonly character: number;
}

/** Reads what the lightbulb gives (an address and a range) or a hover's link ({@link PlaceArgument}). */
export function placeFrom([first, second]: readonly unknown[]): Place | undefined {
  if (first instanceof vscode.Uri && second instanceof vscode.Range) return { uri: first, range: second };
  const uri = property(first, 'uri');
  const line = property(first, 'line');
  const character = property(first, 'character');
  if (typeof uri !== 'string' || !isIndex(line) || !isIndex(character)) return undefined;
  try {
    return { uri: vscode.Uri.parse(uri, true), range: new vscode.Range(line, character, line, character) };
  } catch {
    return undefined;
  }
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/**
 * The editor of the document at a place, opened where it is not in sight. Only documents that are open or in the list
 * of problems: what a link says must not send another file to a model. `undefined`, after saying so, otherwise.
 */
export async function editorAt({ uri, range }: Place): Promise<vscode.TextEditor | undefined> {
  const isMeant = ({ document }: vscode.TextEditor): boolean => document.uri.toString() === uri.toString();
  const active = vscode.window.activeTextEditor;
  const visible =
    active !== undefined && isMeant(active) ? active : vscode.window.visibleTextEditors.find(isMeant);
  if (visible !== undefined) return visible;
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined || problemsIn(uri).length > 0) {
    try {
      return await vscode.window.showTextDocument(open?.uri ?? uri, { selection: range, preview: true });
    } catch {
      // Deleted meanwhile, or of a kind that is no text: it is said below.
    }
  }
  void vscode.window.showInformationMessage('This document is no longer open. Open it and try again.');
  return undefined;
}
