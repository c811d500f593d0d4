import type { Range } from './foldText';
import type { SearchableConversation, SearchablePart } from './searchableText';
import { findTerm, type SearchTerm } from './searchTerm';
import { rangesIn, snippetOf } from './snippet';

/** What a hit shows of where it was found. */
export interface Match {
  readonly titleRanges: readonly Range[];
  readonly messageId: string | undefined;
  readonly snippet: string;
  readonly ranges: readonly Range[];
}

/** Where a conversation holds all terms, each anywhere in it; `undefined` if it lacks one. */
export function matchOf(
  conversation: SearchableConversation,
  terms: readonly SearchTerm[],
): Match | undefined {
  const missing = new Set(terms.filter((term) => !findTerm(conversation.foldedTitle, term)));
  let best: { readonly part: SearchablePart; readonly terms: readonly SearchTerm[] } | undefined;
  for (const part of conversation.parts) {
    const found = terms.filter((term) => findTerm(part.folded, term));
    for (const term of found) missing.delete(term);
    if (found.length > (best?.terms.length ?? 0)) best = { part, terms: found };
    if (best?.terms.length === terms.length) break;
  }
  if (missing.size > 0) return undefined;
  const snippet = best && snippetOf(best.part.text, best.part.folded, best.terms);
  return {
    titleRanges: rangesIn(conversation.title, conversation.foldedTitle, terms),
    messageId: best?.part.messageId,
    snippet: snippet?.text ?? '',
    ranges: snippet?.ranges ?? [],
  };
}
