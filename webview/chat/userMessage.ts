import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { UserMessageView } from '../../src/protocol';
import { chipButton } from './attachmentChips';
import './copyButton';
import { LightElement } from './lightElement';

/** What the person wrote, in a quiet box, exactly as they wrote it. */
@customElement('huggingphaze-user-message')
export class UserMessage extends LightElement {
  @property({ attribute: false }) message: UserMessageView | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const message = this.message;
    if (!message) return nothing;
    return html`<article class="message user-message" aria-label="You" data-state="done">
      <p class="user-text">${message.text}</p>
      ${
        message.attachments.length === 0
          ? nothing
          : html`<ul class="chips" aria-label="Attachments">
              ${message.attachments.map(
                (attachment) => html`<li class="chip">${chipButton(this, attachment)}</li>`,
              )}
            </ul>`
      }
      <div class="message-actions">
        <huggingphaze-copy-button .text=${() => message.text}></huggingphaze-copy-button>
      </div>
    </article>`;
  }
}
