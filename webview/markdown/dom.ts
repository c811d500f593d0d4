import type { CodeBlock } from './codeBlock';
import type { Formula } from './formula';
import type { AttributeName, Attributes, CodeView, ElementView, FormulaView, TextView, View } from './view';

/** A view and the nodes that show it. */
export type Mounted = MountedText | MountedElement | MountedCode | MountedFormula;

interface MountedText {
  readonly kind: 'text';
  text: string;
  readonly node: Text;
}

export interface MountedElement {
  readonly kind: 'element';
  readonly tag: ElementView['tag'];
  attributes: Attributes;
  children: Mounted[];
  readonly node: HTMLElement;
}

export interface MountedCode {
  readonly kind: 'code';
  readonly label: string;
  readonly block: CodeBlock;
  readonly node: HTMLElement;
}

interface MountedFormula {
  readonly kind: 'formula';
  readonly display: boolean;
  readonly formula: Formula;
  readonly node: HTMLElement;
}

/** Makes what the writer doesn't know how to make. */
export interface Makers {
  codeBlock(view: CodeView): CodeBlock;
  formula(view: FormulaView): Formula;
}

/**
 * Brings views into the document, changing as few nodes as it can: what is the same stays the same node, and
 * text that has grown is appended to, so that a selection in it survives.
 */
export class DomWriter {
  readonly #document: Document;
  readonly #make: Makers;

  constructor(ownerDocument: Document, make: Makers) {
    this.#document = ownerDocument;
    this.#make = make;
  }

  /** Makes `mounted`, adjacent nodes of `parent`, show `views`; where there are none, they come at its end. */
  write(parent: HTMLElement, mounted: readonly Mounted[], views: readonly View[]): Mounted[] {
    const following = mounted.at(-1)?.node.nextSibling ?? null;
    for (const surplus of mounted.slice(views.length)) this.remove(surplus);
    return views.map((view, index) => {
      const present = mounted[index];
      if (present && this.#update(present, view)) return present;
      const created = this.#create(view);
      if (present) {
        present.node.replaceWith(created.node);
        forget(present);
      } else {
        parent.insertBefore(created.node, following);
      }
      return created;
    });
  }

  remove(mounted: Mounted): void {
    mounted.node.remove();
    forget(mounted);
  }

  /**
   * Shows what stands in the lines of settled blocks anew, now that more links are known. Blocks can't have
   * changed by that; lists and code may have grown since and are left alone but for the words in them.
   */
  rewriteLines(parent: HTMLElement, mounted: readonly Mounted[], views: readonly View[]): void {
    for (const [index, present] of mounted.entries()) {
      const view = views[index];
      if (present.kind !== 'element' || view?.kind !== 'element' || present.tag !== view.tag) continue;
      if (!holdsBlocks(view)) {
        this.write(parent, [present], [view]);
        continue;
      }
      if (view.tag === 'li' || view.tag === 'div') updateAttributes(present, view.attributes);
      this.rewriteLines(present.node, present.children, view.children);
    }
  }

  #update(present: Mounted, view: View): boolean {
    switch (view.kind) {
      case 'text':
        if (present.kind !== 'text') return false;
        updateText(present, view);
        return true;
      case 'code':
        if (present.kind !== 'code' || present.label !== view.label) return false;
        present.block.update(view.text, view.complete);
        return true;
      case 'formula':
        if (present.kind !== 'formula' || present.display !== view.display) return false;
        present.formula.update(view);
        return true;
      case 'element':
        if (present.kind !== 'element' || present.tag !== view.tag) return false;
        updateAttributes(present, view.attributes);
        present.children = this.write(present.node, present.children, view.children);
        return true;
    }
  }

  #create(view: View): Mounted {
    switch (view.kind) {
      case 'text':
        return { kind: 'text', text: view.text, node: this.#document.createTextNode(view.text) };
      case 'code': {
        const block = this.#make.codeBlock(view);
        return { kind: 'code', label: view.label, block, node: block.element };
      }
      case 'formula': {
        const formula = this.#make.formula(view);
        return { kind: 'formula', display: view.display, formula, node: formula.element };
      }
      case 'element': {
        const node = this.#document.createElement(view.tag);
        const created: MountedElement = {
          kind: 'element',
          tag: view.tag,
          attributes: {},
          children: [],
          node,
        };
        updateAttributes(created, view.attributes);
        created.children = this.write(node, [], view.children);
        return created;
      }
    }
  }
}

/** Ends the work of blocks of code in nodes that leave the document. */
function forget(mounted: Mounted): void {
  if (mounted.kind === 'code') mounted.block.dispose();
  if (mounted.kind === 'element') mounted.children.forEach(forget);
}

function updateText(present: MountedText, { text }: TextView): void {
  if (text === present.text) return;
  if (text.startsWith(present.text)) present.node.appendData(text.slice(present.text.length));
  else present.node.data = text;
  present.text = text;
}

function updateAttributes(present: MountedElement, attributes: Attributes): void {
  const before = present.attributes;
  present.attributes = attributes;
  const changed = attributeNames.filter((name) => before[name] !== attributes[name]);
  // Where one comes or goes all are set anew, so that their order doesn't tell which of them came later.
  const isOther = changed.some((name) => (before[name] === undefined) !== (attributes[name] === undefined));
  const written = isOther ? attributeNames : changed;
  for (const name of written) {
    if (isOther && before[name] !== undefined) present.node.removeAttribute(name);
  }
  for (const name of written) {
    const value = attributes[name];
    if (value !== undefined) present.node.setAttribute(name, value);
  }
}

const attributeNames: readonly AttributeName[] = [
  'aria-label',
  'checked',
  'class',
  'disabled',
  'href',
  'id',
  'role',
  'scope',
  'start',
  'tabindex',
  'title',
  'type',
];

function holdsBlocks(view: ElementView): boolean {
  switch (view.tag) {
    case 'blockquote':
    case 'div':
    case 'li':
    case 'ol':
    case 'table':
    case 'tbody':
    case 'thead':
    case 'tr':
    case 'ul':
      return true;
    default:
      return false;
  }
}
