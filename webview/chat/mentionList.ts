import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MentionView } from '../../src/protocol';
import { LightElement } from './lightElement';

export const mentionListId = 'mention-list';

/** The id of a suggestion's element, for `aria-activedescendant`. */
export function mentionOptionId(index: number): string {
  return `mention-${index}`;
}

/** What can be attached by the `@` that is being typed. The keyboard stays in the composer, which moves `active`. */
@customElement('huggingphaze-mention-list')
export class MentionList extends LightElement {
  @property({ attribute: false }) mentions: readonly MentionView[] = [];
  /** Index of the suggestion that Enter takes. */
  @property({ attribute: false }) active = 0;

  protected override render(): TemplateResult | typeof nothing {
    if (this.mentions.length === 0) return nothing;
    return html`<ul class="mention-list" role="listbox" id=${mentionListId} aria-label="Attach">
      ${this.mentions.map(
        ({ label, detail, icon }, index) =>
          html`<li
            role="option"
            id=${mentionOptionId(index)}
            class="mention"
            aria-selected=${index === this.active ? 'true' : 'false'}
            @mousedown=${(event: MouseEvent) => this.#choose(event, index)}
          >
            <span class="codicon codicon-${icon}" aria-hidden="true"></span>
            <span class="mention-label">${label}</span>
            <span class="mention-detail">${detail}</span>
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
    this.dispatchEvent(new CustomEvent<number>('mention-chosen', { bubbles: true, detail: index }));
  }
}
