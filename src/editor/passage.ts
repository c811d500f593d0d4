import * as vscode from 'vscode';
import { blockAt } from '../core/text/paragraph';
import type { Material } from '../core/text/prompts';
import type { Indentation } from '../core/text/fitAnswer';
import { textKind, type TextKind } from '../core/text/textKind';
import { documentName, placeInWords } from './documentWords';
import { functionKinds, symbolAround } from './outline';

/** A part of a document that a command works on. */
export interface Passage {
  readonly document: vscode.TextDocument;
  /** How its editor indents. */
  readonly indentation: Indentation;
  readonly range: vscode.Range;
  readonly kind: TextKind;
  /** What it is in words: "this paragraph", "the selection (lines 3–9 of letter.md)". */
  readonly what: string;
  /** "lines 3–9 of letter.md" */
  readonly place: string;
  /** Where the cursor was, where nothing was selected and the passage was found around it. */
  readonly cursor?: vscode.Position;
}

/** The primary selection, or `undefined` where nothing but white space is selected. */
export function selectedPassage(editor: vscode.TextEditor): Passage | undefined {
  const { document, selections, selection } = editor;
  if (document.getText(selection).trim() === '') return undefined;
  const { place, range } = passageOf(editor, selection);
  const what =
    selections.length > 1
      ? `the first of ${selections.length} selections (${place})`
      : `the selection (${place})`;
  return passage(editor, range, what);
}

/**
 * Every selection that has text in it, from the beginning of the document, each once; without one the paragraph or
 * function at the cursor, as `passageToWorkOn` has it. Empty where the document has no text.
 */
export async function passagesToWorkOn(editor: vscode.TextEditor): Promise<Passage[]> {
  const { document, selections } = editor;
  const selected = selections
    .filter((selection) => document.getText(selection).trim() !== '')
    .sort((one, other) => one.start.compareTo(other.start))
    .map((selection) => passageOf(editor, selection));
  // With its indentation one may reach into the one before it.
  const apart = selected.filter(
    ({ range }, index) => selected[index - 1]?.range.end.isAfter(range.start) !== true,
  );
  if (apart.length > 1) return apart;
  const only = await passageToWorkOn(editor);
  return only === undefined ? [] : [only];
}

function passageOf(editor: vscode.TextEditor, selection: vscode.Selection): Passage {
  const range = withLineIndent(editor.document, selection);
  return passage(editor, range, `the selection (${placeInWords(editor.document, range)})`);
}

/**
 * The primary selection, or else the paragraph or function at the cursor, which is then selected so that the person
 * sees it. `undefined`, after saying so, where the document has no text.
 */
export async function passageToWorkOn(editor: vscode.TextEditor): Promise<Passage | undefined> {
  const selected = selectedPassage(editor);
  if (selected !== undefined) return selected;
  const block = await passageAround(editor, editor.selection.active);
  if (block === undefined) {
    void vscode.window.showInformationMessage(
      `${documentName(editor.document)} has no text yet. Write something first, or use Ask….`,
    );
    return undefined;
  }
  const cursor = editor.selection.active;
  editor.selection = new vscode.Selection(block.range.start, block.range.end);
  editor.revealRange(block.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return { ...block, cursor };
}

/** What a model is shown of a passage. */
export function materialOf({ document, range, kind }: Passage): Material {
  return { text: document.getText(range), kind, languageId: document.languageId };
}

function passage(editor: vscode.TextEditor, range: vscode.Range, what: string): Passage {
  const { document } = editor;
  const kind = textKind(document.languageId, document.getText(range));
  const { insertSpaces, tabSize } = editor.options;
  const indentation = { tabs: insertSpaces === false, size: typeof tabSize === 'number' ? tabSize : 4 };
  return { document, indentation, range, kind, what, place: placeInWords(document, range) };
}

/** Whole lines of a document; both are counted from 0. */
export function passageOfLines(
  editor: vscode.TextEditor,
  { first, last }: { readonly first: number; readonly last: number },
): Passage {
  const range = new vscode.Range(first, 0, last, editor.document.lineAt(last).text.length);
  return passage(editor, range, placeInWords(editor.document, range));
}

/** The paragraph or function around a position; on a blank line the next one. `undefined` where there is no text. */
export async function passageAround(
  editor: vscode.TextEditor,
  position: vscode.Position,
): Promise<Passage | undefined> {
  const { document } = editor;
  const kind = textKind(document.languageId, document.getText());
  if (kind === 'code') {
    const range = await symbolAround(document, position, functionKinds);
    if (range !== undefined) return passage(editor, withLineIndent(document, range), 'this function');
  }
  const lines = document.getText().split(/\r\n|\r|\n/);
  const block = blockAt(lines, position.line, kind);
  if (block === undefined) return undefined;
  const range = new vscode.Range(block.first, 0, block.last, document.lineAt(block.last).text.length);
  return passage(editor, range, kind === 'code' ? 'this block of code' : 'this paragraph');
}

/** Takes in the white space before a range that begins with the first word of its line: its indentation counts. */
function withLineIndent(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  const { firstNonWhitespaceCharacterIndex } = document.lineAt(range.start.line);
  const startsLine = range.start.character <= firstNonWhitespaceCharacterIndex;
  if (!startsLine || range.isSingleLine) return new vscode.Range(range.start, range.end);
  return new vscode.Range(range.start.with({ character: 0 }), range.end);
}
