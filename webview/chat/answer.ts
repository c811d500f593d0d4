import type { AssistantMessageView, ErrorView, MessageState } from '../../src/protocol';

/** Hears what becomes of an answer. */
export interface AnswerListener {
  /** Text came at the end. */
  answerGrew(text: string, reasoning: string): void;
  /** Anything but the text changed. */
  answerChanged(): void;
}

/**
 * An answer as it grows. Deltas go straight to whoever shows this answer, so that their cost does not depend on how
 * many messages stand around it.
 */
export class Answer {
  readonly role = 'assistant';
  readonly id: string;
  #view: Omit<AssistantMessageView, 'text' | 'reasoning'>;
  #text: string;
  #reasoning: string;
  readonly #listeners = new Set<AnswerListener>();

  constructor(view: AssistantMessageView) {
    this.id = view.id;
    this.#view = view;
    this.#text = view.text;
    this.#reasoning = view.reasoning;
  }

  get text(): string {
    return this.#text;
  }

  get reasoning(): string {
    return this.#reasoning;
  }

  get state(): MessageState {
    return this.#view.state;
  }

  get modelName(): string {
    return this.#view.modelName;
  }

  get footnote(): string {
    return this.#view.footnote;
  }

  get error(): ErrorView | undefined {
    return this.#view.error;
  }

  append(text: string, reasoning: string): void {
    this.#text += text;
    this.#reasoning += reasoning;
    for (const listener of this.#listeners) listener.answerGrew(text, reasoning);
  }

  change(view: Omit<AssistantMessageView, 'text' | 'reasoning'>): void {
    this.#view = view;
    for (const listener of this.#listeners) listener.answerChanged();
  }

  /** Returns what ends it. */
  listen(listener: AnswerListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
