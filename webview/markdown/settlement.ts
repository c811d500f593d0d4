import type { Token } from 'markdown-it';
import { inGroups } from './groups';
import { followsBlankLine, itemsOf, Lines, spacingAfter, spacingItems } from './list';
import { lastPartStart, textPartLength } from './textParts';

/** A block of which the beginning is settled while it goes on growing. */
export type GrowingBlock = GrowingList | GrowingTable | GrowingFence | GrowingParagraph;

export interface GrowingList {
  readonly kind: 'list';
  /**
   * A line with an item of the same list, read before those that follow, so that they are read as items and
   * not as what else might begin with a dash. Indented as far as an item can be, so that none is inside it.
   */
  readonly head: string;
  /** The number of the first item, 1 where there are none. */
  readonly start: number;
  /** Items so far. */
  readonly items: number;
  /** Whether the group that the last of them is in is loose so far. */
  readonly loose: boolean;
  /** Whether a blank line stands before the next one. */
  readonly endsBlank: boolean;
}

export interface GrowingTable {
  readonly kind: 'table';
  /** The lines that make the next ones rows: they are read again before what follows. */
  readonly head: string;
  /** Rows so far. */
  readonly rows: number;
}

export interface GrowingFence {
  readonly kind: 'fence';
  /** The line that makes the next ones code. */
  readonly head: string;
}

export interface GrowingParagraph {
  readonly kind: 'paragraph';
  /** What makes the next words text, in the same line or the next. */
  readonly head: string;
}

export interface Settlement {
  /** Offset in the source: what stands before it can't change any more, whatever follows. */
  readonly end: number;
  /** The block that goes on after `end`, if its beginning stands before it. */
  readonly growing: GrowingBlock | undefined;
}

/**
 * Says how much of a source is settled.
 *
 * CommonMark reads line by line: a block that another one follows is closed for good, so all but the last are
 * settled. Of the last one, the items of a list before the last, the rows of a table, the lines of a fence
 * and the parts of a long paragraph are. Only the definition of a link may still take the next lines as its title when they look like a block, and
 * a formula that nothing has closed so far may still turn out to be lines of the block before it.
 *
 * @param source complete lines only: a line half typed may still become anything, but for one so long that it can
 *   only be a paragraph
 * @param tokens the blocks of `source`
 * @param before the block that goes on at the beginning of `source`; its head is part of `source`
 */
export function findSettlement(
  source: string,
  tokens: readonly Token[],
  before: GrowingBlock | undefined,
): Settlement {
  const lines = new Lines(source);
  const blocks = [...tokens.entries()].filter(([, token]) => token.level === 0 && token.nesting >= 0);
  const [index, last] = blocks.at(-1) ?? [];
  if (index === undefined || !last?.map) return { end: 0, growing: before };
  const [firstLine, lineAfter] = last.map;
  const continued = blocks.length === 1 ? before : undefined;
  const previous = blocks.at(-2)?.[1];
  // Also a definition inside a list or a quotation, whose title may be on lines without its marks.
  const mayTakeLast =
    isOpenFormula(last) ||
    tokens
      .slice(0, index)
      .some((token) => token.type === 'reference_definition' && token.map?.[1] === firstLine);
  const closed = mayTakeLast ? blocks.at(-3)?.[1] : previous;
  const closedBlocks = { end: lines.start(closed?.map?.[1] ?? 0), growing: closed ? undefined : before };
  switch (last.type) {
    case 'fence':
      if (isClosedFence(last)) return { end: lines.start(lineAfter), growing: undefined };
      return {
        end: source.length,
        growing: { kind: 'fence', head: source.slice(lines.start(firstLine), lines.start(firstLine + 1)) },
      };
    case 'table_open': {
      const table = continued?.kind === 'table' ? continued : undefined;
      return {
        end: lines.start(lineAfter),
        growing: {
          kind: 'table',
          head: source.slice(lines.start(firstLine), lines.start(firstLine + 2)),
          // Each row is a line.
          rows: (table?.rows ?? 0) + lineAfter - firstLine - 2,
        },
      };
    }
    case 'bullet_list_open':
    case 'ordered_list_open': {
      const openItem = itemsOf(tokens, index).at(-1);
      const list = continued?.kind === 'list' ? continued : undefined;
      // The head of a list that goes on is none of its items.
      const spacing = spacingItems(tokens, index, lines).slice(list ? 1 : 0, -1);
      if (spacing.length === 0 || !openItem?.map) return closedBlocks;
      return {
        end: lines.start(openItem.map[0]),
        growing: {
          kind: 'list',
          head: last.type === 'ordered_list_open' ? `   1${last.markup}\n` : `   ${last.markup}\n`,
          start: list?.start ?? startOf(last),
          ...settledItems(spacing, list),
          endsBlank: followsBlankLine(openItem, lines),
        },
      };
    }
    case 'paragraph_open': {
      const content = tokens[index + 1]?.content ?? '';
      const before = continued?.kind === 'paragraph' ? continued.head : '';
      // The definition of a link may end as late as its title does.
      if (mayTakeLast || (before === '' && mayBeDefinition(content))) return closedBlocks;
      const length = settledText(content.slice(before.length), before.endsWith(' '));
      const start = source.indexOf(content, lines.start(firstLine));
      if (length === 0 || start < 0) return closedBlocks;
      const end = start + before.length + length;
      return { end, growing: { kind: 'paragraph', head: source[end - 1] === '\n' ? 'x\n' : 'x ' } };
    }
    default:
      return closedBlocks;
  }
}

/** @param spacing of the items that are settled now */
function settledItems(
  spacing: readonly boolean[],
  list: GrowingList | undefined,
): Pick<GrowingList, 'items' | 'loose'> {
  const before = list?.items ?? 0;
  const items = before + spacing.length;
  const groups = inGroups(spacingAfter(list, spacing), before);
  const isSame = groups.length === 1 && list?.loose === true;
  return { items, loose: isSame || groups.at(-1)?.members.includes(true) === true };
}

/**
 * How much of a paragraph's text stands in parts that are complete. Its last line may still become something else,
 * unless it is long.
 */
function settledText(text: string, beginsInLongLine: boolean): number {
  const lastLine = text.lastIndexOf('\n') + 1;
  const isText =
    (lastLine === 0 && beginsInLongLine) ||
    (text.length - lastLine >= textPartLength && /[^-=|:\s]/u.test(text.slice(lastLine)));
  return lastPartStart(isText ? text : text.slice(0, lastLine));
}

/** Whether a paragraph may still turn out to define a link: a label in brackets and a colon, also of a label half typed. */
function mayBeDefinition(text: string): boolean {
  return /^\[(?:\\[\s\S]|[^[\]\\])*(?:\\?$|\](?:$|:))/u.test(text);
}

function isOpenFormula(block: Token): boolean {
  return block.type === 'formula_block' && block.meta?.['complete'] === false;
}

/** Whether a closing fence was read: then the fence takes one line more than its code and its opening. */
export function isClosedFence(fence: Token): boolean {
  if (!fence.map) return false;
  const content = fence.content;
  const newlines = content.split('\n').length - 1;
  const codeLines = content === '' || content.endsWith('\n') ? newlines : newlines + 1;
  return fence.map[1] - fence.map[0] - 1 > codeLines;
}

/** The number with which an ordered list begins. */
export function startOf(list: Token): number {
  return Number(list.attrGet('start') ?? 1);
}
