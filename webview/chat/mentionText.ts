/** A mention that is being typed: where its `@` stands in the text, and what follows it up to the caret. */
export interface TypedMention {
  readonly start: number;
  readonly end: number;
  readonly query: string;
}

/** Longest query, in UTF-16 units: nobody types more of a name than that. */
const longestQuery = 60;

/** The mention at the caret, if one is being typed there: an `@` after a blank or at the start, and no blank since. */
export function mentionAt(text: string, caret: number): TypedMention | undefined {
  const before = text.slice(Math.max(0, caret - longestQuery - 2), caret);
  const match = /(?:^|[\s([{"'“])@([^\s@]*)$/u.exec(before);
  const query = match?.[1];
  if (query === undefined || query.length > longestQuery) return undefined;
  return { start: caret - query.length - 1, end: caret, query };
}
