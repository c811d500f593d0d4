import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LightElement } from './lightElement';
import { isPlainEnter } from './plainEnter';

/**
 * A message of the person's while they put it into other words. Fires `edit-typed` and `edit-sent` with the text, and
 * `edit-cancelled`.
 */
@customElement('huggingphaze-message-editor')
export class MessageEditor extends LightElement {
  /** What stands there to begin with. */
  @property({ attribute: false }) text = '';
  /** Whether the message may be sent without a word, because something is attached to it. */
  @property({ attribute: false }) mayBeEmpty = false;

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  /** Puts the keyboard behind the last word. */
  focusField(): void {
    const focus = (): void => {
      const field = this.#field;
      field?.focus();
      field?.setSelectionRange(field.value.length, field.value.length);
    };
    this.updateComplete.then(focus, (error: unknown) => reportError(error));
  }

  protected override render(): TemplateResult {
    return html`<div class="message-editor">
      <textarea
        aria-label="New wording"
        rows="1"
        dir="auto"
        spellcheck="true"
        @input=${() => this.#fire('edit-typed')}
        @keydown=${(event: KeyboardEvent) => this.#keyPressed(event)}
      ></textarea>
      <div class="message-editor-buttons">
        <vscode-button appearance="secondary" @click=${() => this.#send()}>Send</vscode-button>
        <vscode-button appearance="secondary" @click=${() => this.#fire('edit-cancelled')}
          >Cancel</vscode-button
        >
      </div>
    </div>`;
  }

  protected override firstUpdated(): void {
    if (this.#field) this.#field.value = this.text;
  }

  #keyPressed(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !event.isComposing) {
      // Or it would stop an answer as well.
      event.preventDefault();
      this.#fire('edit-cancelled');
    } else if (isPlainEnter(event)) {
      event.preventDefault();
      this.#send();
    }
  }

  #send(): void {
    const text = this.#field?.value ?? '';
    if (text.trim() !== '' || this.mayBeEmpty) this.#fire('edit-sent');
    else this.focusField();
  }

  #fire(type: 'edit-typed' | 'edit-sent' | 'edit-cancelled'): void {
    this.dispatchEvent(new CustomEvent<string>(type, { detail: this.#field?.value ?? '' }));
  }
}
