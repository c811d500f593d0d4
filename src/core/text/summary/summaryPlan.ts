import { estimateTokens } from '../../inference/tokenEstimate';
import type { LossContext } from '../losses';
import { inPieces } from '../pieces';
import { fitsInContext } from '../textSize';

/** How a text is summarised. */
export type SummaryPlan =
  | { readonly kind: 'atOnce' }
  /** Part by part, and then from what was said of the parts; each of that takes so many tokens at most. */
  | { readonly kind: 'inParts'; readonly parts: readonly string[]; readonly tokensOfSummary: number }
  /** Even what would be said of the parts is more than the model takes in. */
  | { readonly kind: 'tooLong' };

/** Tokens of a part, at most: of what is longer, models pass over much. */
const mostOfPart = 12_000;

/** Tokens of a text that is read at once by a model of which nobody says how much it takes in. */
const mostAtOnce = 24_000;

/** Tokens of what is said of a part, and the least that says anything. */
const mostOfSummary = 400;
const leastOfSummary = 60;

/** An answer of a quarter of the text's length is more than a summary ever needs. */
const answerShare = 0.25;

/** Decides by how much of a text a model takes in at once. Everything is counted in estimated tokens. */
export function summaryPlan(
  text: string,
  contextLength: number | undefined,
  context: LossContext,
): SummaryPlan {
  const isKnown = contextLength !== undefined;
  const fits = isKnown
    ? fitsInContext(text, answerShare, contextLength).fits
    : estimateTokens(text) <= mostAtOnce;
  if (fits) return { kind: 'atOnce' };
  const room = contextLength ?? mostAtOnce;
  const most = Math.min(mostOfPart, Math.floor(room * 0.6));
  if (most < leastOfSummary * 10) return { kind: 'tooLong' };
  const parts = inPieces(text, most, context);
  const tokensOfSummary = Math.min(mostOfSummary, Math.floor((room * 0.5) / parts.length));
  return tokensOfSummary < leastOfSummary ? { kind: 'tooLong' } : { kind: 'inParts', parts, tokensOfSummary };
}

/** About what reading a text in parts takes, in tokens. */
export function usageOf(
  text: string,
  { parts, tokensOfSummary }: Extract<SummaryPlan, { kind: 'inParts' }>,
): { readonly promptTokens: number; readonly completionTokens: number } {
  const summaries = parts.length * tokensOfSummary;
  return {
    promptTokens: estimateTokens(text) + parts.length * 200 + summaries,
    completionTokens: summaries + 500,
  };
}
