import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { isOpenRun } from './mend';
import type { FormulaView } from './view';

/**
 * Finds formulas as models write them: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. Read line by line like every other
 * block, and with lookahead only up to a blank line, so that what has been settled can't become a formula later.
 * The library that sets formulas comes with a reader of its own for whole pages; it can't read half a text.
 */
export function readFormulas(parser: MarkdownIt): void {
  parser.block.ruler.before('table', 'formula_block', formulaBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  parser.inline.ruler.before('escape', 'formula', formula);
}

/** What the tokens of formulas carry beside the source in `content`: see `FormulaView`. */
type FormulaMeta = Pick<FormulaView, 'display' | 'complete'>;

/** Lines after which a block is no formula any more. */
const longestBlock = 100;
/** Characters after which a formula inside a line is none any more. */
const longestInline = 2000;
const dollar = 0x24;
const backslash = 0x5c;

function formulaBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const first = lineOf(state, startLine);
  const closing = first.startsWith('$$') ? '$$' : first.startsWith('\\[') ? '\\]' : undefined;
  if (closing === undefined) return false;
  const lines: string[] = [];
  for (let line = startLine; line < startLine + longestBlock; line++) {
    if (line >= endLine) {
      // Without this mark, which only an open end has, a formula that nothing closes is the text that it is.
      if (state.env[openFormulas] !== true || line < state.bMarks.length - 1) return false;
      if (!silent) pushBlock(state, startLine, line, lines, false);
      return true;
    }
    if (line > startLine && (state.isEmpty(line) || (state.sCount[line] ?? 0) < state.blkIndent))
      return false;
    const text = line === startLine ? first.slice(2) : lineOf(state, line);
    const end = closingAt(text, closing, 0, text.length);
    if (end < 0) {
      lines.push(text);
      continue;
    }
    lines.push(text.slice(0, end));
    if (!/^[ \t]*[.,;:]?[ \t]*$/u.test(text.slice(end + 2)) || lines.join('').trim() === '') return false;
    if (!silent) pushBlock(state, startLine, line + 1, lines, true);
    return true;
  }
  return false;
}

/** In the environment: a formula that goes on to the end of the source is one that is still being written. */
export const openFormulas = 'openFormulas';

function pushBlock(
  state: StateBlock,
  start: number,
  end: number,
  lines: readonly string[],
  complete: boolean,
): void {
  state.line = end;
  const token = state.push('formula_block', 'math', 0);
  token.content = complete ? lines.join('\n').trim() : withoutHalfMark(lines.join('\n'));
  token.map = [start, end];
  token.meta = { display: true, complete } satisfies FormulaMeta;
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}

function formula(state: StateInline, silent: boolean): boolean {
  const { src: source, pos: start, posMax: end } = state;
  const first = source.charCodeAt(start);
  if (first !== dollar && first !== backslash) return false;
  const opening = source.slice(start, start + 2);
  switch (opening) {
    case '\\(':
      return between(state, silent, '\\)', false);
    case '\\[':
      return between(state, silent, '\\]', true);
    case '$$':
      if (between(state, silent, '$$', true)) return true;
      // Two dollars are never the two ends of nothing.
      while (state.pos < end && source.charCodeAt(state.pos) === dollar) state.pos++;
      if (!silent) state.pending += source.slice(start, state.pos);
      return true;
    default:
      return first === dollar && betweenDollars(state, silent);
  }
}

function between(state: StateInline, silent: boolean, closing: string, display: boolean): boolean {
  const start = state.pos + 2;
  const end = closingAt(state.src, closing, start, Math.min(state.posMax, start + longestInline));
  const content = state.src.slice(start, end < 0 ? state.posMax : end);
  if (end >= 0) {
    if (content.trim() === '') return false;
    if (!silent) pushInline(state, content.trim(), display, true);
    state.pos = end + 2;
    return true;
  }
  if (!isOpenRun(state) || content.length > longestInline) return false;
  if (!silent) pushInline(state, withoutHalfMark(content), display, false);
  state.pos = state.posMax;
  return true;
}

const betweenSingles =
  /\$(?![\s$])((?:\\[^\n]|[^\\$\n]){1,500})(?<!\s)\$(?!\d|(?!(?:nd|rd|s|st|th)\b)[A-Za-z])/uy;

/**
 * A single dollar is far more often money. Like others we ask that no space be inside the marks and no digit or
 * letter outside, and that what is between them doesn't read like a sentence.
 */
function betweenDollars(state: StateInline, silent: boolean): boolean {
  const { src: source, pos: start } = state;
  if (/[A-Za-z\d]/u.test(source.slice(Math.max(0, start - 1), start))) return false;
  betweenSingles.lastIndex = start;
  const found = betweenSingles.exec(source);
  const content = found?.[1];
  if (found && content !== undefined && start + found[0].length <= state.posMax) {
    if (readsLikeWords(content)) return false;
    if (!silent) pushInline(state, content.trim(), false, true);
    state.pos += found[0].length;
    return true;
  }
  const rest = source.slice(start + 1, state.posMax);
  if (!isOpenRun(state) || rest.length > 200 || !/^[A-Za-z\\({|[-][^\n$]*$/u.test(rest)) return false;
  if (readsLikeWords(rest) || /(?<!\\[a-z]*)\s[A-Za-z]{3,}/u.test(rest)) return false;
  if (!silent) pushInline(state, withoutHalfMark(rest), false, false);
  state.pos = state.posMax;
  return true;
}

function readsLikeWords(content: string): boolean {
  if (/[\\^_{}]/u.test(content)) return false;
  return /[A-Za-z]{3,}\s+[A-Za-z]{2,}/u.test(content) || /^\d.*\s[A-Za-z]{2,}/u.test(content);
}

function pushInline(state: StateInline, content: string, display: boolean, complete: boolean): void {
  if (content === '') return;
  const token = state.push('formula', 'math', 0);
  token.content = content;
  token.meta = { display, complete } satisfies FormulaMeta;
}

/** Where the closing mark is, not counting those that a backslash makes part of the formula; -1 if nowhere. */
function closingAt(source: string, closing: string, from: number, end: number): number {
  for (let at = source.indexOf(closing, from); at >= 0 && at + 2 <= end;) {
    let backslashes = 0;
    while (at - backslashes > from && source.charCodeAt(at - backslashes - 1) === backslash) backslashes++;
    if (backslashes % 2 === 0) return at;
    at = source.indexOf(closing, at + 1);
  }
  return -1;
}

/** What is written of a formula so far, without what may be half of its closing mark. */
function withoutHalfMark(content: string): string {
  return content.replace(/[\s$\\]+$/u, '').trimStart();
}
