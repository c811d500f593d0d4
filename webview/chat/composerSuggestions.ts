import type { MentionView, ViewIntent } from '../../src/protocol';
import type { PromptView } from '../../src/protocol/prompts';
import { SuggestionController, type Suggestion } from './suggestionController';
import { mentionAt, promptNameAt } from './typedWord';

export interface SuggestingComposer {
  readonly field: () => HTMLTextAreaElement | null;
  readonly send: (intent: ViewIntent) => void;
  /** The list has changed. */
  readonly update: () => void;
  /** The text was changed as if the person had typed it. */
  readonly typed: () => void;
}

/** What the composer's list shows. */
export interface ShownSuggestions {
  readonly name: string;
  readonly items: readonly Suggestion[];
  readonly active: number;
}

/** All that the composer suggests: what can be attached, behind an `@`, and prompts, behind a `/` at its beginning. */
export class ComposerSuggestions {
  readonly #mentions: SuggestionController<MentionView>;
  readonly #prompts: SuggestionController<Suggestion>;

  constructor({ field, send, update, typed }: SuggestingComposer) {
    this.#mentions = new SuggestionController<MentionView>({
      get field() {
        return field();
      },
      typedAt: mentionAt,
      fits: ({ label, detail }, query) => holds(`${detail} ${label}`, query),
      find: (query) => send({ type: 'findMentions', query }),
      chosen: ({ id }) => send({ type: 'attachMention', mentionId: id }),
      update,
      typed,
    });
    this.#prompts = new SuggestionController<Suggestion>({
      get field() {
        return field();
      },
      typedAt: promptNameAt,
      fits: ({ label }, query) => holds(label, query),
      find: (query) => send({ type: 'findPrompts', query }),
      update,
      typed,
    });
  }

  /** Empty: the list is closed. */
  get shown(): ShownSuggestions {
    const isPrompts = this.#prompts.isOpen;
    const { items, active } = isPrompts ? this.#prompts : this.#mentions;
    return { name: isPrompts ? 'Prompts' : 'Attach', items, active };
  }

  mentionsFound(query: string, mentions: readonly MentionView[]): void {
    this.#mentions.found(query, mentions);
  }

  promptsFound(query: string, prompts: readonly PromptView[]): void {
    this.#prompts.found(
      query,
      prompts.map(({ name, detail, icon }) => ({ label: `/${name}`, detail, icon, words: `/${name}` })),
    );
  }

  /** The text or the caret has changed. */
  changed(): void {
    this.#mentions.changed();
    this.#prompts.changed();
  }

  close(): void {
    this.#mentions.close();
    this.#prompts.close();
  }

  /** Takes the keys of an open list. True if the key was one. */
  keyPressed(event: KeyboardEvent): boolean {
    return this.#prompts.keyPressed(event) || this.#mentions.keyPressed(event);
  }

  choose(index: number): void {
    if (this.#prompts.isOpen) this.#prompts.choose(index);
    else this.#mentions.choose(index);
  }
}

function holds(text: string, query: string): boolean {
  return text.toLowerCase().includes(query.toLowerCase());
}
