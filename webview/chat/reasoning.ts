import { html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LightElement } from './lightElement';

const paragraphBreak = /\n{2,}/;

/** What the model thought before it answered, as plain text, folded away. */
@customElement('huggingphaze-reasoning')
export class Reasoning extends LightElement {
  /** True until the answer itself begins. */
  @property({ attribute: false }) thinking = false;
  #waiting = '';
  #body: Element | null = null;

  /** Adds text at the end. May be called before the element has rendered. */
  addText(text: string): void {
    this.#waiting += text;
    this.#write();
  }

  clearText(): void {
    this.#waiting = '';
    this.#body?.replaceChildren();
  }

  protected override render(): TemplateResult {
    return html`<details class="reasoning">
      <summary>${this.thinking ? 'Thinking…' : 'Reasoning'}</summary>
      <div class="reasoning-text"></div>
    </details>`;
  }

  protected override firstUpdated(): void {
    this.#body = this.querySelector('.reasoning-text');
    this.#write();
  }

  // One element a paragraph: the browser then lays out only the last one again, however long the thoughts grow.
  #write(): void {
    const body = this.#body;
    if (!body || this.#waiting === '') return;
    const paragraphs = this.#waiting.split(paragraphBreak);
    this.#waiting = '';
    for (const [index, text] of paragraphs.entries()) {
      const last = body.lastElementChild;
      if (index === 0 && last) last.append(text);
      else body.append(paragraph(text));
    }
  }
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p');
  element.append(text);
  return element;
}
