import type { TitleWriter } from '../storage/conversationRecord';
import type { StoredConversation } from '../storage/readConversation';
import { askForTitle, titleRequest } from './betterTitle';
import { pathTo, type Conversation } from './conversation';
import type { ConversationServices } from './conversationServices';
import type { AssistantMessage } from './message';
import type { ModelChoice } from './modelChoice';

/**
 * Finds a better title for a conversation than its first words: the person's own, or else one by the model that gave
 * the first whole answer. The model is asked once and in the background; if that fails, the first words stay.
 */
export class ConversationNaming {
  readonly #services: Pick<ConversationServices, 'client' | 'settings' | 'log'>;
  readonly #stored: () => Promise<StoredConversation | undefined>;
  readonly #apply: (title: string, by: TitleWriter) => void;
  readonly #abort = new AbortController();
  #settled: boolean;

  /** @param options.titledBy who has written a title already */
  constructor(options: {
    readonly services: Pick<ConversationServices, 'client' | 'settings' | 'log'>;
    readonly titledBy: TitleWriter | undefined;
    /** The conversation as it is on disk now: another window may have named it, or deleted it. */
    readonly stored: () => Promise<StoredConversation | undefined>;
    readonly apply: (title: string, by: TitleWriter) => void;
  }) {
    this.#services = options.services;
    this.#settled = options.titledBy !== undefined;
    this.#stored = options.stored;
    this.#apply = options.apply;
  }

  /** The person's own title, which no model's replaces. */
  rename(title: string): void {
    this.leave();
    this.#apply(title, 'person');
  }

  /**
   * To be told of every answer that has ended: asks for a title after the first whole one. Resolves when it is there
   * or known not to come. Never rejects.
   */
  async answerEnded(
    conversation: Conversation,
    answer: AssistantMessage,
    model: ModelChoice | undefined,
  ): Promise<void> {
    if (this.#settled || answer.state !== 'done' || !model) return;
    this.#settled = true;
    const { client, settings, log } = this.#services;
    if (settings().betterTitles !== true || !isFirstWhole(conversation, answer)) return;
    const question = pathTo(conversation, answer.id).findLast((message) => message.role === 'user');
    const words = question?.text ?? '';
    if (words.trim() === '') return;
    const request = titleRequest(model.routedId, words, answer.text);
    const note = (reason: string): void =>
      log.info(`The chat keeps its first words as its title: ${reason}.`);
    const title = await askForTitle(client, request, this.#abort.signal, note);
    if (title === undefined) return;
    const stored = await this.#stored().catch(() => undefined);
    // Writing to one that was deleted meanwhile would bring it back.
    if (stored === undefined || stored.titledBy === 'person' || this.#abort.signal.aborted) return;
    this.#apply(title, 'model');
  }

  /** Ends the asking: the window closes, the conversation goes, or the person has named it. */
  leave(): void {
    this.#settled = true;
    this.#abort.abort();
  }
}

function isFirstWhole({ messages }: Conversation, answer: AssistantMessage): boolean {
  for (const message of messages.values())
    if (message.role === 'assistant' && message.state === 'done' && message.id !== answer.id) return false;
  return true;
}
