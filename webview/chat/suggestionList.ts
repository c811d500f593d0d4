import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LightElement } from './lightElement';
import type { Suggestion } from './suggestionController';

export const suggestionListId = 'suggestion-list';

/** The id of a suggestion's element, for `aria-activedescendant`. */
export function suggestionOptionId(index: number): string {
  return `suggestion-${index}`;
}

/** What fits to the name that is being typed. The keyboard stays in the composer, which moves `active`. */
@customElement('huggingphaze-suggestion-list')
export class SuggestionList extends LightElement {
  /** What it is a list of, to a screen reader. */
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) items: readonly Suggestion[] = [];
  /** Index of the suggestion that Enter takes. */
  @property({ attribute: false }) active = 0;

  protected override render(): TemplateResult | typeof nothing {
    if (this.items.length === 0) return nothing;
    return html`<ul class="suggestion-list" role="listbox" id=${suggestionListId} aria-label=${this.name}>
      ${this.items.map(
        ({ label, detail, icon }, index) =>
          html`<li
            role="option"
            id=${suggestionOptionId(index)}
            class="suggestion"
            aria-selected=${index === this.active ? 'true' : 'false'}
            @mousedown=${(event: MouseEvent) => this.#choose(event, index)}
          >
            <span class="codicon codicon-${icon}" aria-hidden="true"></span>
            <span class="suggestion-label">${label}</span>
            <span class="suggestion-detail">${detail}</span>
          </li>`,
      )}
    </ul>`;
  }

  protected override updated(): void {
    this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  /** On the press, so that the keyboard never leaves the composer. */
  #choose(event: MouseEvent, index: number): void {
    event.preventDefault();
    this.dispatchEvent(new CustomEvent<number>('suggestion-chosen', { bubbles: true, detail: index }));
  }
}
