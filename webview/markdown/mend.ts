import type { MarkdownIt, StateCore, StateInline, Token } from 'markdown-it';

/**
 * Half-typed syntax at the open end of a stream, shown as what it most likely becomes: an open `**` makes
 * its words bold already, an open backtick makes code, a link half written shows its words, and single
 * markers wait for the character that decides. It touches only the last run of text of a source whose
 * environment says `openEnd`; the final rendering never passes here.
 */
export const openEnd = 'openEnd';

/** In the environment: the tokens of the run of text at the open end. */
export const openRun = 'openRun';
const asterisk = 0x2a;
const underscore = 0x5f;
const tilde = 0x7e;
const openingBracket = 0x5b;
const exclamationMark = 0x21;
const backtick = 0x60;

/** A plugin of markdown-it; without `openEnd` in the environment its rules do nothing. */
export function mendOpenEnd(parser: MarkdownIt): void {
  parser.core.ruler.before('inline', 'find_open_run', findOpenRun);
  parser.inline.ruler.before('backticks', 'open_code', openCode);
  parser.inline.ruler.after('link', 'half_link', halfLink);
  parser.inline.ruler.after('image', 'half_picture', halfPicture);
  parser.inline.ruler2.after('balance_pairs', 'close_open_pairs', closeOpenPairs);
  parser.core.ruler.after('linkify', 'half_address', halfAddress);
}

/**
 * The source without the last line where that line could still become several things: a number that may
 * start a list, dashes that may become a rule or a heading, a fence whose language is half typed, the
 * definition of a link.
 */
export function withoutUndecidedLine(source: string): string {
  const start = source.lastIndexOf('\n') + 1;
  const line = source.slice(start);
  const undecided = [undecidedLine, openingFence, definition].some((pattern) => pattern.test(line));
  return undecided ? source.slice(0, start) : source;
}

const undecidedLine =
  /^[ \t>]*(?:[-+*_=#~`|:>$ \t]+|\\\[?|(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?:\d{1,9}[.)]?[ \t]*|[-+*][ \t]*|\[[ xX]?\]?[ \t]*))$/u;
const openingFence = /^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*(?:`{3,}[^`]*|~{3,}.*)$/u;
const definition = /^ {0,3}\[(?:(?!\^)[^\]]+\]:[ \t]*\S*|\^[^\]\s]*(?:\]:?)?[ \t]*)$/u;

