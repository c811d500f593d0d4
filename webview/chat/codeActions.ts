import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import './copyButton';
import { iconButton } from './iconButton';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

/** What can be done with one block of code in an answer. */
@customElement('huggingphaze-code-actions')
export class CodeActions extends LightElement {
  /** Reads the code at the moment of the click, since it may still be growing. */
  @property({ attribute: false }) code: () => string = () => '';
  /** As the answer names it after the fence, as in `python`; empty where it doesn't. */
  @property({ attribute: false }) language = '';

  protected override render(): TemplateResult {
    return html`<div class="code-actions" role="group" aria-label="Code">
      <huggingphaze-copy-button .text=${this.code} .name=${'Copy code'}></huggingphaze-copy-button>
      ${iconButton('insert', 'Insert at cursor', () =>
        sendIntent(this, { type: 'insertAtCursor', code: this.code() }),
      )}
      ${iconButton('new-file', 'New file', () =>
        sendIntent(this, { type: 'newFile', code: this.code(), language: this.language }),
      )}
    </div>`;
  }
}

/** Makes the buttons for a block of code. */
export function codeActions(code: () => string, language: string): HTMLElement {
  const element = new CodeActions();
  element.code = code;
  element.language = language;
  return element;
}
