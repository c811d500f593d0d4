import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RefusalView } from '../../src/protocol';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

/** Says why a message was not sent, above the words that came back, with the ways out. */
@customElement('huggingphaze-send-refusal')
export class SendRefusal extends LightElement {
  @property({ attribute: false }) refusal: RefusalView | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const refusal = this.refusal;
    if (!refusal) return nothing;
    const { removal } = refusal;
    return html`<div class="send-refusal" role="alert">
      <span class="codicon codicon-warning" aria-hidden="true"></span>
      <div>
        <p>${refusal.sentence}</p>
        <div class="error-actions">
          <vscode-button appearance="secondary" @click=${() => sendIntent(this, { type: 'selectModel' })}
            >Choose another model</vscode-button
          >
          ${
            removal
              ? html`<vscode-button
                  appearance="secondary"
                  @click=${() =>
                    sendIntent(this, { type: 'removeAttachment', attachmentId: removal.attachmentId })}
                  >Remove ${removal.label}</vscode-button
                >`
              : nothing
          }
        </div>
      </div>
    </div>`;
  }
}
