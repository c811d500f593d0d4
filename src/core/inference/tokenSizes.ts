import { Emitter, type Listen, type Releasable } from '../emitter';
import { estimateTokens } from './tokenEstimate';

/** Counts tokens with models' own tokenizers. */
export interface TokenCounter extends Releasable {
  /** The tokens of each text; `undefined` where the model's tokenizer can't be had (yet). Never rejects. */
  count(modelId: string, texts: readonly string[]): Promise<readonly number[] | undefined>;
  /** A tokenizer has come, or turned out not to be had: what can be counted may be other than before. */
  readonly onDidLoad: Listen<undefined>;
}

/** Most texts whose sizes are remembered, and most characters (UTF-16 units) of them together. */
const mostTexts = 20_000;
const mostCharacters = 50_000_000;

/** Texts up to this length are not worth remembering the estimate of. */
const quicklyEstimated = 2_000;

/**
 * How many tokens texts are, remembered, so that a long conversation is not counted anew at each keystroke: by the
 * model's own tokenizer where it has counted them, else by estimate.
 */
export class TokenSizes implements Releasable {
  readonly #counter: TokenCounter;
  readonly #loaded = new Emitter<undefined>();
  readonly #subscription: Releasable;
  readonly #estimates = new Remembered();
  readonly #counted = new Remembered();
  /** The model whose tokenizer counted what is remembered. */
  #modelId = '';

  constructor(counter: TokenCounter) {
    this.#counter = counter;
    this.#subscription = counter.onDidLoad(() => this.#loaded.fire(undefined));
  }

  /** What can be counted may be other than before. */
  readonly onDidLoad: Listen<undefined> = this.#loaded.event;

  /** What the model's own tokenizer said; `undefined` if it was not asked, or can't be had. */
  counted(modelId: string, text: string): number | undefined {
    return modelId === this.#modelId ? this.#counted.get(text) : undefined;
  }

  estimate(text: string): number {
    if (text.length <= quicklyEstimated) return estimateTokens(text);
    const known = this.#estimates.get(text);
    if (known !== undefined) return known;
    const estimate = estimateTokens(text);
    this.#estimates.set(text, estimate);
    return estimate;
  }

  /** The best that is known at once, as a measure for prompts. */
  measureFor(modelId: string): (text: string) => number {
    return (text) => this.counted(modelId, text) ?? this.estimate(text);
  }

  /** Has texts counted; true if they are. Never rejects. */
  async count(modelId: string, texts: readonly string[]): Promise<boolean> {
    const counts = await this.#counter.count(modelId, texts);
    if (!counts) return false;
    if (modelId !== this.#modelId) {
      this.#modelId = modelId;
      this.#counted.clear();
    }
    texts.forEach((text, index) => {
      const size = counts[index];
      if (size !== undefined) this.#counted.set(text, size);
    });
    return true;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#loaded.dispose();
    this.#counter.dispose();
  }
}

/** Sizes by text; those that were asked for longest ago are forgotten when there are too many. */
class Remembered {
  readonly #sizes = new Map<string, number>();
  #characters = 0;

  get(text: string): number | undefined {
    const size = this.#sizes.get(text);
    if (size === undefined) return undefined;
    this.#sizes.delete(text);
    this.#sizes.set(text, size);
    return size;
  }

  set(text: string, size: number): void {
    if (!this.#sizes.has(text)) this.#characters += text.length;
    this.#sizes.set(text, size);
    for (const oldest of this.#sizes.keys()) {
      if (this.#sizes.size <= mostTexts && this.#characters <= mostCharacters) break;
      this.#sizes.delete(oldest);
      this.#characters -= oldest.length;
    }
  }

  clear(): void {
    this.#sizes.clear();
    this.#characters = 0;
  }
}
