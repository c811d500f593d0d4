import { isWithinLine, lineAfter, lineBefore, type Gap } from './gap';

/** As far as this, in UTF-16 code units, a model is taken to repeat what stands before the cursor. */
const longestRepetition = 400;

/** What is shorter may stand there twice because it is meant to. */
const leastRepetition = 12;

/** Takes away what an answer repeats of the text before the cursor: its line, its last words, or the begun word. */
export function withoutRepeatedStart(text: string, gap: Gap): string {
  if (text.startsWith('\n')) return text;
  const { before } = gap;
  const line = lineBefore(gap).trimStart();
  const overlap = overlapOf(before.slice(-longestRepetition), text);
  if (overlap >= leastRepetition) return spaced(text.slice(overlap), before);
  if (line.trim().length >= 3) {
    const given = text.trimStart();
    if (given.startsWith(line)) return given.slice(line.length);
    const bare = line.trimEnd();
    if (given.startsWith(bare)) return spaced(given.slice(bare.length), before);
  }
  const word = /[\p{L}\p{M}\p{N}_]{2,60}$/u.exec(before.slice(-60))?.[0];
  return word !== undefined && text.startsWith(word) ? text.slice(word.length) : text;
}

/**
 * Takes away what an answer repeats of the text behind the cursor: the rest of the line, brackets and quotes that are
 * closed there already, or the lines that follow.
 */
export function withoutRepeatedEnd(text: string, gap: Gap): string {
  const rest = lineAfter(gap).trim();
  if (rest === '') return withoutNextLines(text, gap);
  const [first = ''] = text.split('\n', 1);
  if (!isWithinLine(gap)) return withoutClosers(withoutNextLines(text, gap), rest, gap);
  const found = rest.length >= 3 ? first.indexOf(rest) : -1;
  if (found >= 0) return first.slice(0, found);
  const overlap = overlapOf(first.trimEnd(), rest);
  return overlap >= 3 ? first.trimEnd().slice(0, -overlap) : first;
}

/** Ends where the next line of the document that says something begins. */
function withoutNextLines(text: string, { after }: Gap): string {
  const next = /\n\s*(\S[^\n]*)/u.exec(after.slice(0, 2_000))?.[1]?.trim();
  if (next === undefined) return text;
  let offset = 0;
  for (const line of text.split('\n')) {
    const isNext =
      line.trim() === next &&
      (next.length >= 3 || brackets(text.slice(0, offset + line.length)).unopened > 0);
    if (isNext) return text.slice(0, Math.max(0, offset - 1));
    offset += line.length + 1;
  }
  return text;
}

/** Takes away brackets and quotes at the end that stand behind the cursor already. */
function withoutClosers(text: string, rest: string, gap: Gap): string {
  const trimmed = text.trimEnd();
  const overlap = overlapOf(trimmed, rest);
  if (overlap === 0) return text;
  if (/^["'`»”’]/u.test(rest)) return trimmed.slice(0, -overlap);
  const surplus = brackets(trimmed).unopened + closersIn(rest) - brackets(lineBefore(gap)).unclosed;
  for (let length = overlap; length > 0; length--) {
    const repeated = rest.slice(0, length);
    if (trimmed.endsWith(repeated) && closersIn(repeated) <= surplus) return trimmed.slice(0, -length);
  }
  return text;
}

function closersIn(text: string): number {
  return text.match(/[)\]}]/gu)?.length ?? 0;
}

/** How many closing brackets a text did not open, and how many it opens without closing them. */
function brackets(text: string): { readonly unopened: number; readonly unclosed: number } {
  let unclosed = 0;
  let unopened = 0;
  for (const character of text) {
    if ('([{'.includes(character)) unclosed += 1;
    else if (')]}'.includes(character)) {
      if (unclosed > 0) unclosed -= 1;
      else unopened += 1;
    }
  }
  return { unopened, unclosed };
}

/** How many code units the end of one text and the beginning of another have in common. */
function overlapOf(end: string, beginning: string): number {
  const near = end.slice(-longestRepetition);
  for (let length = Math.min(near.length, beginning.length); length > 0; length--) {
    if (near.endsWith(beginning.slice(0, length)) && isBoundary(near, near.length - length)) return length;
  }
  return 0;
}

/** Whether an overlap may begin there: not within a word. */
function isBoundary(text: string, offset: number): boolean {
  return !/[\p{L}\p{N}]$/u.test(text.slice(0, offset)) || !/^[\p{L}\p{N}]/u.test(text.slice(offset));
}

function spaced(text: string, before: string): string {
  return /\s$/u.test(before) ? text.replace(/^[^\S\n]+/u, '') : text;
}
