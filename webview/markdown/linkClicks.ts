/**
 * Opens links through `open` alone, but for those that lead to another place in the text, which `follow` follows. The event goes no further: a page that shows answers must never be led
 * elsewhere, and what surrounds it might open the link a second time. Enter on a link is a click as well.
 *
 * @returns stops listening
 */
export function listenForLinks(
  container: HTMLElement,
  open: (href: string) => void,
  follow: (link: HTMLElement) => void,
): () => void {
  const onClick = (event: MouseEvent): void => {
    const link = linkAt(event, container);
    const href = link?.getAttribute('href') ?? null;
    if (!link || href === null) return;
    event.preventDefault();
    event.stopPropagation();
    // Of the other buttons, the middle one opens; the right one is for menus.
    if (event.button > 1) return;
    if (href.startsWith('#')) follow(link);
    else open(href);
  };
  const onDragStart = (event: DragEvent): void => {
    // A link dropped on the page would replace it.
    if (linkAt(event, container)) event.preventDefault();
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

function linkAt({ target }: Event, container: HTMLElement): HTMLElement | undefined {
  if (!isElement(target)) return undefined;
  const link = target.closest<HTMLElement>('a[href]');
  return link && container.contains(link) ? link : undefined;
}

function isElement(target: EventTarget | null): target is Element {
  return target !== null && 'closest' in target;
}
