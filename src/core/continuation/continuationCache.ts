/** Where a continuation stands. Offsets are UTF-16 code units; texts have the document's own line ends. */
export interface CursorPlace {
  /** Tells documents apart. */
  readonly document: string;
  readonly offset: number;
  /** The text before the cursor, at least {@link rememberedBefore} characters of it where there are so many. */
  readonly before: string;
  /** The text behind the cursor, as `before`. */
  readonly after: string;
}

/** What may still be suggested at a place. */
export interface RemainingContinuation {
  readonly text: string;
  /** Characters behind the cursor that the text takes the place of: brackets that the editor closed by itself. */
  readonly replaces: number;
}

interface Entry {
  readonly document: string;
  readonly offset: number;
  readonly before: string;
  readonly after: string;
  readonly text: string;
}

/** Characters around the cursor by which a place is known again. */
export const rememberedBefore = 300;
export const rememberedAfter = 100;

/** Characters before the cursor in which a place is looked for: it, and a continuation that was typed along. */
export const lookedAtBefore = 2_000;

const mostEntries = 30;

/**
 * What was suggested lately. Who types along a suggestion finds what is left of it; who deletes what they typed, the
 * whole again. So the same is never asked for twice, and ghost text does not flicker.
 */
export class ContinuationCache {
  /** The latest last. */
  #entries: readonly Entry[] = [];

  /** Keeps a continuation; one that is empty is kept as well, so that nothing is asked for again in vain. */
  add(place: CursorPlace, text: string): void {
    const entry: Entry = {
      document: place.document,
      offset: place.offset,
      before: place.before.slice(-rememberedBefore),
      after: place.after.slice(0, rememberedAfter),
      text,
    };
    const others = this.#entries.filter(
      (other) =>
        other.document !== entry.document ||
        other.offset !== entry.offset ||
        other.before !== entry.before ||
        other.after !== entry.after,
    );
    this.#entries = [...others, entry].slice(-mostEntries);
  }

  /** What is left of a continuation here; `undefined` where none is known. An empty text: nothing belongs here. */
  find(place: CursorPlace): RemainingContinuation | undefined {
    for (const entry of this.#entries.toReversed()) {
      const remaining = remainingOf(entry, place);
      if (remaining !== undefined) return remaining;
    }
    return undefined;
  }

  clear(): void {
    this.#entries = [];
  }
}

function remainingOf(entry: Entry, place: CursorPlace): RemainingContinuation | undefined {
  const typedLength = place.offset - entry.offset;
  if (entry.document !== place.document || typedLength < 0 || typedLength > entry.text.length)
    return undefined;
  const typedFrom = place.before.length - typedLength;
  if (typedFrom < 0) return undefined;
  const typed = place.before.slice(typedFrom);
  if (!entry.text.startsWith(typed) || !place.before.slice(0, typedFrom).endsWith(entry.before))
    return undefined;
  const text = entry.text.slice(typed.length);
  // All of it was typed: what comes next is another matter.
  if (text === '' && entry.text !== '') return undefined;
  const closers = closedByItself(place.after, entry.after, typed);
  if (closers === undefined) return undefined;
  if (closers === '') return { text, replaces: 0 };
  const [line = ''] = text.split(/\r?\n/u, 1);
  return containsInOrder(line, closers) ? { text, replaces: closers.length } : undefined;
}

/** What the editor put behind the cursor since: nothing, or what closes what was typed; `undefined` for other changes. */
function closedByItself(now: string, then: string, typed: string): string | undefined {
  if (startsAlike(now, then)) return '';
  for (let length = 1; length <= Math.min(typed.length, 8); length++) {
    const closers = now.slice(0, length);
    if (!/^[)\]}>"'`»”’]+$/u.test(closers)) return undefined;
    if (startsAlike(now.slice(length), then)) return closers;
  }
  return undefined;
}

/** Whether the texts are the same as far as both are known. */
function startsAlike(now: string, then: string): boolean {
  return then.length < rememberedAfter ? now === then : now.startsWith(then);
}

function containsInOrder(text: string, wanted: string): boolean {
  let from = 0;
  for (const character of wanted) {
    const found = text.indexOf(character, from);
    if (found < 0) return false;
    from = found + 1;
  }
  return true;
}
