/**
 * Conversations of a person who wants none kept: their lines, in memory only. They are gone when the window closes.
 */
export class UnsavedConversations {
  readonly #lines = new Map<string, string[]>();
  readonly #removed = new Map<string, { readonly lines: string[]; readonly removedAt: number }>();

  get ids(): Iterable<string> {
    return this.#lines.keys();
  }

  begin(id: string): void {
    if (!this.#lines.has(id)) this.#lines.set(id, []);
  }

  has(id: string): boolean {
    return this.#lines.has(id);
  }

  /** The lines of a conversation; `undefined` if it is none of these. */
  get(id: string): readonly string[] | undefined {
    return this.#lines.get(id);
  }

  add(id: string, lines: readonly string[]): void {
    this.#lines.get(id)?.push(...lines);
  }

  /** What was taken out, and when (milliseconds since the epoch). */
  get removed(): readonly { readonly id: string; readonly removedAt: number }[] {
    return [...this.#removed].map(([id, { removedAt }]) => ({ id, removedAt }));
  }

  /** The lines of one that was taken out. */
  getRemoved(id: string): readonly string[] | undefined {
    return this.#removed.get(id)?.lines;
  }

  /** Takes it out, so that {@link restore} can bring it back. False if it is none of these. */
  remove(id: string, now: number): boolean {
    const lines = this.#lines.get(id);
    if (!lines) return false;
    this.#lines.delete(id);
    this.#removed.set(id, { lines, removedAt: now });
    return true;
  }

  restore(id: string): boolean {
    const removed = this.#removed.get(id);
    if (!removed) return false;
    this.#removed.delete(id);
    this.#lines.set(id, removed.lines);
    return true;
  }

  clear(): void {
    this.#lines.clear();
    this.#removed.clear();
  }
}
