import type { BranchDirection } from './branches';
import type { ConversationTree } from './conversationTree';
import type { OpenConversation } from './openConversation';
import type { TurnRefusal } from './turnRefusal';

/**
 * What a person does to the tree of the conversation that is shown. While an answer streams in it, none of this does
 * anything. Nothing here rejects; what happens is told by the chat's events.
 */
export class Branching {
  readonly #current: () => Promise<OpenConversation>;

  /** @param current resolves with the conversation that is shown, once it is read */
  constructor(current: () => Promise<OpenConversation>) {
    this.#current = current;
  }

  /**
   * Asks a message of the person's anew with other words, and what was attached to it. The old message and all after
   * it leave the visible path and stay as another branch. Resolves when the answer has ended and is saved, or at once,
   * with nothing changed, with why the model can't be asked.
   */
  async edit(messageId: string, text: string): Promise<TurnRefusal | undefined> {
    return (await this.#current()).edit(messageId, text);
  }

  /** Shows what was written before or after this message in its place, with all that followed it, as it was left. */
  async step(messageId: string, direction: BranchDirection): Promise<void> {
    await (await this.#idleTree())?.step(messageId, direction);
  }

  /**
   * Deletes an answer alone, or a question with every answer to it. What followed is kept, after what came before.
   * Nothing is taken off the disk, and until the next message {@link undo} brings it back.
   */
  async delete(messageId: string): Promise<void> {
    await (await this.#idleTree())?.delete(messageId);
  }

  /** Undoes the last deletion, if it was of this message. */
  async undo(messageId: string): Promise<void> {
    await (await this.#idleTree())?.undo(messageId);
  }

  /** The last deletion is not to be undone any more. */
  async settleDeletion(): Promise<void> {
    (await this.#current()).tree.settleDeletion();
  }

  /** Undefined while an answer grows on it. */
  async #idleTree(): Promise<ConversationTree | undefined> {
    const { busy, tree } = await this.#current();
    return busy ? undefined : tree;
  }
}
