import type { TextKind } from './textKind';

/** One level of indentation. */
export interface Indentation {
  readonly tabs: boolean;
  /** Columns. */
  readonly size: number;
}

export interface FittingContext {
  /** The text that the answer takes the place of. */
  readonly original: string;
  readonly kind: TextKind;
  readonly eol: '\n' | '\r\n';
  /** How the document indents, for a text that shows no indentation of its own. */
  readonly indentWith: Indentation;
}

/**
 * Gives a clean answer the outer form of the text it replaces: the white space before and after it (a trailing line
 * break above all), the base indentation of its lines, tabs or spaces in code, and the document's line ends. A text
 * fitted to itself is itself.
 */
export function fitAnswer(answer: string, context: FittingContext): string {
  const original = withLineFeeds(context.original);
  const text = withLineFeeds(answer);
  if (text.trim() === '') return '';
  const leading = /^(?:[^\S\n]*\n)*/.exec(original)?.[0] ?? '';
  const trailing = /\s*$/.exec(original)?.[0] ?? '';
  const asked = original.slice(leading.length, original.length - trailing.length).split('\n');
  const answered = text
    .replace(/^(?:[^\S\n]*\n)*/, '')
    .trimEnd()
    .split('\n');
  const inUnits = context.kind === 'code' ? withIndentUnits(answered, asked, context) : answered;
  const fitted = leading + withBaseIndent(inUnits, asked).join('\n') + trailing;
  return context.eol === '\r\n' ? fitted.replace(/\n/g, '\r\n') : fitted;
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function indentOf(line: string): string {
  return /^[^\S\n]*/.exec(line)?.[0] ?? '';
}

/** The longest white space that all lines with text begin with. */
function commonIndent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map(indentOf);
  let common = indents[0] ?? '';
  for (const indent of indents) {
    while (!indent.startsWith(common)) common = common.slice(0, -1);
  }
  return common;
}

/** Tabs for spaces or spaces for tabs, where the answer indents in another way than the text it replaces. */
function withIndentUnits(
  answered: readonly string[],
  asked: readonly string[],
  { indentWith }: FittingContext,
): readonly string[] {
  const askedIndents = asked.map(indentOf).filter((indent) => indent !== '');
  const tabs =
    askedIndents.length === 0 ? indentWith.tabs : askedIndents.some((indent) => indent.includes('\t'));
  const mixed = askedIndents.some((indent) => indent.includes('\t') && indent.includes(' '));
  if (mixed) return answered;
  const answeredIndents = answered.map(indentOf).filter((indent) => indent !== '');
  if (tabs) {
    if (answeredIndents.some((indent) => indent.includes('\t'))) return answered;
    const unit = smallestStep(answeredIndents);
    if (unit < 2) return answered;
    return reindented(answered, (indent) => {
      const units = Math.floor(indent.length / unit);
      return '\t'.repeat(units) + ' '.repeat(indent.length - units * unit);
    });
  }
  const unit = smallestStep(askedIndents) || indentWith.size;
  return reindented(answered, (indent) => indent.replace(/\t/g, ' '.repeat(unit)));
}

/** The smallest difference between depths of indentation, in characters; 0 where nothing is indented. */
function smallestStep(indents: readonly string[]): number {
  const depths = [...new Set([0, ...indents.map((indent) => indent.length)])].sort((a, b) => a - b);
  let step = 0;
  depths.forEach((depth, index) => {
    const before = depths[index - 1];
    if (before !== undefined && (step === 0 || depth - before < step)) step = depth - before;
  });
  return step;
}

function reindented(lines: readonly string[], indentFor: (indent: string) => string): string[] {
  return lines.map((line) => {
    const indent = indentOf(line);
    return indent === '' || line.trim() === '' ? line : indentFor(indent) + line.slice(indent.length);
  });
}

function withBaseIndent(answered: readonly string[], asked: readonly string[]): readonly string[] {
  const wanted = commonIndent(asked);
  const lines = lostOnlyItsFirstIndent(answered, asked, wanted)
    ? [wanted + (answered[0] ?? ''), ...answered.slice(1)]
    : answered;
  const present = commonIndent(lines);
  if (present === wanted) return lines;
  return lines.map((line) => (line.trim() === '' ? line : wanted + line.slice(present.length)));
}

/** Models often trim an answer as a whole: the first line loses the indentation that the others keep. */
function lostOnlyItsFirstIndent(
  answered: readonly string[],
  asked: readonly string[],
  wanted: string,
): boolean {
  const [first, ...others] = answered;
  if (wanted === '' || first === undefined || indentOf(first) !== '' || others.length === 0) return false;
  const rest = commonIndent(others);
  const askedRest = commonIndent(asked.slice(1));
  // All lines were moved to the margin, and what is left is the depth of the later ones below the first.
  if (rest === '' || rest === askedRest.slice(wanted.length)) return false;
  if (/[:{([]\s*$/.test(first)) return rest === askedRest && rest.length > wanted.length;
  return rest.startsWith(wanted);
}
