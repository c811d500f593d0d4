import type { TypedWord } from './typedWord';

/** What is suggested while a name is typed. */
export interface Suggestion {
  readonly label: string;
  /** May be empty. */
  readonly detail: string;
  /** A codicon's name. */
  readonly icon: string;
  /** What stands in the text in the place of what was typed. */
  readonly words: string;
}

export interface SuggestionHost<Item extends Suggestion> {
  /** The text area that is typed into. */
  readonly field: HTMLTextAreaElement | null;
  /** What is being typed at the caret, if it is something to suggest for. */
  typedAt(text: string, caret: number): TypedWord | undefined;
  /** Asks for what fits to these letters; `found` is called with the answer. */
  find(query: string): void;
  /** Whether a suggestion that was found for other letters may still be meant. */
  fits(item: Item, query: string): boolean;
  /** The person has taken it. */
  chosen?(item: Item): void;
  /** The list, or which of it is active, has changed. */
  update(): void;
  /** The text was changed as if the person had typed it. */
  typed(): void;
}

/** The suggestions for what is typed in the composer: which there are, which is active, and what keys do with them. */
export class SuggestionController<Item extends Suggestion> {
  readonly #host: SuggestionHost<Item>;
  #typed: TypedWord | undefined;
  /** Where a word begins whose list the person has closed. */
  #closedAt: number | undefined;
  items: readonly Item[] = [];
  active = 0;

  constructor(host: SuggestionHost<Item>) {
    this.#host = host;
  }

  get isOpen(): boolean {
    return this.items.length > 0;
  }

  /** The text or the caret has changed. */
  changed(): void {
    const { field } = this.#host;
    const caret = field?.selectionStart ?? 0;
    const typed = caret === field?.selectionEnd ? this.#host.typedAt(field.value, caret) : undefined;
    if (typed?.start !== this.#closedAt) this.#closedAt = undefined;
    if (typed === undefined || typed.start === this.#closedAt) {
      this.close();
      return;
    }
    if (typed.query === this.#typed?.query && typed.start === this.#typed.start) return;
    this.#typed = typed;
    this.#keepWhatFits(typed.query);
    this.#host.find(typed.query);
  }

  /** The host has found these; an answer to an older question is passed over. */
  found(query: string, items: readonly Item[]): void {
    if (query !== this.#typed?.query) return;
    this.items = items;
    this.active = 0;
    this.#host.update();
  }

  close(): void {
    const wasOpen = this.isOpen;
    this.#typed = undefined;
    this.items = [];
    if (wasOpen) this.#host.update();
  }

  /** Takes the keys of an open list. True if the key was one. */
  keyPressed({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    if (!this.isOpen || shiftKey || altKey || ctrlKey || metaKey) return false;
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const { length } = this.items;
        this.active = (this.active + (key === 'ArrowDown' ? 1 : length - 1)) % length;
        this.#host.update();
        return true;
      }
      case 'Enter':
        // What stands there already needs no completing: Enter then means what it means without a list.
        if (this.#isComplete()) {
          this.close();
          return false;
        }
        this.choose(this.active);
        return true;
      case 'Tab':
        this.choose(this.active);
        return true;
      case 'Escape':
        this.#closedAt = this.#typed?.start;
        this.close();
        return true;
      default:
        return false;
    }
  }

  /** Until the host has answered, who presses Enter must not get what the letters before were about. */
  #keepWhatFits(query: string): void {
    if (!this.isOpen) return;
    this.items = this.items.filter((item) => this.#host.fits(item, query));
    this.active = 0;
    this.#host.update();
  }

  /** Takes a suggestion; its words stand in the text in the place of what was typed. */
  choose(index: number): void {
    const item = this.items[index];
    const { field } = this.#host;
    const typed = this.#typed;
    if (!item || !field || !typed) return;
    field.setRangeText(`${item.words} `, typed.start, typed.end, 'end');
    this.close();
    this.#host.typed();
    this.#host.chosen?.(item);
  }

  #isComplete(): boolean {
    const { field } = this.#host;
    const typed = this.#typed;
    if (!field || !typed) return false;
    return field.value.slice(typed.start, typed.end) === this.items[this.active]?.words;
  }
}
