/** A name that is being typed behind a mark: where the mark stands in the text, and what follows it up to the caret. */
export interface TypedWord {
  readonly start: number;
  readonly end: number;
  readonly query: string;
}

/** Longest query, in UTF-16 units: nobody types more of a name than that. */
const longestQuery = 60;

/** The mention at the caret, if one is being typed there: an `@` after a blank or at the start, and no blank since. */
export function mentionAt(text: string, caret: number): TypedWord | undefined {
  const before = text.slice(Math.max(0, caret - longestQuery - 2), caret);
  const match = /(?:^|[\s([{"'“])@([^\s@]*)$/u.exec(before);
  const query = match?.[1];
  if (query === undefined || query.length > longestQuery) return undefined;
  return { start: caret - query.length - 1, end: caret, query };
}

/**
 * The name of a prompt at the caret, if one is being typed there: a `/` as the very first character of the message, and
 * nothing behind it yet that is no part of a name. A path or a date is none.
 */
export function promptNameAt(text: string, caret: number): TypedWord | undefined {
  const query = /^\/([\p{L}\p{M}\p{N}_.:-]{0,130})$/u.exec(text.slice(0, Math.min(caret, 132)))?.[1];
  if (query === undefined || caret > 131 || !/^(?:\s|$)/.test(text.slice(caret, caret + 1))) return undefined;
  return { start: 0, end: caret, query };
}
