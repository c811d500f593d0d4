import type { Token } from 'markdown-it';

/** The lines of a source, found by number as tokens count them. */
export class Lines {
  readonly #starts: number[] = [0];
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** Where a line begins; the end of the source for a line beyond it. */
  start(line: number): number {
    return this.#starts[line] ?? this.#source.length;
  }

  /** Whether nothing stands in a line, not counting the marks of a quotation. */
  isBlank(line: number): boolean {
    return /^[\s>]*$/u.test(this.#source.slice(this.start(line), this.start(line + 1)));
  }
}

/** The tokens that open the items of the list that `tokens[list]` opens. */
export function itemsOf(tokens: readonly Token[], list: number): Token[] {
  return childrenOf(tokens, list).map(({ token }) => token);
}

/**
 * For each item of a list whether it spaces the items around it: a blank line stands before it, but for the first, or
 * between its blocks. Counted by lines and not read from the parser, which marks only paragraphs: a list that is
 * rendered item by item must come to the same answer as one that is rendered whole.
 */
export function spacingItems(tokens: readonly Token[], list: number, lines: Lines): boolean[] {
  return childrenOf(tokens, list).map(
    (item, position) =>
      (position > 0 && followsBlankLine(item.token, lines)) ||
      childrenOf(tokens, item.index)
        .slice(1)
        .some((block) => followsBlankLine(block.token, lines)),
  );
}

/** Of a list's next items, which didn't see what stands before the first of them. */
export function spacingAfter(
  before: { readonly endsBlank: boolean } | undefined,
  spacing: readonly boolean[],
): boolean[] {
  return spacing.map((isSpacing, position) => isSpacing || (position === 0 && before?.endsBlank === true));
}

/** Whether a blank line stands before an item. */
export function followsBlankLine(token: Token, lines: Lines): boolean {
  return token.map !== null && lines.isBlank(token.map[0] - 1);
}

function childrenOf(tokens: readonly Token[], parent: number): { token: Token; index: number }[] {
  const children: { token: Token; index: number }[] = [];
  const level = (tokens[parent]?.level ?? 0) + 1;
  for (let index = parent + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token || token.level < level) break;
    // A definition of a link is not seen; the parser leaves it out itself once it has read the lines.
    const seen = token.nesting >= 0 && token.type !== 'reference_definition';
    if (token.level === level && seen) children.push({ token, index });
  }
  return children;
}
