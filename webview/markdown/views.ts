import type { Token } from 'markdown-it';
import { addressForTitle, misleads, webAddress } from './address';
import { codeLanguage } from './language';
import { groupSize, inGroups, type Group } from './groups';
import { Lines, spacingAfter, spacingItems } from './list';
import type { Outline } from './outline';
import { noteElement, referenceElement } from './footnoteViews';
import { footnoteMeta } from './footnotes';
import { infoString } from './parser';
import { isClosedFence, startOf, type GrowingBlock } from './settlement';
import { element, text, textOf, type Attributes, type Tag, type View } from './view';

/** What an opening token makes of the views up to its closing one. */
type Finish = (children: readonly View[]) => readonly View[];

interface Frame {
  readonly children: View[];
  readonly finish: Finish;
}

const wrapping: Readonly<Record<string, Tag>> = {
  blockquote_open: 'blockquote',
  em_open: 'em',
  paragraph_open: 'p',
  s_open: 's',
  strong_open: 'strong',
  tr_open: 'tr',
};

/**
 * Elements within elements in one run of text. A model that repeats itself may open thousands (`*****…`), and what
 * is nested so deep can't be walked by those who come after; beyond this the words stand without their emphasis.
 */
const deepest = 100;

/**
 * Turns tokens into what may stand in the panel.
 *
 * @param source what the tokens were read from: a list's blank lines are found there
 * @param outline the headings before; it is carried on
 * @param growing the block that goes on at the beginning of the source, which begins with its head; the first view
 *   is what comes to the last one of its beginning, without what only the head made of it
 */
export function viewsOf(
  tokens: readonly Token[],
  source: string,
  outline: Outline,
  growing?: GrowingBlock,
): View[] {
  return new ViewBuilder(source, outline, growing).build(tokens);
}

class ViewBuilder {
  readonly #lines: Lines;
  readonly #outline: Outline;
  /** Until the block that goes on has been built. */
  #growing: GrowingBlock | undefined;
  #linkDepth = 0;
  #inHead = false;

  constructor(source: string, outline: Outline, growing: GrowingBlock | undefined) {
    this.#growing = growing;
    this.#lines = new Lines(source);
    this.#outline = outline;
  }

