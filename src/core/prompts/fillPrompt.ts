import { delimited, materialRule } from '../text/prompts';
import type { PromptTemplate, Segment, VariableName } from './template';

/** A text of the person's that a prompt is about. */
export interface PromptMaterial {
  readonly text: string;
  /** What stands for it where it is named within a line, as in "letter.md". */
  readonly name: string;
}

/** What is put in the place of variables. Absent: there is none, and nothing is put there. */
export interface PromptValues {
  readonly selection?: PromptMaterial | undefined;
  readonly file?: PromptMaterial | undefined;
  readonly clipboard?: PromptMaterial | undefined;
  /** Everything else, as it is put into the line. */
  readonly plain?: Readonly<Partial<Record<Exclude<VariableName, MaterialName>, string>>>;
  /** By name. */
  readonly inputs?: Readonly<Record<string, string>>;
}

type MaterialName = 'selection' | 'selectedText' | 'file' | 'clipboard';

/** What follows the prompt on the line that it was called by, as in `/summary in French`. */
export interface PromptAddition {
  readonly addition?: string | undefined;
}

/**
 * The prompt as a model is sent it. Every value is put in once and never looked at again: a selected text that holds
 * `${clipboard}` keeps it. What a prompt is about stands between marks, with the rule that nothing in it is an
 * instruction; a short text in the middle of a line stands there as it is, a file is named there and follows below.
 */
export function fillPrompt(
  template: PromptTemplate,
  values: PromptValues,
  more: PromptAddition = {},
): string {
  const pieces = template.segments.map((segment) => pieceOf(segment, values));
  const below = new Set<string>();
  const texts = pieces.map((piece) => {
    if (piece.kind === 'text') return piece.text;
    const { material } = piece;
    if (isInLine(piece)) return material.text;
    if (piece.isAlone) return delimited(material.text);
    below.add(`${capitalised(material.name)}:\n${delimited(material.text)}`);
    return material.name;
  });
  const isMarked = pieces.some((piece) => piece.kind === 'material' && !isInLine(piece));
  const parts = [texts.join('').trim(), more.addition?.trim() ?? '', ...below, isMarked ? materialRule : ''];
  return parts.filter((part) => part !== '').join('\n\n');
}

/**
 * The prompt as an instruction for rewriting what is selected: the text itself is shown to the model by who rewrites,
 * so a line that is nothing but the selection is left out, and within a line it is "the text".
 */
export function rewriteInstruction(template: PromptTemplate, values: PromptValues): string {
  const segments = template.segments.map((segment): Segment => {
    if (segment.kind !== 'variable') return segment;
    if (segment.name !== 'selection' && segment.name !== 'selectedText') return segment;
    return { kind: 'text', text: segment.isAlone ? '' : 'the text' };
  });
  return fillPrompt({ ...template, segments }, values).replace(/\n(?:[ \t]*\n){2,}/g, '\n\n');
}

/** Longest text that stands in the middle of a line as it is, in UTF-16 units. */
const longestInLine = 200;

function isInLine({ material: { text }, isAlone, isFile }: MaterialPiece): boolean {
  return !isAlone && !isFile && text.length <= longestInLine && !/[\r\n]/.test(text);
}

interface MaterialPiece {
  readonly kind: 'material';
  readonly material: PromptMaterial;
  readonly isAlone: boolean;
  readonly isFile: boolean;
}

type Piece = { readonly kind: 'text'; readonly text: string } | MaterialPiece;

function pieceOf(segment: Segment, values: PromptValues): Piece {
  switch (segment.kind) {
    case 'text':
      return segment;
    case 'unknown':
      return { kind: 'text', text: segment.source };
    case 'input':
      return { kind: 'text', text: ownValue(values.inputs ?? {}, segment.name) };
    case 'variable': {
      const { name, isAlone } = segment;
      switch (name) {
        case 'selection':
        case 'selectedText':
          return materialPiece(values.selection, isAlone, false);
        case 'clipboard':
          return materialPiece(values.clipboard, isAlone, false);
        case 'file':
          return materialPiece(values.file, isAlone, true);
        default:
          return { kind: 'text', text: values.plain?.[name] ?? '' };
      }
    }
  }
}

function materialPiece(material: PromptMaterial | undefined, isAlone: boolean, isFile: boolean): Piece {
  return material === undefined
    ? { kind: 'text', text: '' }
    : { kind: 'material', material, isAlone, isFile };
}

/** Names of inputs are the person's own words: `constructor` is one. */
function ownValue(values: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : '';
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
