import type { OpenConversation } from './openConversation';

/** The conversations that a window has open: the one that is shown, and those that receive an answer out of sight. */
export class OpenConversations {
  readonly #background = new Map<string, OpenConversation>();
  #shown: OpenConversation;
  #previous: OpenConversation | undefined;

  constructor(shown: OpenConversation) {
    this.#shown = shown;
  }

  get shown(): OpenConversation {
    return this.#shown;
  }

  /** What was shown before: the last words typed in it may still be on their way. */
  get previous(): OpenConversation | undefined {
    return this.#previous;
  }

  get all(): readonly OpenConversation[] {
    return [this.#shown, ...this.#background.values()];
  }

  /** The conversations that receive an answer. */
  get answering(): ReadonlySet<string> {
    return new Set(this.all.filter(({ busy }) => busy).map(({ id }) => id));
  }

  find(conversationId: string): OpenConversation | undefined {
    return this.all.find(({ id }) => id === conversationId);
  }

  /** Puts the window's first conversation in the place of the empty one that it began with. */
  replaceFirst(first: OpenConversation): void {
    this.#shown = first;
  }

  /** Shows another one. What was shown goes on out of sight if it receives an answer. */
  show(next: OpenConversation): void {
    const last = this.#shown;
    if (last.busy) this.#background.set(last.id, last);
    this.#background.delete(next.id);
    this.#previous = last;
    this.#shown = next;
  }

  /** Something has happened to one of them: out of sight, it is open only until its answer has ended. */
  happened(conversation: OpenConversation): void {
    if (conversation !== this.#shown && !conversation.busy) this.#background.delete(conversation.id);
  }

  /** Stops the answers of those that are to be deleted. Resolves when nothing writes to them any more. */
  async leave(isLeft: (conversationId: string) => boolean): Promise<void> {
    const open = new Set([...this.all, ...(this.#previous ? [this.#previous] : [])]);
    for (const conversation of [...open].filter(({ id }) => isLeft(id))) {
      await conversation.leave();
      this.#background.delete(conversation.id);
    }
  }

  /** Forgets what was shown before, if it is one of these. */
  forgetPrevious(isLeft: (conversationId: string) => boolean): void {
    if (this.#previous && isLeft(this.#previous.id)) this.#previous = undefined;
  }
}
