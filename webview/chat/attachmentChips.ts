import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AttachmentView } from '../../src/protocol';
import { announce } from './announcer';
import { iconButton } from './iconButton';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';
import './thumbnail';

/**
 * What will go along with the next message, each with a button that shows it and one that takes it out again; Delete
 * and Backspace do that too. Fires `chips-left` when the keyboard has no chip to go to any more.
 */
@customElement('huggingphaze-attachment-chips')
export class AttachmentChips extends LightElement {
  @property({ attribute: false }) attachments: readonly AttachmentView[] = [];
  /** Where the keyboard goes when the chip that it was on is gone. */
  #next: number | undefined;

  protected override render(): TemplateResult | typeof nothing {
    if (this.attachments.length === 0) return nothing;
    return html`<ul class="chips" aria-label="Attachments">
      ${this.attachments.map(
        (attachment, index) =>
          html`<li class="chip" @keydown=${(event: KeyboardEvent) => this.#keyPressed(event, index)}>
            ${chipButton(this, attachment)}
            ${iconButton('close', `Remove ${attachment.label}`, () => this.#remove(index))}
          </li>`,
      )}
    </ul>`;
  }

  protected override updated(): void {
    const next = this.#next;
    if (next === undefined) return;
    this.#next = undefined;
    const chips = [...this.querySelectorAll<HTMLElement>('.chip-button')];
    const chip = chips[Math.min(next, chips.length - 1)];
    if (chip) chip.focus();
    else this.dispatchEvent(new CustomEvent('chips-left', { bubbles: true }));
  }

  #keyPressed(event: KeyboardEvent, index: number): void {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    this.#remove(index);
  }

  #remove(index: number): void {
    const attachment = this.attachments[index];
    if (!attachment) return;
    this.#next = index;
    announce(this, `Removed ${attachment.label}`);
    sendIntent(this, { type: 'removeAttachment', attachmentId: attachment.id });
  }
}

/** The part of a chip that says what it is, and shows it when pressed. */
export function chipButton(from: EventTarget, attachment: AttachmentView): TemplateResult {
  const { id, kind, label, size, detail = size } = attachment;
  return html`<button
    type="button"
    class="chip-button"
    title="${label}: ${detail}"
    @click=${() => sendIntent(from, { type: 'previewAttachment', attachmentId: id })}
  >
    <span class="chip-name">
      ${
        kind === 'picture'
          ? html`<huggingphaze-thumbnail .attachmentId=${id}></huggingphaze-thumbnail>`
          : html`<span class="codicon codicon-file" aria-hidden="true"></span>`
      }
      <span class="chip-label">${label}</span>
    </span>
    <span class="chip-size">${size}</span>
  </button>`;
}
