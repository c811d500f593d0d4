import { sharedPrefixLength } from './sharedPrefix';

/** A stretch of a text: offsets in UTF-16 code units, `end` exclusive. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** One change of a text. Several changes of one event are applied in their order, each to the outcome of the last. */
export interface TextChange {
  readonly offset: number;
  readonly removedLength: number;
  readonly insertedText: string;
  /** What was removed, where it is known: it shows how much of it the inserted text puts back. */
  readonly removedText?: string;
}

/** A stretch of a document that is followed while the document changes around and in it. */
export interface TrackedRange extends OffsetRange {
  /** What stood in the range when following began. */
  readonly content: string;
}

/** Begins to follow `range` of `text`. */
export function trackRange(text: string, range: OffsetRange): TrackedRange {
  return { ...range, content: text.slice(range.start, range.end) };
}

/**
 * Where the range is after a change. Text inserted exactly at an edge stays outside; text that replaces only
 * characters of the range is inside; what replaces characters on both sides of an edge is outside. A change that
 * swallows the whole range, as a formatter's or a change of line endings may, is searched for the content: where
 * that is found once, the range follows it, else the range collapses behind the change.
 */
export function afterChange(range: TrackedRange, change: TextChange): TrackedRange {
  const { start, end } = range;
  const from = change.offset;
  const to = from + change.removedLength;
  const inserted = change.insertedText.length;
  const shift = inserted - change.removedLength;
  if (change.removedLength === 0 && inserted === 0) return range;

  const swallows = from <= start && to >= end && (to > from || start === end);
  const moved = swallows || start === end ? relocated(range, change) : undefined;
  if (moved !== undefined) return { ...moved, content: range.content };
  const reachesOver = from < end && to > start && (from < start || to > end);
  if (reachesOver && change.removedText !== undefined) {
    return afterChange(range, withoutPutBack(change, change.removedText));
  }

  if (start === end && from === start) return range;
  if (to <= start) return { ...range, start: start + shift, end: end + shift };
  if (from >= end) return range;
  if (from >= start && to <= end) return { ...range, end: end + shift };
  if (swallows) return { ...range, start: from + inserted, end: from + inserted };
  if (from < start) return { ...range, start: from + inserted, end: end + shift };
  return { ...range, end: from };
}

/** True if the text in the range is no longer what it was when following began, line endings aside. */
export function isTouched(range: TrackedRange, text: string): boolean {
  return withLineFeeds(text.slice(range.start, range.end)) !== withLineFeeds(range.content);
}

/** The change without what it puts back at its beginning and at its end. */
function withoutPutBack({ offset, insertedText }: TextChange, removedText: string): TextChange {
  const before = sharedPrefixLength(removedText, insertedText);
  const removed = removedText.slice(before);
  const inserted = insertedText.slice(before);
  const most = Math.min(removed.length, inserted.length);
  let after = 0;
  while (after < most && removed.at(-1 - after) === inserted.at(-1 - after)) after++;
  return {
    offset: offset + before,
    removedLength: removed.length - after,
    insertedText: inserted.slice(0, inserted.length - after),
  };
}

function relocated({ content }: TrackedRange, change: TextChange): OffsetRange | undefined {
  if (content === '' || change.insertedText.length === 0) return undefined;
  for (const wanted of new Set([content, withLineFeeds(content), withCarriageReturns(content)])) {
    const at = change.insertedText.indexOf(wanted);
    if (at < 0) continue;
    if (change.insertedText.includes(wanted, at + 1)) return undefined;
    return { start: change.offset + at, end: change.offset + at + wanted.length };
  }
  return undefined;
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function withCarriageReturns(text: string): string {
  return withLineFeeds(text).replace(/\n/g, '\r\n');
}
