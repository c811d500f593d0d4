import type { InferenceError } from '../inference/inferenceError';
import type { FinishReason } from '../inference/streamEvent';

/** One of the many things that a prompt is run over. */
export interface BatchItem {
  /** As a person knows it: "letter.md", "row 12", "cell 3". */
  readonly name: string;
  /** What the model is shown, as it was when the run began. */
  readonly text: string;
  /** VS Code's language id, as in `markdown`. */
  readonly languageId: string;
  /** The cells of a row by the names of their columns. Absent: it is no row. */
  readonly columns?: ReadonlyMap<string, string>;
  /** Why it can't be asked about, in a sentence. Absent: it can. */
  readonly refusal?: string;
}

/** Why an answer is not whole. */
export type MissingEnd = Extract<FinishReason, 'length' | 'cutOff' | 'contentFilter'>;

/** What came of one item. */
export interface ItemResult {
  /** Which item, from 0. */
  readonly index: number;
  readonly state: 'done' | 'incomplete' | 'failed';
  /** The answer; empty where there is none. */
  readonly text: string;
  /** Of an incomplete answer. */
  readonly missing?: MissingEnd;
  /** Of a failed one: what went wrong with the call, or why it was not even made. */
  readonly error?: InferenceError;
  readonly refusal?: string;
  /** Of a failed one, in a sentence for a person. */
  readonly why?: string;
  /** US dollars; absent where nobody knows. */
  readonly cost?: number;
  /** As in "Llama 3.3 70B Instruct". */
  readonly modelName?: string;
}

/** How many there are of each. */
export interface Counts {
  readonly done: number;
  readonly incomplete: number;
  readonly failed: number;
}

export function countsOf(results: Iterable<Pick<ItemResult, 'state'>>): Counts {
  const counts = { done: 0, incomplete: 0, failed: 0 };
  for (const { state } of results) counts[state] += 1;
  return counts;
}

/** US dollars of all results; `undefined` where nothing is known of any. */
export function costOfResults(results: Iterable<Pick<ItemResult, 'cost'>>): number | undefined {
  let sum: number | undefined;
  for (const { cost } of results) if (cost !== undefined) sum = (sum ?? 0) + cost;
  return sum;
}
