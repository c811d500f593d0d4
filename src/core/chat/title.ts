import type { UserMessage } from './message';

const longestTitle = 60;

/** Characters (UTF-16 units) of a line in which its title is looked for: a pasted line may have millions. */
const longestLine = 1_000;

/** A conversation's title from its first message, or from what was attached to one without words. */
export function titleOf({ text, attachments }: Pick<UserMessage, 'text' | 'attachments'>): string {
  return titleFrom(text) || titleFrom(attachments[0]?.label ?? '');
}

/**
 * A conversation's title from its first message: the first words of its first line, at most 60 characters, cut
 * between words where there are any, without Markdown's markers at the front.
 */
export function titleFrom(text: string): string {
  const line = text.split(/\r?\n/).find((candidate) => /[\p{L}\p{N}]/u.test(candidate)) ?? text;
  const words = line
    .trimStart()
    .slice(0, longestLine)
    .replace(/^[\s#>*+\-`~|]+/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(words);
  if (characters.length <= longestTitle) return words;
  const cut = characters.slice(0, longestTitle - 1).join('');
  const lastSpace = cut.lastIndexOf(' ');
  // A text without spaces (Chinese, an address) is cut where it is full.
  return `${(lastSpace > cut.length / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`;
}
