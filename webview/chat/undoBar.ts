import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { UndoOffer } from '../../src/protocol';
import { iconButton } from './iconButton';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

/** A quiet bar above the composer that offers to undo what was just done. It stays until something else is done. */
@customElement('huggingphaze-undo-bar')
export class UndoBar extends LightElement {
  @property({ attribute: false }) offer: UndoOffer | undefined;

  /** Puts the keyboard on "Undo". */
  focusUndo(): void {
    this.querySelector<HTMLElement>('.notice-button')?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { offer } = this;
    if (!offer) return nothing;
    return html`<div
      class="undo-bar"
      role="group"
      aria-label="Undo"
      @keydown=${(event: KeyboardEvent) => this.#keyPressed(event)}
    >
      <span class="undo-sentence">${offer.sentence}</span>
      <button
        type="button"
        class="notice-button"
        @click=${() => sendIntent(this, { type: 'undo', id: offer.id })}
      >
        Undo
      </button>
      ${iconButton('close', 'Dismiss', () => this.#dismiss())}
    </div>`;
  }

  #keyPressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#dismiss();
  }

  #dismiss(): void {
    sendIntent(this, { type: 'dismissUndo' });
  }
}
