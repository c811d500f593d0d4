import { plainText } from './copyText';

/**
 * Makes a copied selection paste well elsewhere: as text with the marks of lists and tabs between cells, and as
 * plain HTML without what only the page needs (labels and buttons of code, frames, names for assistive technology).
 * A selection that reaches beyond the container is left to the browser.
 *
 * @returns stops listening
 */
export function listenForCopies(container: HTMLElement): () => void {
  const onCopy = (event: ClipboardEvent): void => {
    const selection = container.ownerDocument.getSelection();
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed || !event.clipboardData) return;
    const range = selection.getRangeAt(0);
    if (!container.contains(range.commonAncestorContainer)) return;
    event.clipboardData.setData('text/plain', plainText(range, container));
    event.clipboardData.setData('text/html', cleanHtml(range, container));
    event.preventDefault();
  };
  container.addEventListener('copy', onCopy);
  return () => container.removeEventListener('copy', onCopy);
}

/** Elements without which what is selected in them would mean something else. */
const around = 'code, ol, pre, table, tbody, thead, tr, ul';
const unwanted = '.code-block-header, .link-host, .footnote-back';
const keptAttributes = new Set(['href', 'start', 'scope', 'colspan']);

function cleanHtml(range: Range, container: HTMLElement): string {
  const { ownerDocument } = container;
  const holder = ownerDocument.createElement('div');
  holder.append(range.cloneContents());
  const inner = elementOf(range.commonAncestorContainer);
  let outer = inner?.closest<HTMLElement>('pre > code') ?? inner;
  for (; outer?.matches(around) === true; outer = outer.parentElement) {
    const shell = ownerDocument.createElement(outer.localName);
    shell.append(...holder.childNodes);
    holder.append(shell);
  }
  clean(holder);
  return holder.innerHTML;
}

function clean(holder: HTMLElement): void {
  for (const element of holder.querySelectorAll(unwanted)) element.remove();
  for (const box of holder.querySelectorAll('input')) {
    box.replaceWith(box.hasAttribute('checked') ? '☑' : '☐');
  }
  for (const element of holder.querySelectorAll('*')) {
    const { localName, namespaceURI, attributes } = element;
    if (namespaceURI?.endsWith('MathML') === true) {
      element.removeAttribute('class');
      continue;
    }
    for (const { name } of [...attributes]) {
      const leadsInside = name === 'href' && element.getAttribute(name)?.startsWith('#') === true;
      if (!keptAttributes.has(name) || leadsInside) element.removeAttribute(name);
    }
    // Frames and the spans that colour code mean nothing elsewhere.
    if (localName === 'div' || localName === 'span') element.replaceWith(...element.childNodes);
  }
}

function elementOf(node: Node): HTMLElement | null {
  return isElement(node) ? node : node.parentElement;
}

function isElement(node: Node): node is HTMLElement {
  return node.nodeType === node.ELEMENT_NODE;
}
