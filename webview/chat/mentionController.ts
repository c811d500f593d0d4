import type { MentionView } from '../../src/protocol';
import { mentionAt, type TypedMention } from './mentionText';

export interface MentionHost {
  /** The text area that is typed into. */
  readonly field: HTMLTextAreaElement | null;
  /** Asks for what can be attached by these letters; `found` is called with the answer. */
  find(query: string): void;
  attach(mention: MentionView): void;
  /** The list, or which of it is active, has changed. */
  update(): void;
  /** The text was changed as if the person had typed it. */
  typed(): void;
}

/** The suggestions behind an `@` in the composer: which there are, which is active, and what keys do with them. */
export class MentionController {
  readonly #host: MentionHost;
  #typed: TypedMention | undefined;
  /** Where an `@` stands whose list the person has closed. */
  #closedAt: number | undefined;
  mentions: readonly MentionView[] = [];
  active = 0;

  constructor(host: MentionHost) {
    this.#host = host;
  }

  get isOpen(): boolean {
    return this.mentions.length > 0;
  }

  /** The text or the caret has changed. */
  changed(): void {
    const { field } = this.#host;
    const caret = field?.selectionStart ?? 0;
    const typed = caret === field?.selectionEnd ? mentionAt(field.value, caret) : undefined;
    if (typed?.start !== this.#closedAt) this.#closedAt = undefined;
    if (typed === undefined || typed.start === this.#closedAt) {
      this.close();
      return;
    }
    if (typed.query === this.#typed?.query && typed.start === this.#typed.start) return;
    this.#typed = typed;
    this.#host.find(typed.query);
  }

  /** The host has found these; an answer to an older question is passed over. */
  found(query: string, mentions: readonly MentionView[]): void {
    if (query !== this.#typed?.query) return;
    this.mentions = mentions;
    this.active = 0;
    this.#host.update();
  }

  close(): void {
    const wasOpen = this.isOpen;
    this.#typed = undefined;
    this.mentions = [];
    if (wasOpen) this.#host.update();
  }

  /** Takes the keys of an open list. True if the key was one. */
  keyPressed({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
    if (!this.isOpen || shiftKey || altKey || ctrlKey || metaKey) return false;
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const { length } = this.mentions;
        this.active = (this.active + (key === 'ArrowDown' ? 1 : length - 1)) % length;
        this.#host.update();
        return true;
      }
      case 'Enter':
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

  /** Attaches a suggestion; its name stands in the text in the place of what was typed. */
  choose(index: number): void {
    const mention = this.mentions[index];
    const { field } = this.#host;
    const typed = this.#typed;
    if (!mention || !field || !typed) return;
    field.setRangeText(`${mention.words} `, typed.start, typed.end, 'end');
    this.close();
    this.#host.typed();
    this.#host.attach(mention);
  }
}
