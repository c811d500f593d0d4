import { costInWords, costOf } from '../inference/modelWords';
import type { Pricing } from '../inference/modelCatalogue';
import { estimateTokens } from '../inference/tokenEstimate';
import { endingInWords } from '../text/endingWords';
import type { BatchItem, Counts, ItemResult, MissingEnd } from './batchItem';
import { itemPrompt, type RunPrompt } from './itemPrompt';
import type { RunSource } from './runRecord';

type SourceKind = RunSource['kind'];

const nouns: Readonly<Record<SourceKind, readonly [one: string, many: string]>> = {
  files: ['file', 'files'],
  table: ['row', 'rows'],
  notebook: ['cell', 'cells'],
};

/** As in "1 row", "1,200 rows". */
export function itemsInWords(count: number, kind: SourceKind): string {
  const [one, many] = nouns[kind];
  return count === 1 ? `1 ${one}` : `${count.toLocaleString('en-US')} ${many}`;
}

/** As in "84 of 120 rows". */
export function shareInWords(count: number, all: number, kind: SourceKind): string {
  return `${count.toLocaleString('en-US')} of ${itemsInWords(all, kind)}`;
}

/** Tokens of instructions and marks around each item. */
const frame = 120;

/**
 * US dollars that more items will about cost, judged by what the first ones did; `undefined` where no price is published.
 *
 * @param asked items that were asked about, with what came
 */
export function estimateCost(
  prompt: RunPrompt,
  rest: readonly BatchItem[],
  asked: readonly { readonly item: BatchItem; readonly result: Pick<ItemResult, 'text' | 'cost'> }[],
  pricing: Pricing | undefined,
): number | undefined {
  const promptTokens = (item: BatchItem): number => estimateTokens(itemPrompt(prompt, item, '')) + frame;
  const answers = asked.map(({ result }) => estimateTokens(result.text));
  const usual =
    answers.length === 0 ? 200 : answers.reduce((sum, tokens) => sum + tokens, 0) / answers.length;
  const estimate = costOf(
    {
      promptTokens: rest.reduce((sum, item) => sum + promptTokens(item), 0),
      completionTokens: usual * rest.length,
    },
    pricing,
  );
  if (estimate === undefined) return undefined;
  const known = asked.filter(({ result }) => result.cost !== undefined);
  const paid = known.reduce((sum, { result }) => sum + (result.cost ?? 0), 0);
  const expected = known.reduce((sum, { item, result }) => {
    const usage = { promptTokens: promptTokens(item), completionTokens: estimateTokens(result.text) };
    return sum + (costOf(usage, pricing) ?? 0);
  }, 0);
  // A model that thinks first writes more than it shows.
  return expected > 0 && paid > 0 ? estimate * (paid / expected) : estimate;
}

/** As in "117 more rows". */
export function moreInWords(count: number, kind: SourceKind): string {
  return `${count.toLocaleString('en-US')} more ${nouns[kind][count === 1 ? 0 : 1]}`;
}

/** As in "about 2 cents for 117 more rows". */
export function priceOfRest(cost: number | undefined, count: number, kind: SourceKind): string {
  const price = cost === undefined ? 'price not published' : costInWords(cost);
  return `${price} for ${moreInWords(count, kind)}`;
}

/** How far a run is, as in "36 of 117 rows, less than a cent so far". */
export function progressInWords(
  count: number,
  all: number,
  kind: SourceKind,
  cost: number | undefined,
): string {
  const price = cost === undefined || cost === 0 ? '' : `, ${costInWords(cost)} so far`;
  return `${shareInWords(count, all, kind)}${price}`;
}

/** What came of a run, as in "117 of 120 rows are done, 1 answer is not complete, 2 failed." */
export function countsInWords(
  { done, incomplete, failed }: Counts,
  all: number,
  kind: SourceKind,
  cost?: number,
): string {
  const parts = [`${shareInWords(done, all, kind)} ${done === 1 ? 'is' : 'are'} done`];
  if (incomplete > 0)
    parts.push(incomplete === 1 ? '1 answer is not complete' : `${incomplete} answers are not complete`);
  if (failed > 0) parts.push(`${failed} failed`);
  const price = cost === undefined || cost === 0 ? '' : ` It cost ${costInWords(cost)}.`;
  return `${parts.join(', ')}.${price}`;
}

const missingWords: Readonly<Record<MissingEnd, string>> = {
  length: 'the length limit was reached',
  cutOff: 'the connection broke',
  contentFilter: 'the provider’s content filter ended it',
};

/** An answer as it is written down: one that is not whole says so, wherever it goes. */
export function answerToWrite(
  { text, missing }: Pick<ItemResult, 'text' | 'missing'>,
  form: 'file' | 'cell',
): string {
  if (missing === undefined) return text;
  const note = `[Not complete: ${missingWords[missing]}.]`;
  return [text, note].filter((part) => part !== '').join(form === 'cell' ? ' ' : '\n\n');
}

/** Why an item has no whole answer, in a sentence; `undefined` where it has. */
export function whyInWords(result: ItemResult): string | undefined {
  if (result.why !== undefined) return result.why;
  return result.missing === undefined ? undefined : endingInWords(result.missing);
}
