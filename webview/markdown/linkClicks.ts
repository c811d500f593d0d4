/**
 * Opens links through `open` alone. The event goes no further: a page that shows answers must never be led
 * elsewhere, and what surrounds it might open the link a second time. Enter on a link is a click as well.
 *
 * @returns stops listening
 */
export function listenForLinks(container: HTMLElement, open: (href: string) => void): () => void {
  const onClick = (event: MouseEvent): void => {
    const href = hrefAt(event, container);
    if (href === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    // Of the other buttons, the middle one opens; the right one is for menus.
    if (event.button <= 1) open(href);
  };
  const onDragStart = (event: DragEvent): void => {
    // A link dropped on the page would replace it.
    if (hrefAt(event, container) !== undefined) event.preventDefault();
  };
  container.addEventListener('click', onClick);
  container.addEventListener('auxclick', onClick);
  container.addEventListener('dragstart', onDragStart);
  return () => {
    container.removeEventListener('click', onClick);
    container.removeEventListener('auxclick', onClick);
    container.removeEventListener('dragstart', onDragStart);
  };
}

function hrefAt({ target }: Event, container: HTMLElement): string | undefined {
  if (!isElement(target)) return undefined;
  const link = target.closest('a[href]');
  return link && container.contains(link) ? (link.getAttribute('href') ?? undefined) : undefined;
}

function isElement(target: EventTarget | null): target is Element {
  return target !== null && 'closest' in target;
}
