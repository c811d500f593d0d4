import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { LightElement } from './lightElement';

/** A thumbnail that somebody looks for; `show` is called when it is there. */
export interface WantedThumbnail {
  readonly attachmentId: string;
  readonly show: (address: string) => void;
}

/** Seen from this far below or above what is in view, in pixels, a picture is made ready. */
const margin = '200px';

/**
 * An attached picture, very small, on its chip; a symbol until it is there, and where it is gone. Asks for it when it
 * comes into view: fires `thumbnail-wanted`.
 */
@customElement('huggingphaze-thumbnail')
export class Thumbnail extends LightElement {
  @property({ attribute: false }) attachmentId = '';
  @state() private address = '';
  readonly #observer = new IntersectionObserver((entries) => this.#moved(entries), { rootMargin: margin });

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.address === '') this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('attachmentId')) return;
    // The chip before it was taken out, and this one now stands for another picture.
    this.address = '';
    this.#observer.disconnect();
    this.#observer.observe(this);
  }

  protected override render(): TemplateResult {
    return this.address === ''
      ? html`<span class="codicon codicon-file-media" aria-hidden="true"></span>`
      : html`<img class="thumbnail" src=${this.address} alt="" />`;
  }

  #moved(entries: readonly IntersectionObserverEntry[]): void {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    this.#observer.disconnect();
    const { attachmentId } = this;
    const detail: WantedThumbnail = {
      attachmentId,
      show: (address) => {
        if (this.attachmentId === attachmentId) this.address = address;
      },
    };
    this.dispatchEvent(new CustomEvent('thumbnail-wanted', { bubbles: true, detail }));
  }
}
