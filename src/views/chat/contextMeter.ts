import type { ChatService } from '../../core/chat/chatService';
import type { ChatSettings } from '../../core/chat/modelChoice';
import { planNextPrompt } from '../../core/chat/nextPrompt';
import type { Releasable } from '../../core/emitter';
import type { ModelSelection } from '../../core/inference/modelSelection';
import type { TokenSizes } from '../../core/inference/tokenSizes';
import type { Timers } from '../../core/storage/clock';
import type { ContextView } from '../../protocol';
import { contextView } from './contextWords';

export interface ContextSources {
  readonly chat: Pick<ChatService, 'current' | 'onDidChange'>;
  readonly selection: Pick<ModelSelection, 'resolveNow' | 'onDidChange'>;
  readonly settings: () => ChatSettings;
  readonly sizes: TokenSizes;
  readonly timers: Timers;
}

/** Milliseconds that changes are gathered before the meter is set anew. */
const gatherFor = 80;

/** How often texts that turned up in a count are counted in turn, before an estimate has to do. */
const mostCounts = 3;

/** Characters (UTF-16 units) of a text beyond which it is only estimated: counting it would take seconds. */
const longestCounted = 500_000;

/**
 * Keeps the context meter true while conversation, composer, model and settings change. Nothing waits for it: what is
 * not counted yet is estimated, and set right when the model's tokenizer has counted it.
 */
export class ContextMeter implements Releasable {
  readonly #sources: ContextSources;
  readonly #apply: (view: ContextView) => void;
  readonly #subscriptions: readonly Releasable[];
  #timer: Releasable | undefined;
  #isUpdating = false;
  /** Something changed since what is being counted now was looked at. */
  #isStale = false;

  constructor(sources: ContextSources, apply: (view: ContextView) => void) {
    this.#sources = sources;
    this.#apply = apply;
    const { chat, selection, sizes } = sources;
    this.#subscriptions = [
      chat.onDidChange((event) => {
        // The words of an answer are counted when it has ended: it changes many times a second.
        if (event.type !== 'delta' && event.type !== 'storageTrouble') this.refresh();
      }),
      selection.onDidChange(() => this.refresh()),
      sizes.onDidLoad(() => this.refresh()),
    ];
  }

  /** The meter as far as it is known at this moment. */
  get current(): ContextView {
    return this.#look().view;
  }

  /** Has the meter set soon. To be called for what is no event of the chat: typing, and settings. */
  refresh(): void {
    this.#timer ??= this.#sources.timers.after(gatherFor, () => {
      this.#timer = undefined;
      void this.#update();
    });
  }

  dispose(): void {
    this.#timer?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #update(): Promise<void> {
    // One at a time: the counts of a long text that is being typed would pile up.
    this.#isStale = true;
    if (this.#isUpdating) return;
    this.#isUpdating = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        this.#apply(await this.#count());
      }
    } finally {
      this.#isUpdating = false;
    }
  }

  async #count(): Promise<ContextView> {
    let now = this.#look();
    // A tokenizer is some megabytes: it is not fetched for a panel that nobody writes in.
    if (this.#isEmpty) return now.view;
    for (let counts = 0; now.uncounted.size > 0 && counts < mostCounts; counts += 1) {
      if (!(await this.#sources.sizes.count(now.modelId, [...now.uncounted]))) break;
      now = this.#look();
    }
    return now.view;
  }

  get #isEmpty(): boolean {
    const { messages, draft, attachments } = this.#sources.chat.current;
    return messages.length === 0 && attachments.length === 0 && draft.trim() === '';
  }

  #look(): { view: ContextView; uncounted: ReadonlySet<string>; modelId: string } {
    const { chat, selection, settings, sizes } = this.#sources;
    const conversation = chat.current;
    const model = selection.resolveNow();
    const now = settings();
    const estimated = new Set<string>();
    const plan = planNextPrompt(conversation, model, now, (text) => {
      const counted = sizes.counted(model.id, text);
      if (counted === undefined) estimated.add(text);
      return counted ?? sizes.estimate(text);
    });
    const hasPictures = [...conversation.messages, conversation].some(
      (message) => 'attachments' in message && message.attachments.some(({ kind }) => kind === 'picture'),
    );
    const view = contextView({
      plan,
      conversation,
      model,
      // What a picture takes is an estimate in any case.
      isExact: estimated.size === 0 && !hasPictures,
      hasWorkspaceInstructions: (now.workspaceInstructions ?? '') !== '',
      hasCustomInstructions: now.customInstructions !== '',
    });
    const uncounted = new Set([...estimated].filter(({ length }) => length <= longestCounted));
    return { view, uncounted, modelId: model.id };
  }
}
