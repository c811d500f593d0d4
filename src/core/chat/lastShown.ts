import type { Log } from '../log';

/** Where a window remembers which conversation it shows. Each workspace has its own. */
export interface LastConversation {
  get(): PromiseLike<string | undefined>;
  set(conversationId: string): PromiseLike<void>;
}

/** Notes which conversation the window shows, each time that it is another. */
export class LastShown {
  readonly #store: LastConversation;
  readonly #log: Log;
  /** What the store holds. */
  #remembered: string | undefined;

  constructor(store: LastConversation, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /** The id of the conversation that this window, or one before it, showed last. */
  async get(): Promise<string | undefined> {
    this.#remembered = await this.#store.get();
    return this.#remembered;
  }

  set(conversationId: string): void {
    if (this.#remembered === conversationId) return;
    this.#remembered = conversationId;
    this.#store.set(conversationId).then(undefined, (error: unknown) => {
      this.#log.warn(
        `The last conversation can't be noted: ${error instanceof Error ? error.name : typeof error}.`,
      );
    });
  }
}
