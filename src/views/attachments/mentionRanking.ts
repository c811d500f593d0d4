import type { MentionView } from '../../protocol';

/** Most suggestions that are shown; whoever wants another types more of its name. */
export const mostMentions = 12;

/**
 * Those whose name or place holds what was typed, the best first: a name that begins with it, then one that holds it,
 * then a place; of equals the first as they came. Each once.
 */
export function rankMentions(mentions: readonly MentionView[], query: string): readonly MentionView[] {
  const wanted = query.toLowerCase();
  const ranked = mentions
    .map((mention) => ({ mention, rank: rankOf(mention, wanted) }))
    .filter(({ rank }) => rank < 3)
    .sort((one, other) => one.rank - other.rank);
  const unique = new Map<string, MentionView>();
  for (const { mention } of ranked) if (!unique.has(mention.id)) unique.set(mention.id, mention);
  return [...unique.values()].slice(0, mostMentions);
}

function rankOf({ label, detail }: MentionView, wanted: string): number {
  const name = label.toLowerCase();
  if (name.startsWith(wanted)) return 0;
  if (name.includes(wanted)) return 1;
  return detail.toLowerCase().includes(wanted) ? 2 : 3;
}

/** A glob for names that hold a text, whatever its case; what means something in globs stands for any character. */
export function globFor(query: string): string {
  return Array.from(query, (letter) => {
    if (/[\\/*?[\]{},!]/.test(letter)) return '?';
    const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()];
    return lower === upper || lower.length !== upper.length ? letter : `[${lower}${upper}]`;
  }).join('');
}
