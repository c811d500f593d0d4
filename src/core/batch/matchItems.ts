/** Which of the items of now is which of those of before. */
export interface MatchedItems {
  /** For each item of now, its place among those of before; `undefined` for one that is new or was changed. */
  readonly places: readonly (number | undefined)[];
  /** How many of before are nowhere any more as they were. */
  readonly gone: number;
}

/**
 * Finds items again after their source may have been changed, by the digests of what the model is shown: at the same
 * place, else at the first place that nothing else has. Rows that were moved are found; rows that were edited are not.
 */
export function matchItems(before: readonly string[], now: readonly string[]): MatchedItems {
  const free = new Map<string, number[]>();
  before.forEach((digest, place) => {
    if (now[place] === digest) return;
    const places = free.get(digest);
    if (places) places.push(place);
    else free.set(digest, [place]);
  });
  const places = now.map((digest, place) => (before[place] === digest ? place : free.get(digest)?.shift()));
  const found = places.filter((place) => place !== undefined).length;
  return { places, gone: before.length - found };
}
