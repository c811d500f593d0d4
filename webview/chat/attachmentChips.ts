import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AttachmentView } from '../../src/protocol';
import { iconButton } from './iconButton';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

/** What will go along with the next message, each with a button that takes it out again. */
@customElement('huggingphaze-attachment-chips')
export class AttachmentChips extends LightElement {
  @property({ attribute: false }) attachments: readonly AttachmentView[] = [];

  protected override render(): TemplateResult | typeof nothing {
    if (this.attachments.length === 0) return nothing;
    return html`<ul class="chips" aria-label="Attachments">
      ${this.attachments.map(
        (attachment) =>
          html`<li class="chip">
            <span class="codicon codicon-file" aria-hidden="true"></span>
            <span class="chip-label" title=${attachment.label}>${attachment.label}</span>
            <span class="chip-size">${attachment.size}</span>
            ${iconButton('close', `Remove ${attachment.label}`, () =>
              sendIntent(this, { type: 'removeAttachment', attachmentId: attachment.id }),
            )}
          </li>`,
      )}
    </ul>`;
  }
}
