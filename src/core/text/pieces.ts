import { estimateTokens } from '../inference/tokenEstimate';
import type { LossContext } from './losses';

/** Where a text may be cut, the better the higher. */
const ranks = { line: 0, blankLine: 1, block: 2, heading: 3 } as const;

interface Boundary {
  readonly offset: number;
  readonly rank: number;
}

/** Language ids in which a line that begins with `#` is a heading. */
const headed = new Set(['markdown', 'mdx', 'quarto', 'rmd', 'plaintext']);

/**
 * Cuts a text that is too long for one request into pieces, which together are the text again, character by
 * character. It is cut before headings and top-level declarations where that leaves no piece less than half full, else
 * between paragraphs, else between lines, and only within a line that is itself too long; never within a fence that
 * fits into a piece, and never right behind a heading.
 *
 * @param most tokens of a piece, as `estimateTokens` counts them
 */
export function inPieces(text: string, most: number, context: LossContext): string[] {
  const boundaries = boundariesOf(text, context);
  const pieces: string[] = [];
  let start = 0;
  let next = 0;
  while (estimateTokens(text.slice(start)) > most) {
    let tokens = 0;
    let before = start;
    const reachable: Boundary[] = [];
    for (; next < boundaries.length; next++) {
      const boundary = boundaries[next];
      if (boundary === undefined) break;
      tokens += estimateTokens(text.slice(before, boundary.offset));
      if (tokens > most) break;
      before = boundary.offset;
      reachable.push(boundary);
    }
    const end =
      best(reachable, start)?.offset ?? start + hardCut(text.slice(start, boundaries[next]?.offset), most);
    pieces.push(text.slice(start, end));
    start = end;
    next = boundaries.findIndex(({ offset }) => offset > start);
    if (next < 0) next = boundaries.length;
  }
  return start < text.length || pieces.length === 0 ? [...pieces, text.slice(start)] : pieces;
}

/** The last of the highest rank that leaves the piece at least half full; else the last one of all. */
function best(reachable: readonly Boundary[], start: number): Boundary | undefined {
  const last = reachable.at(-1);
  if (last === undefined) return undefined;
  const half = start + (last.offset - start) / 2;
  const full = reachable.filter(({ offset }) => offset >= half);
  const rank = Math.max(...full.map((boundary) => boundary.rank));
  return full.filter((boundary) => boundary.rank === rank).at(-1);
}

function boundariesOf(text: string, { kind, languageId }: LossContext): Boundary[] {
  const boundaries: Boundary[] = [];
  let fence: string | undefined;
  let isAfterBlank = false;
  let isAfterHeading = false;
  for (const { 0: line, index: offset } of text.matchAll(/[^\n]*\n|[^\n]+$/gu)) {
    const isBlank = line.trim() === '';
    const isHeading = headed.has(languageId) && /^ {0,3}#{1,6}\s/u.test(line) && fence === undefined;
    // A line in a fence is no place to cut: where one is longer than a piece, `hardCut` finds its lines.
    if (offset > 0 && fence === undefined && !isBlank && !isAfterHeading) {
      const startsBlock = isAfterBlank && (kind === 'prose' || !/^[\s)\]}]/u.test(line));
      const rank = isHeading
        ? ranks.heading
        : startsBlock
          ? ranks.block
          : isAfterBlank
            ? ranks.blankLine
            : ranks.line;
      boundaries.push({ offset, rank });
    }
    const marks = kind === 'prose' ? /^\s*(`{3,}|~{3,})/u.exec(line)?.[1] : undefined;
    if (fence === undefined) fence = marks;
    else if (marks?.startsWith(fence) === true && line.trim() === marks) fence = undefined;
    isAfterHeading = isHeading || (isAfterHeading && isBlank);
    isAfterBlank = isBlank;
  }
  return boundaries;
}

/** How many characters of a text without a place to cut go into a piece: whole lines, else sentences, else words. */
function hardCut(text: string, most: number): number {
  let length = text.length;
  while (length > 1 && estimateTokens(text.slice(0, length)) > most)
    length = Math.max(1, Math.floor(length / 2));
  // Twice as much did not fit, so that at least half of the room is used.
  // Each is tried at the beginning alone: a text without such an end would cost the square of its length.
  for (const end of [/^[\s\S]*\n/u, /^[\s\S]*[.!?。！？]["'”’)\]]*(?:\s+|(?<=[。！？]))/u, /^[\s\S]*\s/u]) {
    const found = end.exec(text.slice(0, length))?.[0].length ?? 0;
    if (found > length / 2) return found;
  }
  // Never within a character, nor within a line end.
  const isWithin =
    /[\uD800-\uDBFF]$/u.test(text.slice(length - 1, length)) || text.slice(length - 1, length + 1) === '\r\n';
  return isWithin && length > 1 ? length - 1 : isWithin ? 2 : length;
}
