import type { Releasable } from '../emitter';
import type { InferenceError } from '../inference/inferenceError';
import type { ModelClient } from '../inference/modelClient';
import type { ModelSelection } from '../inference/modelSelection';
import { priceAt } from '../inference/modelSelection';
import { costOf } from '../inference/modelWords';
import type { Timers } from '../storage/clock';
import { fitsInContext } from '../text/textSize';
import { costOfResults, countsOf, type BatchItem, type Counts, type ItemResult } from './batchItem';
import { BatchRun, type ItemRequest } from './batchRun';
import { itemMessages, itemPrompt, type AnswerForm, type RunPrompt } from './itemPrompt';
import type { RunJournal } from './runJournal';

export interface RunSessionOptions {
  readonly items: readonly BatchItem[];
  readonly form: AnswerForm;
  readonly prompt: RunPrompt;
  readonly journal: RunJournal;
  readonly client: ModelClient;
  readonly selection: Pick<ModelSelection, 'resolve'>;
  settings(): {
    readonly maxTokens?: number | undefined;
    readonly temperature?: number | undefined;
    readonly customInstructions: string;
  };
  readonly timers: Timers;
  /** The date, in words. */
  today(): string;
  /** What went wrong, in a sentence for a person. */
  describe(error: InferenceError, modelName: string): string;
}

/** What happens while items are asked about. */
export interface AskEvents {
  onResult(result: ItemResult): void;
  onPause(error: InferenceError, modelName: string): void;
  onHold(milliseconds: number): void;
}

/** How long an answer is expected to be, of its item's length: less than most are, so that nothing is refused in vain. */
const answerShare = 0.25;

/** One prompt on its way over many items: what has come, and what is still to be asked. Every answer is in the journal. */
export class RunSession implements Releasable {
  readonly #options: RunSessionOptions;
  readonly #results = new Map<number, ItemResult>();
  #run: BatchRun | undefined;

  constructor(options: RunSessionOptions) {
    this.#options = options;
    for (const [index, result] of options.journal.results) this.#results.set(index, result);
  }

  get items(): readonly BatchItem[] {
    return this.#options.items;
  }

  get prompt(): RunPrompt {
    return this.#options.prompt;
  }

  get journal(): RunJournal {
    return this.#options.journal;
  }

  /** By the items' places, the failed too. */
  get results(): ReadonlyMap<number, ItemResult> {
    return this.#results;
  }

  get counts(): Counts {
    return countsOf(this.#results.values());
  }

  /** US dollars so far; `undefined` where nobody knows. */
  get cost(): number | undefined {
    return costOfResults(this.#results.values());
  }

  /** Places of the items that have no result yet, in order. */
  get open(): readonly number[] {
    return this.items.flatMap((_, index) => (this.#results.has(index) ? [] : [index]));
  }

  /** Places of the items for which it is worth to ask again. */
  get worthAnotherTry(): readonly number[] {
    return [...this.#results.values()]
      .filter(({ state, missing, refusal }) =>
        state === 'failed' ? refusal === undefined : missing === 'cutOff',
      )
      .map(({ index }) => index)
      .sort((one, other) => one - other);
  }

  get isPaused(): boolean {
    return this.#run?.isPaused ?? false;
  }

  /** Asks about items, once each. Resolves when all have a result, or it was stopped. */
  async ask(indexes: readonly number[], events: AskEvents): Promise<'ended' | 'stopped'> {
    const { client, timers, journal } = this.#options;
    this.#run = new BatchRun({
      indexes,
      client,
      timers,
      prepare: async (index) => this.#prepare(index),
      onResult: (came) => {
        const { state } = came;
        const result = state === 'failed' ? { ...came, why: this.#why(came) } : came;
        this.#results.set(result.index, result);
        if (state !== 'failed') journal.add({ kind: 'result', ...result, state });
        events.onResult(result);
      },
      onPause: (error, modelName) => events.onPause(error, modelName),
      onHold: (milliseconds) => events.onHold(milliseconds),
    });
    return this.#run.run();
  }

  resume(): void {
    this.#run?.resume();
  }

  stop(): void {
    this.#run?.stop();
  }

  dispose(): void {
    this.stop();
    this.journal.dispose();
  }

  #why({ refusal, error, modelName }: ItemResult): string {
    return refusal ?? this.#options.describe(error ?? { kind: 'unexpected' }, modelName ?? 'the model');
  }

  async #prepare(index: number): Promise<ItemRequest> {
    const { items, prompt, form, selection } = this.#options;
    const item = items[index];
    if (item === undefined || item.refusal !== undefined)
      return { kind: 'refused', result: { index, refusal: item?.refusal ?? '' } };
    const model = await selection.resolve();
    const { maxTokens, temperature, customInstructions } = this.#options.settings();
    const filled = itemPrompt(prompt, item, this.#options.today());
    const { fits } = fitsInContext(filled, answerShare, model.contextLength);
    if (!fits)
      return { kind: 'refused', result: { index, error: { kind: 'tooLong' }, modelName: model.name } };
    return {
      kind: 'ask',
      modelName: model.name,
      request: {
        model: model.routedId,
        messages: itemMessages(filled, form, customInstructions),
        ...(maxTokens !== undefined && { maxTokens }),
        ...(temperature !== undefined && { temperature }),
      },
      cost: (usage, provider) => costOf(usage, priceAt(model, provider) ?? model.pricing),
    };
  }
}