/** The code of a fence without a last line that may become the closing fence. */
export function withoutUndecidedFence(code: string): string {
  const start = code.lastIndexOf('\n') + 1;
  return /^ {0,3}(?:`+|~+)[ \t]*$/u.test(code.slice(start)) ? code.slice(0, start) : code;
}

/**
 * The row that a table lacks to be one, where the open end looks like the first row of a table; else nothing.
 * `lastBlocks` are the tokens of `source`.
 */
export function missingDelimiterRow(source: string, lastBlocks: readonly Token[]): string {
  const run = lastRun(lastBlocks);
  if (!run || !/(?:^|\n)\|[^\n]*$/u.test(run.content)) return '';
  const lines = source.replace(/\n$/u, '').split('\n').slice(-2);
  const header = /^([ \t>]*)(\|.*)$/u.exec(lines.at(-1) ?? '');
  if (!header || (lines.length > 1 && (lines[0] ?? '').includes('|'))) return '';
  const [, indentation = '', row = ''] = header;
  const cells = row
    .trim()
    .replace(/^\|/u, '')
    .replace(/(?<!\\)\|$/u, '')
    .split(/(?<!\\)\|/u).length;
  return `${source.endsWith('\n') ? '' : '\n'}${indentation}|${'---|'.repeat(cells)}`;
}

/** The last text of the tokens, if the source ends in it. */
function lastRun(tokens: readonly Token[]): Token | undefined {
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index];
    if (!token || token.nesting === 1) return undefined;
    if (token.nesting === -1) continue;
    if (token.type !== 'inline') return undefined;
    // A row half typed is filled up with empty cells.
    if (token.content !== '') return token;
    const cell = tokens[index - 1];
    if (cell?.type !== 'td_open' && cell?.type !== 'th_open') return undefined;
    index--;
  }
  return undefined;
}

function findOpenRun(state: StateCore): void {
  if (state.env[openEnd] !== true) return;
  const run = lastRun(state.tokens);
  if (!run) return;
  run.content = withoutUndecidedEnd(run.content);
  state.env[openRun] = run.children;
}

/** Characters that mean something only together with what follows them. */
function withoutUndecidedEnd(content: string): string {
  return content
    .replace(/(?<!!)\[$/u, '')
    .replace(/[*_~`$]+$/u, '')
    .replace(/(?<!\\)(?:\\\\)*\\$/u, (backslashes) => backslashes.slice(1))
    .replace(/&(?:#[xX]?[0-9a-fA-F]{0,6}|[a-zA-Z][a-zA-Z0-9]{0,30})?$/u, '')
    .replace(/<(?:b(?:r[ \t]*\/?)?)?$/iu, '');
}

/** Whether this is the run of text at the open end. */
export function isOpenRun(state: StateInline): boolean {
  return state.env[openRun] === state.tokens;
}

/** Code that no backtick ends yet goes on to the end. */
function openCode(state: StateInline, silent: boolean): boolean {
  const { src: source, pos: start, posMax: end } = state;
  if (source.charCodeAt(start) !== backtick || !isOpenRun(state)) return false;
  let contentStart = start;
  while (contentStart < end && source.charCodeAt(contentStart) === backtick) contentStart++;
  const fence = source.slice(start, contentStart);
  if (closesCode(source, contentStart, fence.length)) return false;
  if (!silent) {
    const token = state.push('code_inline', 'code', 0);
    token.markup = fence;
    token.content = source
      .slice(contentStart, end)
      .replaceAll('\n', ' ')
      .replace(/^ (?=.*[^ ])/u, '');
  }
  state.pos = end;
  return true;
}

function closesCode(source: string, from: number, length: number): boolean {
  for (const run of source.slice(from).matchAll(/`+/gu)) if (run[0].length === length) return true;
  return false;
}

function halfLink(state: StateInline, silent: boolean): boolean {
  if (silent || state.src.charCodeAt(state.pos) !== openingBracket || !isOpenRun(state)) return false;
  if (/^\[\^[^\]\s]*$/u.test(state.src.slice(state.pos, state.posMax))) {
    // A footnote's mark shows when it is whole.
    state.pos = state.posMax;
    return true;
  }
  return wordsOfHalfLink(state, state.pos);
}

function halfPicture(state: StateInline, silent: boolean): boolean {
  if (silent || state.src.charCodeAt(state.pos) !== exclamationMark || !isOpenRun(state)) return false;
  if (state.src.charCodeAt(state.pos + 1) !== openingBracket) return false;
  return wordsOfHalfLink(state, state.pos + 1);
}

/** Shows only the words of what may become a link: its address is not there yet, or not whole. */
function wordsOfHalfLink(state: StateInline, bracket: number): boolean {
  // `array[0` is no link.
  if (/[\p{L}\p{N}\])]/u.test(state.src.slice(Math.max(0, state.pos - 1), state.pos))) return false;
  const labelEnd = state.md.helpers.parseLinkLabel(state, bracket);
  if (labelEnd < 0) {
    state.pos = bracket + 1;
    return true;
  }
  const end = state.posMax;
  const rest = state.src.slice(labelEnd + 1, end);
  if (rest !== '' && !/^\([^)]*$/u.test(rest) && !/^\[[^\]]*$/u.test(rest)) return false;
  state.pos = bracket + 1;
  state.posMax = labelEnd;
  state.md.inline.tokenize(state);
  state.pos = end;
  state.posMax = end;
  return true;
}

/** Ends emphasis that nothing ends yet, innermost first. */
function closeOpenPairs(state: StateInline): void {
  if (!isOpenRun(state)) return;
  const { delimiters } = state;
  const open: typeof delimiters = [];
  let insidePairUntil = -1;
  for (const [index, delimiter] of delimiters.entries()) {
    if (index > insidePairUntil && delimiter.open && delimiter.end < 0) open.push(delimiter);
    if (delimiter.end > insidePairUntil) insidePairUntil = delimiter.end;
  }
  for (const delimiter of open.reverse()) {
    const marker = closingMarker(delimiter.marker);
    if (marker === undefined) continue;
    const token = state.push('text', '', 0);
    token.content = marker;
    delimiter.end = delimiters.length;
    delimiters.push({ ...delimiter, token: state.tokens.length - 1, end: -1, open: false, close: true });
  }
}

function closingMarker(code: number): string | undefined {
  switch (code) {
    case asterisk:
      return '*';
    case underscore:
      return '_';
    case tilde:
      return '~~';
    default:
      return undefined;
  }
}

/** An address at the very end is perhaps half written, and leads who opens it to a wrong place. */
function halfAddress(state: StateCore): void {
  const run = state.env[openRun] === undefined ? undefined : lastRun(state.tokens);
  const children = run?.children;
  const last = children?.at(-1);
  if (!children || last?.type !== 'link_close' || last.markup !== 'linkify') return;
  children.pop();
  const start = children.findLastIndex((token) => token.type === 'link_open');
  if (start >= 0) children.splice(start, 1);
}
