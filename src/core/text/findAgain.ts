import type { OffsetRange } from './trackedRange';

/** A passage as it stood when it was last seen. Offsets in UTF-16 code units. */
export interface SeenPassage extends OffsetRange {
  /** What stood in it. */
  readonly text: string;
  /** Some of what stood before it, up to its beginning, and behind it, from its end on. */
  readonly before: string;
  readonly after: string;
}

/** How much of what surrounds a passage is remembered, in UTF-16 code units. */
const surroundings = 400;
/** The shortest surroundings by which a changed passage is recognised. */
const leastSurroundings = 8;

/** Remembers a passage of a text. */
export function seePassage(text: string, { start, end }: OffsetRange): SeenPassage {
  return {
    start,
    end,
    text: text.slice(start, end),
    before: text.slice(Math.max(0, start - surroundings), start),
    after: text.slice(end, end + surroundings),
  };
}

/**
 * Where a passage is in a text that may have changed while nobody looked: the place with the same words that is nearest
 * to where it was; else what stands between the same surroundings; else an empty range where it was.
 */
export function findAgain(passage: SeenPassage, text: string): OffsetRange {
  for (const wanted of lineEndVariants(passage.text)) {
    const at = nearest(text, wanted, passage.start);
    if (at !== undefined) return { start: at, end: at + wanted.length };
  }
  const between = betweenSurroundings(passage, text);
  if (between !== undefined) return between;
  const start = Math.min(passage.start, text.length);
  return { start, end: start };
}

function nearest(text: string, wanted: string, start: number): number | undefined {
  if (wanted === '') return undefined;
  const before = text.lastIndexOf(wanted, start);
  const after = text.indexOf(wanted, start);
  if (before < 0 && after < 0) return undefined;
  if (before < 0) return after;
  return after < 0 || start - before <= after - start ? before : after;
}

/** The last line before the passage and the first behind it, each found once and in this order. */
function betweenSurroundings({ before, after }: SeenPassage, text: string): OffsetRange | undefined {
  const start = endOfOnly(text, before);
  const end = startOfOnly(text, after);
  return start === undefined || end === undefined || start > end ? undefined : { start, end };
}

/** Where `before`, which may be the beginning of the text, ends. */
function endOfOnly(text: string, before: string): number | undefined {
  if (before === '') return 0;
  const at = onlyPlace(text, before);
  return at === undefined ? undefined : at.index + at.length;
}

/** Where `after`, which may be the end of the text, begins. */
function startOfOnly(text: string, after: string): number | undefined {
  return after === '' ? text.length : onlyPlace(text, after)?.index;
}

function onlyPlace(text: string, wanted: string): { index: number; length: number } | undefined {
  if (wanted.trim().length < leastSurroundings) return undefined;
  for (const variant of lineEndVariants(wanted)) {
    const index = text.indexOf(variant);
    if (index >= 0) {
      return text.includes(variant, index + 1) ? undefined : { index, length: variant.length };
    }
  }
  return undefined;
}

function lineEndVariants(text: string): Set<string> {
  const withLineFeeds = text.replace(/\r\n?/g, '\n');
  return new Set([text, withLineFeeds, withLineFeeds.replace(/\n/g, '\r\n')]);
}
