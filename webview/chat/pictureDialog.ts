import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { iconButton } from './iconButton';
import { LightElement } from './lightElement';

/** A picture of the conversation, or that there is none any more. */
export interface ShownPicture {
  readonly label: string;
  readonly address?: string;
}

/** Shows an attached picture over the panel. Escape, the button or a click beside it close it. */
@customElement('huggingphaze-picture-dialog')
export class PictureDialog extends LightElement {
  @property({ attribute: false }) picture: ShownPicture | undefined;

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog');
  }

  protected override render(): TemplateResult | typeof nothing {
    const picture = this.picture;
    if (!picture) return nothing;
    const { label, address } = picture;
    return html`<dialog
      class="picture-dialog"
      aria-label=${label}
      @close=${() => this.#closed()}
      @keydown=${(event: KeyboardEvent) => this.#keyPressed(event)}
      @click=${(event: MouseEvent) => {
        if (event.target === this.#dialog) this.#dialog?.close();
      }}
    >
      <div class="picture-head">
        <span class="picture-label">${label}</span>
        ${iconButton('close', 'Close', () => this.#dialog?.close())}
      </div>
      ${
        address === undefined
          ? html`<p class="picture-gone">
              The file of this picture is no longer there, so it can’t be shown.
            </p>`
          : html`<img src=${address} alt=${label} />`
      }
    </dialog>`;
  }

  protected override updated(): void {
    if (this.picture && this.#dialog?.open === false) this.#dialog.showModal();
  }

  /** Escape closes the picture; the answer behind it goes on. */
  #keyPressed(event: KeyboardEvent): void {
    if (event.key === 'Escape') event.stopPropagation();
  }

  #closed(): void {
    this.picture = undefined;
    this.dispatchEvent(new CustomEvent('picture-closed', { bubbles: true }));
  }
}
