import type { ConversationRecord } from '../storage/conversationRecord';
import { branchPositions, withStep, type BranchDirection } from './branches';
import type { ChatEvent } from './chatEvent';
import { pathChange, withMessage, type Conversation } from './conversation';
import { deletionOf, withDeletionUndone, type Deletion } from './deletion';
import type { Message } from './message';

/** The messages of one open conversation, and what happens to their tree, told and noted on disk. */
export class ConversationTree {
  current: Conversation;
  readonly #tell: (event: ChatEvent) => void;
  readonly #append: (records: readonly ConversationRecord[]) => Promise<unknown>;
  /** The last one, while its undoing is offered. */
  #deletion: Deletion | undefined;

  constructor(
    current: Conversation,
    adapters: {
      readonly tell: (event: ChatEvent) => void;
      readonly append: (records: readonly ConversationRecord[]) => Promise<unknown>;
    },
  ) {
    this.current = current;
    this.#tell = adapters.tell;
    this.#append = adapters.append;
  }

  get deletion(): Deletion | undefined {
    return this.#deletion;
  }

  /** Adds a message at the end of the visible path. Whoever adds it writes its record. */
  add(message: Message): void {
    this.current = withMessage(this.current, message);
    this.#tell({ type: 'messageAdded', message });
    const branches = branchPositions(this.current);
    if (branches.at(-1)?.messageId === message.id) this.#tell({ type: 'branchesChanged', branches });
  }

  /** Shows what was written before or after this message in its place, as it was left. */
  async step(messageId: string, direction: BranchDirection): Promise<void> {
    const next = withStep(this.current, messageId, direction);
    if (next !== this.current) await this.#become(next, []);
  }

  /** Deletes a message: an answer alone, a question with its answers. What followed is kept; {@link undo} undoes it. */
  async delete(messageId: string): Promise<void> {
    const deletion = deletionOf(this.current, messageId);
    if (!deletion) return;
    const saved = this.#become(deletion.after, [{ kind: 'deleted', ids: deletion.ids }]);
    this.#setDeletion(deletion);
    await saved;
  }

  /** Brings back what the last deletion took, if that was of this message, and shows it. */
  async undo(messageId: string): Promise<void> {
    const deletion = this.#deletion;
    if (deletion?.messageId !== messageId) return;
    this.#setDeletion(undefined);
    const next = withDeletionUndone(this.current, deletion);
    await this.#become(next, [{ kind: 'restored', ids: deletion.ids }]);
  }

  /** The last deletion is not to be undone any more. It stays on disk all the same. */
  settleDeletion(): void {
    this.#setDeletion(undefined);
  }

  /** Takes the tree as it is now, and notes on disk what happened to it and which path is visible. */
  #become(next: Conversation, records: readonly ConversationRecord[]): Promise<unknown> {
    const change = pathChange(this.current, next);
    this.current = next;
    this.#tell({ type: 'pathChanged', ...change });
    this.#tell({ type: 'branchesChanged', branches: branchPositions(next) });
    return this.#append([...records, { kind: 'head', id: next.headId }]);
  }

  #setDeletion(deletion: Deletion | undefined): void {
    if (deletion === this.#deletion) return;
    this.#deletion = deletion;
    this.#tell({ type: 'deletionChanged', deletion });
  }
}
