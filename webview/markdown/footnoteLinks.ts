/**
 * Follows the links between a text and its footnotes inside the page, which must not navigate: to a note, and from
 * it back to the very place from which the person came.
 */
export class FootnoteLinks {
  readonly #container: HTMLElement;
  #cameFrom: HTMLElement | undefined;

  constructor(container: HTMLElement) {
    this.#container = container;
  }

  /** @param link a link whose address begins with `#` */
  follow(link: HTMLElement): void {
    const id = link.getAttribute('href')?.slice(1) ?? '';
    if (link.getAttribute('role') === 'doc-backlink') {
      this.#goBack(link.closest('.footnote-note'), id);
      return;
    }
    this.#cameFrom = link;
    show(this.#withId(id));
  }

  #goBack(note: Element | null, id: string): void {
    const came = this.#cameFrom;
    if (came?.isConnected === true && note !== null && came.getAttribute('href') === `#${note.id}`) {
      show(came);
      return;
    }
    const references = this.#container.querySelectorAll<HTMLElement>('a[role="doc-noteref"]');
    const first = [...references].find(
      (reference) => reference.getAttribute('href') === `#${note?.id ?? ''}`,
    );
    show(this.#withId(id) ?? first);
  }

  #withId(id: string): HTMLElement | undefined {
    const found = this.#container.ownerDocument.getElementById(id);
    return found && this.#container.contains(found) ? found : undefined;
  }
}

function show(element: HTMLElement | undefined): void {
  element?.scrollIntoView({ block: 'nearest' });
  element?.focus({ preventScroll: true });
}
