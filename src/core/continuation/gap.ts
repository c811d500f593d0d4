import { estimateTokens } from '../inference/tokenEstimate';
import type { TextKind } from '../text/textKind';

/** The place in a document that is to be filled. Line ends are line feeds. */
export interface Gap {
  /** What stands before the cursor, and in a notebook what stands in the cells before. */
  readonly before: string;
  /** What stands behind the cursor. */
  readonly after: string;
  readonly kind: TextKind;
  /** VS Code's language id, as in `markdown`. */
  readonly languageId: string;
  /** As a person knows it: "letter.md". */
  readonly documentName: string;
}

/** Most tokens of what surrounds the cursor. */
export interface GapBounds {
  readonly before: number;
  readonly after: number;
}

/** What a model is shown when a person asks, and when a continuation is asked for by itself, which must cost little. */
export const gapBounds = {
  onDemand: { before: 2_000, after: 500 },
  automatic: { before: 800, after: 200 },
} as const satisfies Record<string, GapBounds>;

/** Most UTF-16 code units that bounds can let through: enough to take out of a document before cutting exactly. */
export function mostCharacters(tokens: number): number {
  // No script has more than four characters to a token in the estimate.
  return tokens * 4;
}

/** The gap with its surroundings cut to bounds: whole lines where lines are short, else whole words. */
export function cutGap(gap: Gap, bounds: GapBounds): Gap {
  return {
    ...gap,
    before: endOf(gap.before, bounds.before),
    after: beginningOf(gap.after, bounds.after),
  };
}

/** The end of a text, no longer than so many tokens, from the beginning of a line on, else from that of a word. */
export function endOf(text: string, tokens: number): string {
  const near = text.slice(-mostCharacters(tokens));
  if (near.length === text.length && estimateTokens(near) <= tokens) return text;
  let start = near.length - lengthWithin(near.length, (length) => near.slice(near.length - length), tokens);
  if (isWithinCharacter(near, start)) start += 1;
  const tail = near.slice(start);
  const line = tail.indexOf('\n') + 1;
  if (line > 0 && line <= tail.length / 2) return tail.slice(line);
  const word = /\s/u.exec(tail.slice(0, 60))?.index;
  return word === undefined ? tail : tail.slice(word + 1);
}

/** The beginning of a text, no longer than so many tokens, as far as the end of a line, else as that of a word. */
export function beginningOf(text: string, tokens: number): string {
  const near = text.slice(0, mostCharacters(tokens));
  if (near.length === text.length && estimateTokens(near) <= tokens) return text;
  let end = lengthWithin(near.length, (length) => near.slice(0, length), tokens);
  if (isWithinCharacter(near, end)) end -= 1;
  const head = near.slice(0, end);
  const line = head.lastIndexOf('\n');
  if (line >= head.length / 2) return head.slice(0, line);
  const last = Math.max(0, head.length - 60);
  const word = /\s\S*$/u.exec(head.slice(last))?.index;
  return word === undefined ? head : head.slice(0, last + word);
}

/** What stands before the cursor on its line. */
export function lineBefore({ before }: Pick<Gap, 'before'>): string {
  return before.slice(before.lastIndexOf('\n') + 1);
}

/** What stands behind the cursor on its line. */
export function lineAfter({ after }: Pick<Gap, 'after'>): string {
  const end = after.indexOf('\n');
  return end < 0 ? after : after.slice(0, end);
}

/** Whether the line goes on behind the cursor with more than what closes brackets and quotes. */
export function isWithinLine(gap: Pick<Gap, 'after'>): boolean {
  return /[^\s)\]}>"'`»”’;,.:]/u.test(lineAfter(gap));
}

/** The greatest length up to `longest` whose text is of so many tokens at most. */
function lengthWithin(longest: number, textOf: (length: number) => string, tokens: number): number {
  let least = 0;
  let most = longest;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (estimateTokens(textOf(middle)) <= tokens) least = middle;
    else most = middle - 1;
  }
  return least;
}

function isWithinCharacter(text: string, offset: number): boolean {
  return (
    /[\uD800-\uDBFF]$/u.test(text.slice(offset - 1, offset)) && /^[\uDC00-\uDFFF]/u.test(text.slice(offset))
  );
}
