import { unfoldRanges, type Range } from './foldText';
import { findTerm, type SearchTerm } from './searchTerm';

/** A part of a text, on one line, and where in it the words stand that were looked for, in UTF-16 units. */
export interface Snippet {
  readonly text: string;
  readonly ranges: readonly Range[];
}

/** UTF-16 units of a snippet, and how many of them stand before the first word that was found. */
const snippetLength = 160;
const lead = 40;

/** Of each term, at most so many places of a long text are weighed. */
const mostPlaces = 200;

/** The part of a text in which most of the terms stand together. */
export function snippetOf(text: string, folded: string, terms: readonly SearchTerm[]): Snippet {
  const places = placesOf(folded, terms);
  const best = bestWindow(places);
  const found = unfoldRanges(
    text,
    places
      .slice(best)
      .filter(({ end }, index) => index === 0 || end <= (places[best]?.start ?? 0) + snippetLength),
  );
  return cut(text, found);
}

/** Where the terms stand in a short text, such as a title. */
export function rangesIn(text: string, folded: string, terms: readonly SearchTerm[]): readonly Range[] {
  return unfoldRanges(text, placesOf(folded, terms));
}

interface Place extends Range {
  readonly term: SearchTerm;
}

/** In order and without overlaps. */
function placesOf(folded: string, terms: readonly SearchTerm[]): readonly Place[] {
  const places: Place[] = [];
  for (const term of terms) {
    let place = findTerm(folded, term);
    for (let count = 0; place && count < mostPlaces; count += 1) {
      places.push({ ...place, term });
      place = findTerm(folded, term, place.end);
    }
  }
  places.sort((one, other) => one.start - other.start || other.end - one.end);
  let end = 0;
  return places.filter((place) => {
    if (place.start < end) return false;
    end = place.end;
    return true;
  });
}

/** The index of the place from which on the most terms stand within one snippet. */
function bestWindow(places: readonly Place[]): number {
  let [best, most] = [0, 0];
  places.forEach(({ start }, index) => {
    const near = new Set<SearchTerm>();
    for (let next = index; next < places.length; next += 1) {
      const place = places[next];
      if (!place || place.end > start + snippetLength - lead) break;
      near.add(place.term);
    }
    if (near.size > most) [best, most] = [index, near.size];
  });
  return best;
}

function cut(text: string, found: readonly Range[]): Snippet {
  const first = found[0]?.start ?? 0;
  const start = first <= lead ? 0 : afterSpace(text, first - lead, first);
  const end = Math.min(text.length, Math.max(start + snippetLength, found[0]?.end ?? 0));
  const prefix = start > 0 ? '…' : '';
  let line = prefix;
  const ranges: Range[] = [];
  let at = start;
  const add = (to: number): void => {
    const piece = text.slice(at, to).replace(/\s+/g, ' ');
    line += line.endsWith(' ') || line === '' ? piece.trimStart() : piece;
    at = to;
  };
  for (const range of found) {
    if (range.end > end) break;
    if (range.start < at) continue;
    add(range.start);
    const rangeStart = line.length;
    add(range.end);
    ranges.push({ start: rangeStart, end: line.length });
  }
  add(wholeCharacters(text, end));
  line = line.trimEnd();
  return { text: end < text.length ? `${line}…` : line, ranges };
}

/** The beginning of the first whole word in a stretch, or its beginning where there are no spaces. */
function afterSpace(text: string, from: number, to: number): number {
  const space = text.slice(from, to).search(/\s/);
  return space === -1 ? wholeCharacters(text, from) : from + space + 1;
}

/** A place that doesn't stand within a pair of surrogates. */
function wholeCharacters(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? Math.max(0, at - 1) : at;
}
