import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { LightElement } from './lightElement';
import { selectionInAnswer } from './quote';

/** Between the selection and the button, in CSS pixels. */
const gap = 4;

/**
 * "Quote", beside what is selected in an answer. Fires `quote` with the text, from wherever it was asked for: the
 * button of a whole answer does the same.
 */
@customElement('huggingphaze-quote-button')
export class QuoteButton extends LightElement {
  @state() private shown = false;
  #pointerIsDown = false;
  #abort: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#abort = new AbortController();
    const options = { signal: this.#abort.signal, passive: true };
    const settle = (): void => {
      this.#pointerIsDown = false;
      this.#look();
    };
    // While it is being drawn out, a selection is not to be covered.
    document.addEventListener('pointerdown', () => (this.#pointerIsDown = true), options);
    document.addEventListener('pointerup', settle, options);
    document.addEventListener('pointercancel', settle, options);
    document.addEventListener('selectionchange', () => this.#look(), options);
    document.addEventListener('scroll', () => this.#look(), { ...options, capture: true });
    window.addEventListener('resize', () => this.#look(), options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#abort?.abort();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.shown) return nothing;
    return html`<button
      type="button"
      class="quote-button"
      aria-label="Quote selection"
      @mousedown=${(event: MouseEvent) => event.preventDefault()}
      @click=${() => this.#quote()}
    >
      <span class="codicon codicon-quote" aria-hidden="true"></span>Quote
    </button>`;
  }

  protected override updated(): void {
    const button = this.querySelector('button');
    const selected = selectionInAnswer();
    if (!button || !selected) return;
    const lines = selected.range.getClientRects();
    const line = lines[lines.length - 1] ?? selected.range.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = button;
    const end =
      this.parentElement?.querySelector('.transcript')?.getBoundingClientRect().bottom ?? innerHeight;
    const below = line.bottom + gap;
    const top = below + height <= end ? below : line.top - height - gap;
    button.style.top = `${Math.max(gap, Math.min(top, end - height - gap))}px`;
    button.style.left = `${Math.max(gap, Math.min(line.right - width / 2, innerWidth - width - gap))}px`;
  }

  #look(): void {
    const selected = this.#pointerIsDown ? undefined : selectionInAnswer();
    this.shown = selected !== undefined && isInView(selected.range);
    if (this.shown) this.requestUpdate();
  }

  #quote(): void {
    const selected = selectionInAnswer();
    if (!selected) return;
    this.dispatchEvent(new CustomEvent<string>('quote', { bubbles: true, detail: selected.text }));
    document.getSelection()?.removeAllRanges();
  }
}

function isInView(range: Range): boolean {
  const log = range.startContainer.parentElement?.closest('.transcript')?.getBoundingClientRect();
  const box = range.getBoundingClientRect();
  return log !== undefined && box.bottom > log.top && box.top < log.bottom;
}
