import type { MathView, Typesetter } from './mathView';
import type { FormulaView } from './view';

const mathNamespace = 'http://www.w3.org/1998/Math/MathML';
/** Characters of source from which a formula inside a line may be wider than the panel. */
const wide = 48;

/**
 * A formula: its source as code while it is being written and where it can't be set, else MathML, which screen
 * readers read and walk through.
 */
export class Formula {
  readonly element: HTMLElement;
  readonly #typeset: Typesetter;
  readonly #display: boolean;
  #tex = '';
  #complete = false;

  constructor(ownerDocument: Document, view: FormulaView, typeset: Typesetter) {
    this.element = ownerDocument.createElement('span');
    this.#typeset = typeset;
    this.#display = view.display;
    this.update(view);
  }

  update({ text: tex, complete }: FormulaView): void {
    if (tex === this.#tex && complete === this.#complete) return;
    this.#tex = tex;
    this.#complete = complete;
    const set = complete ? this.#typeset(tex, this.#display) : undefined;
    if (set instanceof Promise) {
      this.#showSource();
      // Where what sets formulas doesn't load, the source is there to be read.
      set.then(
        (made) => this.#showLate(made, tex),
        () => undefined,
      );
    } else if (set) {
      this.#show(set);
    } else {
      this.#showSource();
    }
  }

  #showLate(made: MathView | undefined, tex: string): void {
    if (made && tex === this.#tex && this.#complete) this.#show(made);
  }

  #show(made: MathView): void {
    this.#frame();
    this.element.replaceChildren(this.#nodeOf(made));
  }

  #showSource(): void {
    this.#frame();
    const code = this.element.ownerDocument.createElement('code');
    code.className = 'formula-source';
    code.textContent = this.#tex;
    this.element.replaceChildren(code);
  }

  /** What is wide scrolls inside itself: a keyboard must reach it, and a screen reader say what it is. */
  #frame(): void {
    const scrolls = this.#display || this.#tex.length >= wide;
    this.element.className = this.#display ? 'formula display' : scrolls ? 'formula wide' : 'formula';
    // What is copied is the source.
    this.element.setAttribute('data-tex', this.#tex);
    const attributes = { tabindex: '0', role: 'group', 'aria-label': 'Formula' };
    for (const [name, value] of Object.entries(attributes)) {
      if (scrolls) this.element.setAttribute(name, value);
      else this.element.removeAttribute(name);
    }
  }

  #nodeOf({ tag, attributes, children }: MathView): Element {
    const { ownerDocument } = this.element;
    const node = ownerDocument.createElementNS(mathNamespace, tag);
    for (const [name, value] of attributes) node.setAttribute(name, value);
    node.append(...children.map((child) => (typeof child === 'string' ? child : this.#nodeOf(child))));
    return node;
  }
}
