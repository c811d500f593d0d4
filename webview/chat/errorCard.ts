import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ErrorView } from '../../src/protocol';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

/** What went wrong in plain words, and the buttons that mend it. */
@customElement('huggingphaze-error-card')
export class ErrorCard extends LightElement {
  @property({ attribute: false }) error: ErrorView | undefined;
  @property({ attribute: false }) messageId = '';
  /** Whether its first button is the one primary button of the screen. */
  @property({ attribute: false }) leading = false;

  protected override render(): TemplateResult | typeof nothing {
    const error = this.error;
    if (!error) return nothing;
    return html`<div class="error-card" role="alert">
      <span class="codicon codicon-error" aria-hidden="true"></span>
      <div class="error-body">
        <p class="error-sentence">${error.sentence}</p>
        ${
          error.actions.length === 0
            ? nothing
            : html`<div class="error-actions">
                ${error.actions.map(
                  (action, index) =>
                    html`<vscode-button
                      appearance=${this.leading && index === 0 ? 'primary' : 'secondary'}
                      @click=${() =>
                        sendIntent(this, {
                          type: 'errorAction',
                          messageId: this.messageId,
                          action: action.id,
                        })}
                      >${action.label}</vscode-button
                    >`,
                )}
              </div>`
        }
        ${
          error.details === ''
            ? nothing
            : html`<details class="error-details">
                <summary>Technical details</summary>
                <p>${error.details}</p>
              </details>`
        }
      </div>
    </div>`;
  }
}
