import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

/** A quiet line about the whole panel: where answers come from, or a trouble that lasts. */
@customElement('huggingphaze-notice-bar')
export class NoticeBar extends LightElement {
  @property({ attribute: false }) notice = '';
  /** Whether a button after the notice opens the settings, which mend it. */
  @property({ attribute: false }) opensSettings = false;
  /** Who answers in place of Hugging Face; empty for Hugging Face itself. */
  @property({ attribute: false }) serverName = '';

  protected override render(): TemplateResult {
    const server =
      this.serverName === '' ? '' : `Answers come from ${this.serverName}, not from Hugging Face.`;
    const settings = this.opensSettings
      ? html` <button
          type="button"
          class="notice-button"
          @click=${() => sendIntent(this, { type: 'openSettings' })}
        >
          Open settings
        </button>`
      : nothing;
    return html`${bar('server', server)}${bar('warning', this.notice, settings)}`;
  }
}

function bar(
  icon: string,
  sentence: string,
  button: TemplateResult | typeof nothing = nothing,
): TemplateResult | typeof nothing {
  if (sentence === '') return nothing;
  return html`<p class="notice">
    <span class="codicon codicon-${icon}" aria-hidden="true"></span><span>${sentence}${button}</span>
  </p>`;
}
