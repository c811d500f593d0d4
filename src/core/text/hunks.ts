import { diffArrays } from 'diff';
import type { OffsetRange } from './trackedRange';

/**
 * Lines of a text that others take the place of; either may be none. Offsets in UTF-16 code units. Between lines that
 * change a hunk leaves the line end behind them alone; lines that come or go take one with them.
 */
export interface Hunk {
  /** In the text as it is. */
  readonly original: OffsetRange;
  /** In the text as it is suggested. */
  readonly suggested: OffsetRange;
}

/** Beyond so many changed lines all is one hunk: to find more would take longer than anybody waits. */
const mostChangedLines = 2_000;

/** What differs between two texts, line by line as VS Code marks it, in order. Other line ends alone are no difference. */
export function hunksOf(original: string, suggested: string): Hunk[] {
  const old = linesOf(original);
  const now = linesOf(suggested);
  const options = { maxEditLength: mostChangedLines };
  const found = diffArrays(
    old.map(({ content }) => content),
    now.map(({ content }) => content),
    options,
  ) ?? [
    { count: old.length, added: false, removed: true },
    { count: now.length, added: true, removed: false },
  ];
  const hunks: Hunk[] = [];
  let first: readonly [number, number] | undefined;
  let at: readonly [number, number] = [0, 0];
  const close = (): void => {
    if (first) hunks.push(hunkOf(old, now, first, at));
    first = undefined;
  };
  for (const { count, added, removed } of found) {
    if (added || removed) first ??= at;
    else close();
    at = [at[0] + (added ? 0 : count), at[1] + (removed ? 0 : count)];
  }
  close();
  return hunks;
}

/** The hunks that a selection in one of the texts touches: a cursor the one that it stands in or at the edge of. */
export function hunksAt(hunks: readonly Hunk[], side: keyof Hunk, { start, end }: OffsetRange): Hunk[] {
  const inside = hunks.filter((hunk) => hunk[side].start < end && hunk[side].end > start);
  if (inside.length > 0) return inside;
  return hunks.filter((hunk) => hunk[side].start <= end && hunk[side].end >= start).slice(0, 1);
}

interface Line extends OffsetRange {
  /** Without its end, which `end` leaves out too. */
  readonly content: string;
}

/** A text has one line more than it has line ends. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const { 0: lineEnd, index } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, end: index, content: text.slice(start, index) });
    start = index + lineEnd.length;
  }
  return [...lines, { start, end: text.length, content: text.slice(start) }];
}

function hunkOf(
  old: readonly Line[],
  now: readonly Line[],
  first: readonly [number, number],
  next: readonly [number, number],
): Hunk {
  const replaces = first[0] < next[0] && first[1] < next[1];
  const isAtTop = first[0] === 0 || first[1] === 0;
  const range = (lines: readonly Line[], from: number, to: number): OffsetRange => {
    const start = lines[from]?.start ?? 0;
    const end = lines[to - 1]?.end ?? 0;
    if (replaces) return { start, end };
    // Lines come or go: with the line end before them, at the top with the one behind them.
    if (isAtTop) return { start: 0, end: from === to ? 0 : (lines[to]?.start ?? end) };
    return { start: lines[from - 1]?.end ?? 0, end };
  };
  return { original: range(old, first[0], next[0]), suggested: range(now, first[1], next[1]) };
}
