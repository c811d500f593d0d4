import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RefusalView, ViewIntent } from '../../src/protocol';
import { iconButton } from './iconButton';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

/**
 * Says why a message was not sent, or a question not asked again, with the ways out; above the composer, to which words
 * of its own come back. Fires `refusal-dismissed`.
 */
@customElement('huggingphaze-send-refusal')
export class SendRefusal extends LightElement {
  @property({ attribute: false }) refusal: RefusalView | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const refusal = this.refusal;
    if (!refusal) return nothing;
    const { removal, turn } = refusal;
    return html`<div class="send-refusal" role="alert">
      <span class="codicon codicon-warning" aria-hidden="true"></span>
      <div>
        <p>${refusal.sentence}</p>
        <div class="error-actions">
          <vscode-button appearance="secondary" @click=${() => sendIntent(this, wayToAnotherModel(turn))}
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
      ${
        // Words that came back into the composer say themselves that they are not sent; this alone says it of a turn.
        turn ? iconButton('close', 'Dismiss', () => this.#dismiss()) : nothing
      }
    </div>`;
  }

  #dismiss(): void {
    this.dispatchEvent(new CustomEvent('refusal-dismissed', { bubbles: true }));
  }
}

/** What was wanted of an answer is wanted of the other model this once; new words are sent by the person. */
function wayToAnotherModel(turn: RefusalView['turn']): ViewIntent {
  switch (turn?.kind) {
    case 'tryAgain':
      return { type: 'tryAgainWithModel', messageId: turn.messageId };
    case 'continue':
      return { type: 'continueWithModel', messageId: turn.messageId };
    case 'edit':
    case undefined:
      return { type: 'selectModel' };
  }
}
