import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { AttachmentView } from '../../src/protocol';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

/** Says before anything is sent which pictures the model can't see, with the ways out where it can't see any. */
@customElement('huggingphaze-picture-notice')
export class PictureNotice extends LightElement {
  @property({ attribute: false }) modelName = '';
  /** The attached pictures that it can't see; none: there is nothing to say. */
  @property({ attribute: false }) pictures: readonly AttachmentView[] = [];

  /** Which pictures of the chat a model that sees does not see any more; empty: all are seen. */
  @property({ attribute: false }) note = '';

  protected override render(): TemplateResult | typeof nothing {
    const { length } = this.pictures;
    if (length === 0) return this.note === '' ? nothing : html`<p class="picture-note">${this.note}</p>`;
    const remove = length === 1 ? 'Remove picture' : `Remove ${length} pictures`;
    return html`<div class="picture-notice">
      <p>${cannotSee(this.modelName)}</p>
      <vscode-button appearance="secondary" @click=${() => sendIntent(this, { type: 'selectModel' })}
        >Choose another model</vscode-button
      >
      <vscode-button appearance="secondary" @click=${() => this.#remove()}>${remove}</vscode-button>
    </div>`;
  }

  #remove(): void {
    for (const { id } of this.pictures) sendIntent(this, { type: 'removeAttachment', attachmentId: id });
    this.dispatchEvent(new CustomEvent('chips-left', { bubbles: true }));
  }
}

/** As in "Llama 3.3 70B Instruct can’t see pictures." */
export function cannotSee(modelName: string): string {
  return `${modelName === '' ? 'This model' : modelName} can’t see pictures.`;
}
