import type { Releasable } from '../emitter';
import type { AppendOutcome } from './appendQueue';
import type { AnswerPosition } from './conversationRecord';
import type { ConversationStore } from './conversationStore';
import type { AnswerTail } from './readConversation';

/** At most this many milliseconds of a streaming answer are lost when its window is killed. */
export const checkpointInterval = 250;

/**
 * Saves a streaming answer bit by bit: each checkpoint appends only what arrived since the last one, so its cost
 * doesn't grow with the answer.
 */
export class AnswerCheckpoint implements Releasable {
  readonly #store: ConversationStore;
  readonly #conversationId: string;
  readonly #answerId: string;
  readonly #run: string;
  #at: AnswerPosition;
  #text: string[] = [];
  #reasoning: string[] = [];
  #timer: Releasable | undefined;

  constructor(options: {
    readonly store: ConversationStore;
    readonly conversationId: string;
    /** Where the run begins in the answer. */
    readonly tail: AnswerTail;
  }) {
    this.#store = options.store;
    this.#conversationId = options.conversationId;
    this.#answerId = options.tail.answerId;
    this.#run = options.tail.run;
    this.#at = options.tail.position;
  }

  /** Where the answer ends with all that was added. */
  get position(): AnswerPosition {
    const length = (pieces: readonly string[]): number =>
      pieces.reduce((sum, piece) => sum + piece.length, 0);
    return {
      text: this.#at.text + length(this.#text),
      reasoning: this.#at.reasoning + length(this.#reasoning),
    };
  }

  addText(text: string): void {
    this.#text.push(text);
    this.#schedule();
  }

  addReasoning(reasoning: string): void {
    this.#reasoning.push(reasoning);
    this.#schedule();
  }

  /** Saves what is not saved yet, now. Never rejects: see {@link ConversationStore.append}. */
  async flush(): Promise<AppendOutcome> {
    this.dispose();
    const [text, reasoning] = [this.#text.join(''), this.#reasoning.join('')];
    if (text === '' && reasoning === '') return 'saved';
    const at = this.#at;
    this.#at = { text: at.text + text.length, reasoning: at.reasoning + reasoning.length };
    this.#text = [];
    this.#reasoning = [];
    return this.#store.append(this.#conversationId, [
      { kind: 'text', id: this.#answerId, run: this.#run, at, text, reasoning },
    ]);
  }

  #schedule(): void {
    this.#timer ??= this.#store.timers.after(checkpointInterval, () => {
      this.#timer = undefined;
      void this.flush();
    });
  }

  /** Ends the timer; what was added since the last checkpoint is not saved by this. */
  dispose(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }
}
