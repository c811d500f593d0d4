import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { iconButton } from './iconButton';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

/** Offers what is selected in the editor to go along. It never does by itself. Fires `chips-left` when it goes. */
@customElement('huggingphaze-selection-offer')
export class SelectionOffer extends LightElement {
  /** As in "letter.md, lines 3–9"; empty: nothing is offered. */
  @property({ attribute: false }) label = '';

  protected override render(): TemplateResult | typeof nothing {
    if (this.label === '') return nothing;
    return html`<div class="chip offer">
      <button type="button" class="chip-button" @click=${() => this.#answer('attachSelection')}>
        <span class="chip-name">
          <span class="codicon codicon-add" aria-hidden="true"></span>
          <span class="chip-label">Add selection: ${this.label}</span>
        </span>
      </button>
      ${iconButton('close', 'Don’t offer this selection', () => this.#answer('declineSelection'))}
    </div>`;
  }

  #answer(type: 'attachSelection' | 'declineSelection'): void {
    sendIntent(this, { type });
    this.dispatchEvent(new CustomEvent('chips-left', { bubbles: true }));
  }
}
