import type { FootnoteMeta } from './footnotes';
import { element, text, type ElementView, type View } from './view';

/** What stands in the text for a note: its number, raised, which leads to it. */
export function referenceElement(
  { number, note, text: id, isFirst }: FootnoteMeta,
  insideLink: boolean,
  withoutId: boolean,
): ElementView {
  const words = text(String(number ?? ''));
  const attributes = { class: 'footnote-reference' };
  if (note === undefined || insideLink) return element('sup', attributes, [words]);
  const link = {
    href: `#${note}`,
    ...(isFirst && !withoutId && id !== undefined ? { id } : {}),
    role: 'doc-noteref',
    'aria-label': `Footnote ${number ?? ''}`,
  };
  return element('sup', attributes, [element('a', link, [words])]);
}

/** A note, with a link back to where the text refers to it, if it does. */
export function noteElement(
  { label, number, note, text: reference, isFirst }: FootnoteMeta,
  children: readonly View[],
): ElementView {
  const name = number === undefined ? label : String(number);
  const attributes = {
    class: 'footnote-note',
    ...(isFirst && note !== undefined ? { id: note } : {}),
    role: 'doc-footnote',
    'aria-label': `Footnote ${name}`,
    tabindex: '-1',
  };
  const back = {
    href: `#${reference ?? ''}`,
    role: 'doc-backlink',
    'aria-label': `Back to the text, footnote ${name}`,
  };
  return element('div', attributes, [
    element('span', { class: 'footnote-number' }, [text(name)]),
    element('div', { class: 'footnote-text' }, children),
    element(
      'span',
      { class: 'footnote-back' },
      reference === undefined ? [] : [element('a', back, [text('↩\uFE0E')])],
    ),
  ]);
}
