/** What of an answer is selected, as text that means the same without its looks. */
export function plainText(range: Range, container: HTMLElement): string {
  const common = range.commonAncestorContainer;
  const root = isElement(common) ? common : (common.parentElement ?? container);
  // Inside a list or a table the marks come from the element around.
  const outer = root.closest('ul, ol, table, blockquote');
  const from = outer && container.contains(outer) && !root.closest('td, th, p') ? outer : root;
  return new TextWriter(range).write(from).replace(/^\n+|\n+$/gu, '');
}

const skipped = '.code-block-header, .link-host, .footnote-back, annotation';

class TextWriter {
  readonly #range: Range;

  constructor(range: Range) {
    this.#range = range;
  }

  write(node: Node): string {
    if (!this.#range.intersectsNode(node)) return '';
    if (node.nodeType === node.TEXT_NODE) return this.#selected(node);
    if (!isElement(node)) return '';
    if (node.matches(skipped)) return '';
    switch (node.localName) {
      case 'br':
        return '\n';
      case 'hr':
        return '---\n\n';
      case 'input':
        return node.hasAttribute('checked') ? '[x]' : '[ ]';
      case 'pre':
        return `${this.#children(node).replace(/\n$/u, '')}\n\n`;
      case 'ul':
      case 'ol':
        return this.#list(node);
      case 'blockquote':
        return `${indented(this.#children(node).trimEnd(), '> ', '> ')}\n\n`;
      case 'table':
        return this.#table(node);
      case 'sup':
        return `[${this.#children(node)}]`;
      case 'p':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return `${this.#children(node).trim()}\n\n`;
      case 'div':
        return node.matches('.footnote-note') ? this.#note(node) : this.#children(node);
      case 'span':
        if (node.matches('.formula')) return this.#formula(node);
        return node.matches('.text-part') ? `\n${this.#children(node).trimStart()}` : this.#children(node);
      default:
        return this.#children(node);
    }
  }

  #children(node: Element): string {
    return [...node.childNodes].map((child) => this.write(child)).join('');
  }

  #selected(node: Node): string {
    const written = node.textContent ?? '';
    const { startContainer, startOffset, endContainer, endOffset } = this.#range;
    const end = node === endContainer ? endOffset : written.length;
    return written.slice(node === startContainer ? startOffset : 0, end);
  }

  #list(list: HTMLElement): string {
    const first = Number(list.getAttribute('start') ?? '1');
    const between = list.classList.contains('loose') ? '\n\n' : '\n';
    const wordsOf = (item: Element): string =>
      [...item.childNodes]
        .map((child) => this.write(child).trimEnd())
        .filter((words) => words !== '')
        .join(between);
    const items = [...list.children].flatMap((item, index) => {
      if (!this.#range.intersectsNode(item)) return [];
      const mark = list.localName === 'ol' ? `${first + index}. ` : '- ';
      return [indented(wordsOf(item), mark, ' '.repeat(mark.length))];
    });
    return `${items.join(between)}${goesOnAfter(list) ? between : '\n\n'}`;
  }

  #table(table: HTMLElement): string {
    const rows = [...table.querySelectorAll('tr')]
      .filter(
        (row) => this.#range.intersectsNode(row) && !(row.closest('thead') && isGoingOn(table.parentElement)),
      )
      .map((row) =>
        [...row.children].map((cell) => this.#children(cell).replace(/\s+/gu, ' ').trim()).join('\t'),
      );
    if (rows.length === 0) return '';
    return `${rows.join('\n')}\n${goesOnAfter(table.parentElement) ? '' : '\n'}`;
  }

  #note(note: HTMLElement): string {
    const [number, words] = note.children;
    const mark = number && this.#range.intersectsNode(number) ? `[${number.textContent}] ` : '';
    return words ? `${indented(this.write(words).trimEnd(), mark, ' '.repeat(mark.length))}\n\n` : '';
  }

  /** A formula is copied whole, as it is written. */
  #formula(formula: HTMLElement): string {
    const tex = formula.dataset['tex'] ?? formula.textContent;
    return formula.classList.contains('display') ? `$$${tex}$$` : `$${tex}$`;
  }
}

/** Whether a list or table only goes on with the one before it: see `groups.ts`. */
function isGoingOn(group: Element | null): boolean {
  return group?.matches('.goes-on') === true;
}

function goesOnAfter(group: Element | null): boolean {
  const section = group?.parentElement?.matches('.section') === true ? group.parentElement : null;
  const next = group?.nextElementSibling ?? section?.nextElementSibling ?? null;
  return isGoingOn(next?.matches('.section') === true ? next.firstElementChild : next);
}

function indented(text: string, first: string, others: string): string {
  return first + text.replace(/\n(?=[^\n])/gu, `\n${others}`);
}

function isElement(node: Node): node is HTMLElement {
  return node.nodeType === node.ELEMENT_NODE;
}
