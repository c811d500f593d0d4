import type { MarkdownIt, StateBlock, StateCore, StateInline } from 'markdown-it';
import { FootnoteScope } from './footnoteScope';

/**
 * Reads footnotes as GitHub writes them: `[^label]` in the text, `[^label]: …` with indented lines below it for the
 * note. A note is shown where it stands, which in an answer is almost always the end, so that nothing that has been
 * read moves; the plugin that exists for markdown-it carries all notes to the end of a finished text.
 */
export function readFootnotes(parser: MarkdownIt): void {
  parser.block.ruler.before('reference', 'footnote', footnote, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  parser.inline.ruler.after('link', 'footnote_reference', reference);
  parser.core.ruler.after('inline', 'footnote_numbers', numberFootnotes);
}

/** What the tokens of footnotes carry. */
export interface FootnoteMeta {
  readonly label: string;
  /** Whether it is the first note, or the first reference, of its label: only this has an id. */
  readonly isFirst: boolean;
  /** The rest is undefined for a note that nothing refers to. */
  readonly number: number | undefined;
  /** The id of the note. */
  readonly note: string | undefined;
  /** The id of the first reference to it. */
  readonly text: string | undefined;
}

/** In the environment: the {@link FootnoteScope} of what is read. */
export const footnotes = 'footnotes';

const none: FootnoteMeta = {
  label: '',
  isFirst: false,
  number: undefined,
  note: undefined,
  text: undefined,
};
const tabStop = 4;

/** Reads what a token carries. */
export function footnoteMeta(meta: Readonly<Record<string, unknown>> | null): FootnoteMeta {
  const { label, isFirst, number, note, text } = meta ?? none;
  return {
    label: typeof label === 'string' ? label : '',
    isFirst: isFirst === true,
    number: typeof number === 'number' ? number : undefined,
    note: typeof note === 'string' ? note : undefined,
    text: typeof text === 'string' ? text : undefined,
  };
}

function scopeOf(state: StateBlock | StateInline | StateCore): FootnoteScope | undefined {
  const scope: unknown = state.env[footnotes];
  return scope instanceof FootnoteScope ? scope : undefined;
}

function footnote(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const { bMarks, tShift, sCount, blkIndent } = state;
  const [lineStart, shift, indentation] = [bMarks[startLine], tShift[startLine], sCount[startLine]];
  if (lineStart === undefined || shift === undefined || indentation === undefined) return false;
  if (indentation - blkIndent >= 4) return false;
  const start = lineStart + shift;
  const end = state.eMarks[startLine] ?? start;
  const opening = /^\[\^([^\]\s]{1,100})\]:/u.exec(state.src.slice(start, Math.min(end, start + 110)));
  if (!opening) return false;
  if (silent) return true;

  const label = opening[1] ?? '';
  const isFirst = scopeOf(state)?.define(state.md.utils.normalizeReference(label)) === true;
  const open = state.push('footnote_open', 'div', 1);
  const map: [number, number] = [startLine, startLine];
  open.map = map;
  open.meta = { ...none, label, isFirst } satisfies FootnoteMeta;
  const afterMark = start + opening[0].length;
  let content = afterMark;
  let column = indentation + opening[0].length;
  for (; content < end && /[ \t]/u.test(state.src.charAt(content)); content++) {
    column += state.src.charAt(content) === '\t' ? tabStop - (column % tabStop) : 1;
  }
  // The first line is read as if its content stood where that of the next lines has to stand.
  bMarks[startLine] = afterMark;
  tShift[startLine] = content - afterMark;
  sCount[startLine] = blkIndent + 4 + Math.max(0, column - indentation - opening[0].length - 1);
  state.blkIndent = blkIndent + 4;
  state.md.block.tokenize(state, startLine, endLine);
  state.blkIndent = blkIndent;
  bMarks[startLine] = lineStart;
  tShift[startLine] = shift;
  sCount[startLine] = indentation;
  state.push('footnote_close', 'div', -1);
  map[1] = state.line;
  return true;
}

function reference(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('[^', state.pos)) return false;
  const mark = /^\[\^([^\]\s[]{1,100})\]/u.exec(
    state.src.slice(state.pos, Math.min(state.posMax, state.pos + 104)),
  );
  const scope = scopeOf(state);
  if (!mark || !scope) return false;
  const label = state.md.utils.normalizeReference(mark[1] ?? '');
  if (!scope.mayUse(label)) return false;
  if (!silent) {
    const token = state.push('footnote_reference', 'sup', 0);
    token.content = mark[0];
    const { number, isFirst } = scope.use(label);
    token.meta = { label, isFirst, number, ...scope.idsOf(number) } satisfies FootnoteMeta;
  }
  state.pos += mark[0].length;
  return true;
}

/** Gives the notes the numbers by which the text refers to them: it has been read by now. */
function numberFootnotes(state: StateCore): void {
  const scope = scopeOf(state);
  if (!scope) return;
  for (const token of state.tokens) {
    if (token.type !== 'footnote_open') continue;
    const meta = footnoteMeta(token.meta);
    const number = scope.numberOf(state.md.utils.normalizeReference(meta.label));
    if (number !== undefined) token.meta = { ...meta, number, ...scope.idsOf(number) } satisfies FootnoteMeta;
  }
}
