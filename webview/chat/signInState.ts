import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { drawing } from './drawing';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

/** What stands in place of an empty conversation while there is no token: one sentence and one button. */
@customElement('huggingphaze-sign-in-state')
export class SignInState extends LightElement {
  protected override render(): TemplateResult {
    return html`<div class="welcome">
      ${drawing()}
      <p class="welcome-sentence">
        To get answers, set your free Hugging Face token; it is a kind of password for this editor, and the
        next step shows where to get one.
      </p>
      <vscode-button appearance="primary" @click=${() => sendIntent(this, { type: 'signIn' })}
        >Set token</vscode-button
      >
    </div>`;
  }
}
