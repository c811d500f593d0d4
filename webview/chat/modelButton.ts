import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

/** Shows which model answers and lets the person choose another. */
@customElement('huggingphaze-model-button')
export class ModelButton extends LightElement {
  @property({ attribute: false }) modelName = '';
  /** As in "fastest provider". */
  @property({ attribute: false }) detail = '';

  protected override render(): TemplateResult {
    const name = this.modelName === '' ? 'Choose a model' : this.modelName;
    const tooltip = this.detail === '' ? name : `${name}, ${this.detail}`;
    return html`<vscode-button
      class="model-button"
      aria-label="Model: ${name}"
      title=${tooltip}
      appearance="icon"
      @click=${() => sendIntent(this, { type: 'selectModel' })}
      ><span class="model-name">${name}</span
      ><span class="codicon codicon-chevron-down" aria-hidden="true"></span
    ></vscode-button>`;
  }
}
