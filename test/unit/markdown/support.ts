import { JSDOM } from 'jsdom';
import { createMarkdown, type Markdown, type RenderedCodeBlock } from '../../../webview/markdown/renderer';
import type { Highlighter } from '../../../webview/markdown/highlighter';
import type { Typesetter } from '../../../webview/markdown/mathView';
import { typeset } from '../../../webview/markdown/typeset';

export const page = new JSDOM('<!doctype html><body></body>').window;

/** A renderer on an empty page, and all it told its surroundings. */
export class Rendering {
  readonly container = page.document.createElement('div');
  readonly codeBlocks: RenderedCodeBlock[] = [];
  readonly opened: string[] = [];
  /** Characters parsed so far. */
  parsed = 0;
  readonly #markdown: Markdown;

  constructor(highlight: Highlighter = () => Promise.resolve(undefined), setFormula: Typesetter = typeset) {
    page.document.body.replaceChildren(this.container);
    this.#markdown = createMarkdown(this.container, {
      idPrefix: 'test',
      onCodeBlock: (block) => this.codeBlocks.push(block),
      onOpenLink: (href) => this.opened.push(href),
      onParse: (characters) => {
        this.parsed += characters;
      },
      highlight,
      typeset: setFormula,
    });
  }

  /** Appends the pieces one after the other. */
  append(...pieces: readonly string[]): this {
    for (const piece of pieces) this.#markdown.append(piece);
    return this;
  }

  end(): this {
    this.#markdown.end();
    return this;
  }

  dispose(): void {
    this.#markdown.dispose();
  }

  get html(): string {
    return this.container.innerHTML;
  }

  /** What a person reads. */
  get words(): string {
    return this.container.textContent;
  }

  all(selector: string): HTMLElement[] {
    return [...this.container.querySelectorAll<HTMLElement>(selector)];
  }

  one(selector: string): HTMLElement {
    const [found, ...others] = this.all(selector);
    if (!found || others.length > 0) throw new Error(`not exactly one ${selector} in ${this.html}`);
    return found;
  }
}

/** The whole text appended at once. */
export function rendered(text: string): Rendering {
  return new Rendering().append(text).end();
}

/** The text in pieces of `size` UTF-16 units. */
export function inPieces(text: string, size: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += size) pieces.push(text.slice(at, at + size));
  return pieces;
}
