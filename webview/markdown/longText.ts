import type { MarkdownIt, StateBlock, StateCore, Token } from 'markdown-it';
import { openRun } from './mend';
import { inTextParts, textPartLength } from './textParts';

/**
 * Reads what stands in the lines of a block part by part: see `textParts.ts`. So that a paragraph of which parts are
 * settled can't become something else, what is longer than a part is never a heading or the head of a table.
 */
export function readLongText(parser: MarkdownIt): void {
  const rules = parser.block.ruler.getRules('');
  const [table, heading] = [rules.at(0), rules.at(-2)];
  if (!table || !heading) throw new Error('the parser has other rules than expected');
  parser.block.ruler.at(
    'table',
    (state, startLine, endLine, silent) =>
      !isLong(state, startLine) && !opensFence(state, startLine) && table(state, startLine, endLine, silent),
    { alt: ['paragraph', 'reference'] },
  );
  parser.block.ruler.at('lheading', (state, startLine, endLine, silent) => {
    if (goesOn(state, startLine)) return false;
    const before = state.tokens.length;
    if (!heading(state, startLine, endLine, silent)) return false;
    if ((state.tokens[before + 1]?.content.length ?? 0) < textPartLength) return true;
    state.tokens.splice(before);
    state.line = startLine;
    return false;
  });
  parser.core.ruler.at('inline', readLines);
}

/** In the environment: how many characters at the beginning of the source only say that a paragraph goes on. */
export const continued = 'continued';

function continuedLength(env: Readonly<Record<string, unknown>>): number {
  const length = env[continued];
  return typeof length === 'number' ? length : 0;
}

function goesOn(state: StateBlock, line: number): boolean {
  return line === 0 && continuedLength(state.env) > 0;
}

function isLong(state: StateBlock, line: number): boolean {
  return goesOn(state, line) || (state.eMarks[line] ?? 0) - (state.bMarks[line] ?? 0) >= textPartLength;
}

/** A fence comes first, as GitHub has it: what follows it, also when it is read on its own, is code. */
function opensFence(state: StateBlock, line: number): boolean {
  const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return /^(?:`{3,}[^`]*|~{3,}.*)$/u.test(state.src.slice(start, state.eMarks[line]));
}

function readLines(state: StateCore): void {
  let before = continuedLength(state.env);
  for (const token of state.tokens) {
    if (token.type !== 'inline') continue;
    const content = token.content.slice(before);
    token.children = read(state, token, inTextParts(content), before > 0);
    before = 0;
  }
}

function read(state: StateCore, run: Token, parts: readonly string[], goesOn: boolean): Token[] {
  const isOpen = state.env[openRun] !== undefined && state.env[openRun] === run.children;
  return parts.flatMap((part, index) => {
    const tokens: Token[] = [];
    if (isOpen) state.env[openRun] = index === parts.length - 1 ? tokens : null;
    state.md.inline.parse(part, state.md, state.env, tokens);
    return index > 0 || goesOn ? [new state.Token('part', '', 0), ...tokens] : tokens;
  });
}
