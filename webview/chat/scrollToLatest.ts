import { nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { iconButton } from './iconButton';
import { LightElement } from './lightElement';

/** Brings the person back to the newest message. Fires `scroll-to-latest`. */
@customElement('huggingphaze-scroll-to-latest')
export class ScrollToLatest extends LightElement {
  @property({ attribute: false }) shown = false;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.shown) return nothing;
    return iconButton('arrow-down', 'Scroll to latest', () =>
      this.dispatchEvent(new CustomEvent('scroll-to-latest', { bubbles: true })),
    );
  }
}