  build(tokens: readonly Token[]): View[] {
    const views: View[] = [];
    const frames: Frame[] = [{ children: views, finish: (children) => children }];
    for (const [index, token] of tokens.entries()) {
      const frame = frames.at(-1);
      if (!frame) break;
      if (token.nesting === 1) {
        const finish = frames.length > deepest ? unwrapped : this.#finisher(tokens, index, token);
        frames.push({ children: [], finish });
      } else if (token.nesting === -1) {
        if (frames.length === 1) continue;
        frames.pop();
        const around = frames.at(-1)?.children ?? views;
        for (const view of frame.finish(frame.children)) addTo(around, view);
      } else {
        for (const view of this.#leaf(token)) addTo(frame.children, view);
      }
    }
    return views;
  }

  #finisher(tokens: readonly Token[], index: number, token: Token): Finish {
    const wrap =
      (tag: Tag, attributes: Attributes = {}): Finish =>
      (children) => [element(tag, attributes, children)];
    switch (token.type) {
      case 'heading_open':
        return wrap(this.#outline.next(Number(token.tag.slice(1))));
      case 'bullet_list_open':
        return this.#list('ul', tokens, index);
      case 'ordered_list_open':
        return this.#list('ol', tokens, index);
      case 'list_item_open':
        return listItem;
      case 'table_open':
        return this.#table();
      case 'thead_open':
        this.#inHead = true;
        return (children) => {
          this.#inHead = false;
          return [element('thead', {}, children)];
        };
      case 'footnote_open': {
        const meta = footnoteMeta(token.meta);
        return (children) => [noteElement(meta, children)];
      }
      case 'tbody_open':
        // `table` makes the body, also where there is no row.
        return (rows) => rows;
      case 'th_open':
        return wrap('th', { scope: 'col', ...alignment(token) });
      case 'td_open':
        return wrap('td', alignment(token));
      case 'link_open': {
        this.#linkDepth++;
        const address = String(token.attrGet('href') ?? '');
        return (children) => {
          this.#linkDepth--;
          return link(address, children);
        };
      }
      default: {
        const tag = wrapping[token.type];
        return tag ? wrap(tag) : (children) => children;
      }
    }
  }

  #list(tag: 'ol' | 'ul', tokens: readonly Token[], list: number): Finish {
    const before = this.#growing?.kind === 'list' ? this.#growing : undefined;
    this.#growing = undefined;
    const opening = tokens[list];
    const start = before?.start ?? (opening ? startOf(opening) : 1);
    // The head of a list that goes on is none of its items.
    const first = before ? 1 : 0;
    const spacing = spacingAfter(before, spacingItems(tokens, list, this.#lines).slice(first));
    const spacingGroups = inGroups(spacing, before?.items ?? 0);
    return (children) => {
      const items = children.slice(first);
      return inGroups(items, before?.items ?? 0).map((group, position) => {
        const isLoose = spacingGroups[position]?.members.includes(true) === true;
        const loose = isLoose || (position === 0 && before?.loose === true);
        const number = start + group.index * groupSize;
        const all = (before?.items ?? 0) + items.length;
        const lastNumber = start + Math.min(all, (group.index + 1) * groupSize) - 1;
        const classes = [...(loose ? ['loose'] : []), ...classesOf(group)];
        if (tag === 'ul') return element('ul', classAttribute(classes), group.members);
        const attributes = classAttribute([...classes, ...digitsClass(lastNumber)]);
        const counts = number === 1 ? {} : { start: String(number) };
        return element('ol', { ...counts, ...attributes }, group.members);
      });
    };
  }

  #table(): Finish {
    const before = this.#growing?.kind === 'table' ? this.#growing.rows : 0;
    this.#growing = undefined;
    return ([head, ...rows]) =>
      head
        ? inGroups(rows, before).map((group) => {
            const classes = classAttribute(['table-scroller', ...classesOf(group)]);
            const attributes = { ...classes, role: 'region', 'aria-label': 'Table', tabindex: '0' } as const;
            return element('div', attributes, [
              element('table', {}, [head, element('tbody', {}, group.members)]),
            ]);
          })
        : [];
  }

  #leaf(token: Token): readonly View[] {
    switch (token.type) {
      case 'inline':
        return this.#parts(token.children ?? []);
      case 'text':
        return [text(token.content)];
      case 'softbreak':
        return [text('\n')];
      case 'hardbreak':
        return [element('br', {}, [])];
      case 'code_inline':
        return [element('code', {}, [text(token.content)])];
      case 'hr':
        return [element('hr', {}, [])];
      case 'image':
        return [this.#picture(token)];
      case 'code_block':
        return [{ kind: 'code', label: '', language: '', text: token.content, complete: true }];
      case 'fence': {
        const { label, name } = codeLanguage(infoString(token));
        return [{ kind: 'code', label, language: name, text: token.content, complete: isClosedFence(token) }];
      }
      case 'footnote_reference':
        // The head of a long table is shown more than once: an id in it would be too.
        return [referenceElement(footnoteMeta(token.meta), this.#linkDepth > 0, this.#inHead)];
      case 'formula':
      case 'formula_block': {
        const { display, complete } = token.meta ?? {};
        return [
          { kind: 'formula', text: token.content, display: display === true, complete: complete === true },
        ];
      }
      default:
        return [text(token.content)];
    }
  }

  /** Of a text so long that it is shown in parts, each but the first is an element. */
  #parts(tokens: readonly Token[]): readonly View[] {
    const starts = [...tokens.keys()].filter((index) => tokens[index]?.type === 'part');
    const parts = starts.map((start, index) => this.build(tokens.slice(start + 1, starts[index + 1])));
    return [
      ...this.build(tokens.slice(0, starts[0])),
      ...parts.map((part) => element('span', { class: 'text-part' }, afterBlank(part))),
    ];
  }

  /** A picture never loads by itself: it is named, and opens like a link. */
  #picture(token: Token): View {
    const address = webAddress(String(token.attrGet('src') ?? ''));
    const words = textOf(this.build(token.children ?? [])).trim();
    const name = words === '' ? 'Picture' : `Picture: ${words}`;
    if (!address || address.href.startsWith('mailto:') || this.#linkDepth > 0) return text(name);
    return anchor(address.href, [text(`${name} (${address.host})`)]);
  }
}

/** For those who don't see the lines a blank stands between two parts. */
function afterBlank(part: readonly View[]): View[] {
  const views: View[] = [text(' ')];
  for (const view of part) addTo(views, view);
  return views;
}

const unwrapped: Finish = (children) => children;

/** Adjacent text becomes one view, so that the same text makes the same nodes however it was cut. */
function addTo(views: View[], view: View): void {
  const last = views.at(-1);
  if (view.kind === 'text' && last?.kind === 'text') views[views.length - 1] = text(last.text + view.text);
  else if (view.kind !== 'text' || view.text !== '') views.push(view);
}

/** What the looks of a group depend on. */
function classesOf({ index, isFull }: Group<View>): string[] {
  return [...(index > 0 ? ['goes-on'] : []), ...(isFull ? ['full'] : [])];
}

/** How much room the numbers of a list need, where it is more than two digits do. */
function digitsClass(lastNumber: number): string[] {
  const digits = String(lastNumber).length;
  return digits > 2 ? [`digits-${Math.min(digits, 5)}`] : [];
}

function classAttribute(classes: readonly string[]): Attributes {
  return classes.length === 0 ? {} : { class: classes.join(' ') };
}

function alignment(cell: Token): Attributes {
  switch (cell.attrGet('style')) {
    case 'text-align:left':
      return { class: 'align-left' };
    case 'text-align:center':
      return { class: 'align-center' };
    case 'text-align:right':
      return { class: 'align-right' };
    default:
      return {};
  }
}

function listItem(children: readonly View[]): View[] {
  const [first, ...rest] = children;
  const words = first?.kind === 'element' && first.tag === 'p' ? first.children[0] : undefined;
  const box = words?.kind === 'text' ? /^\[([ xX])\](?=[ \t\n])/u.exec(words.text) : null;
  if (first?.kind !== 'element' || words?.kind !== 'text' || !box) return [element('li', {}, children)];
  const done = box[1] !== ' ';
  const attributes: Attributes = {
    type: 'checkbox',
    disabled: '',
    'aria-label': done ? 'Done' : 'Not done',
  };
  const checkbox = element('input', done ? { ...attributes, checked: '' } : attributes, []);
  const task = element('p', {}, [
    checkbox,
    text(words.text.slice(box[0].length)),
    ...first.children.slice(1),
  ]);
  return [element('li', { class: 'task' }, [task, ...rest])];
}

function link(written: string, children: readonly View[]): View[] {
  const address = webAddress(written);
  if (!address) return [element('span', { class: 'inert-link', title: addressForTitle(written) }, children)];
  const words = textOf(children);
  if (words.trim() === '') return [anchor(address.href, [text(address.href)])];
  if (!misleads(words, address)) return [anchor(address.href, children)];
  return [
    anchor(address.href, [
      ...children,
      element('span', { class: 'link-host' }, [text(` (${address.host})`)]),
    ]),
  ];
}

function anchor(href: string, children: readonly View[]): View {
  return element('a', { href, title: addressForTitle(href) }, children);
}
