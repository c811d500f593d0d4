import { html, nothing, svg, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ContextView } from '../../src/protocol';
import { iconButton } from './iconButton';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

/** A ring that fills as the model's window does, and on a press the numbers behind it in plain words. */
@customElement('huggingphaze-context-meter')
export class ContextMeter extends LightElement {
  @property({ attribute: false }) context: ContextView | undefined;
  @state() private open = false;
  readonly #pressedElsewhere = (event: PointerEvent): void => {
    if (event.target instanceof Node && !this.contains(event.target)) this.open = false;
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.#pressedElsewhere);
  }

  protected override render(): TemplateResult | typeof nothing {
    const context = this.context;
    if (!context) return nothing;
    return html`<button
        type="button"
        class="icon-button context-meter"
        data-level=${context.level}
        aria-label=${context.name}
        title=${context.name}
        aria-haspopup="dialog"
        aria-expanded=${this.open ? 'true' : 'false'}
        @click=${() => (this.open ? this.#close() : this.#show())}
      >
        ${ring(context.share)}
      </button>
      ${this.open ? this.#popover(context) : nothing}`;
  }

  #popover(context: ContextView): TemplateResult {
    return html`<section
      class="context-popover"
      role="dialog"
      aria-label="What the model reads"
      tabindex="-1"
      @keydown=${(event: KeyboardEvent) => this.#keyPressed(event)}
      @focusout=${(event: FocusEvent) => this.#focusLeft(event)}
    >
      <header>
        <h2>What the model reads</h2>
        ${iconButton('close', 'Close', () => this.#close())}
      </header>
      <p>${context.summary}</p>
      <dl>
        ${context.figures.map(
          ({ label, value }) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      ${context.notes.map((note) => html`<p class="context-note">${note}</p>`)}
      <div class="context-actions">
        ${
          context.level === 'roomy'
            ? nothing
            : html`<vscode-button appearance="secondary" @click=${() => this.#leaveFor('selectModel')}
                >Choose another model</vscode-button
              >`
        }
        <vscode-button appearance="secondary" @click=${() => this.#leaveFor('chatSettings')}
          >Settings of this chat</vscode-button
        >
      </div>
    </section>`;
  }

  #show(): void {
    this.open = true;
    document.addEventListener('pointerdown', this.#pressedElsewhere);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.context-popover')?.focus());
  }

  #close(): void {
    this.open = false;
    document.removeEventListener('pointerdown', this.#pressedElsewhere);
    this.querySelector<HTMLElement>('.context-meter')?.focus();
  }

  #leaveFor(type: 'selectModel' | 'chatSettings'): void {
    this.#close();
    sendIntent(this, { type });
  }

  #keyPressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    // It closes this, and must not stop the answer too.
    event.preventDefault();
    event.stopPropagation();
    this.#close();
  }

  #focusLeft({ relatedTarget }: FocusEvent): void {
    // A window that is left keeps what it shows.
    if (relatedTarget instanceof Node && !this.contains(relatedTarget)) this.open = false;
  }
}

/** @param share from 0 to 1 */
function ring(share: number): TemplateResult {
  // So little that it could not be seen is shown as a little: the ring is not empty.
  const percent = share === 0 ? 0 : Math.max(3, Math.round(share * 100));
  return html`<svg class="context-ring" viewBox="0 0 16 16" aria-hidden="true">
    ${svg`<circle class="context-ring-whole" cx="8" cy="8" r="6" />`}
    ${svg`<circle class="context-ring-used" cx="8" cy="8" r="6" pathLength="100" stroke-dasharray="${percent} 100" />`}
  </svg>`;
}
