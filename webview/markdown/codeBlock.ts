import { CodeText } from './codeText';
import type { HighlightedText, Highlighter } from './highlighter';
import { whenIdle } from './idle';
import type { CodeView } from './view';

/** Beyond this many characters (UTF-16 units) code stays plain: colouring it would hold up the page. */
export const longestHighlighted = 50_000;

/**
 * A block of code: a header with the language and room for buttons, and the code, which grows by appending
 * and is coloured once it can't grow any more.
 */
export class CodeBlock {
  readonly element: HTMLElement;
  /** Where buttons go. */
  readonly actions: HTMLElement;
  readonly #document: Document;
  readonly #code: HTMLElement;
  readonly #language: string;
  readonly #highlighter: Highlighter;
  readonly #text: CodeText;
  #complete = false;
  #coloured = false;
  /** Ends the colouring that is under way. */
  #cancel: AbortController | undefined;

  constructor(ownerDocument: Document, view: CodeView, highlighter: Highlighter) {
    this.#document = ownerDocument;
    this.#language = view.language;
    this.#highlighter = highlighter;
    const label = this.#create('span', 'code-block-language');
    label.textContent = view.label;
    this.actions = this.#create('div', 'code-block-actions');
    const header = this.#create('div', 'code-block-header');
    header.append(label, this.actions);
    this.#code = this.#create('code', view.language === '' ? undefined : `language-${view.language}`);
    this.#text = new CodeText(this.#code);
    const scroller = this.#create('pre', undefined);
    // Wide code scrolls inside itself: a keyboard must reach it, and a screen reader say what it is.
    scroller.tabIndex = 0;
    scroller.setAttribute('role', 'group');
    scroller.setAttribute('aria-label', view.label === '' ? 'Code' : `Code, ${view.label}`);
    scroller.append(this.#code);
    this.element = this.#create('div', 'code-block');
    this.element.append(header, scroller);
    this.update(view.text, view.complete);
  }

  /** The code as it stands now, without the line break at its end. */
  text(): string {
    return this.#code.textContent.replace(/\n$/u, '');
  }

  /** Writes the end of the code, from where it was last kept. */
  update(text: string, complete: boolean): void {
    if (text === this.#text.rest && complete === this.#complete) return;
    if (this.#coloured) this.#writePlain(text);
    else this.#text.write(text);
    this.#complete = complete;
    this.#cancel?.abort();
    this.#cancel = undefined;
    if (complete) this.#highlight();
  }

  /** Settles the first characters of the end: they will never be written again. */
  keep(length: number): void {
    this.#text.settle(length);
  }

  dispose(): void {
    this.#cancel?.abort();
    this.#cancel = undefined;
  }

  /** Takes the colours back. */
  #writePlain(text: string): void {
    this.#coloured = false;
    const coloured = this.#code.textContent;
    this.#text.rewrite(coloured.slice(0, coloured.length - this.#text.rest.length), text);
  }

  #highlight(): void {
    const code = this.#code.textContent;
    if (this.#language === '' || code === '' || code.length > longestHighlighted) return;
    const cancel = new AbortController();
    this.#cancel = cancel;
    const colour = async (): Promise<void> => {
      await whenIdle(cancel.signal);
      if (this.#cancel !== cancel) return;
      const highlighted = await this.#highlighter(code, this.#language);
      if (!highlighted || this.#cancel !== cancel) return;
      this.#coloured = true;
      this.#code.replaceChildren(...highlighted.map((part) => this.#nodeOf(part)));
    };
    // Without colours the code is as readable as before.
    colour().catch(() => undefined);
  }

  #nodeOf(part: HighlightedText): Node {
    if (typeof part === 'string') return this.#document.createTextNode(part);
    const span = this.#create(
      'span',
      /^[a-z]+(?:[-_][a-z]+)*$/u.test(part.scope) ? `hljs-${part.scope}` : undefined,
    );
    span.append(...part.children.map((child) => this.#nodeOf(child)));
    return span;
  }

  #create(tag: 'code' | 'div' | 'pre' | 'span', className: string | undefined): HTMLElement {
    const created = this.#document.createElement(tag);
    if (className !== undefined) created.className = className;
    return created;
  }
}
