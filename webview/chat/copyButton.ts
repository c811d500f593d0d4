import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { announce } from './announcer';
import { iconButton } from './iconButton';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

const tickShownForMilliseconds = 1500;

/** Copies a text to the clipboard, through the host, and says that it did. */
@customElement('huggingphaze-copy-button')
export class CopyButton extends LightElement {
  /** Reads what to copy at the moment of the click. */
  @property({ attribute: false }) text: () => string = () => '';
  @property({ attribute: false }) name = 'Copy';
  @state() private copied = false;
  #timer: number | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.#timer);
    this.copied = false;
  }

  protected override render(): TemplateResult {
    return html`${iconButton(this.copied ? 'check' : 'copy', this.name, () => this.#copy())}`;
  }

  #copy(): void {
    sendIntent(this, { type: 'copyText', text: this.text() });
    announce(this, 'Copied');
    this.copied = true;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.copied = false;
    }, tickShownForMilliseconds);
  }
}
