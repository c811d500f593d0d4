/**
 * Conversations of a person who wants none kept: their lines, in memory only. They are gone when the window closes.
 */
export class UnsavedConversations {
  readonly #lines = new Map<string, string[]>();
  readonly #removed = new Map<string, string[]>();

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

  /** Takes it out, so that {@link restore} can bring it back. False if it is none of these. */
  remove(id: string): boolean {
    return moved(id, this.#lines, this.#removed);
  }

  restore(id: string): boolean {
    return moved(id, this.#removed, this.#lines);
  }

  clear(): void {
    this.#lines.clear();
    this.#removed.clear();
  }
}

function moved(id: string, from: Map<string, string[]>, to: Map<string, string[]>): boolean {
  const lines = from.get(id);
  if (!lines) return false;
  from.delete(id);
  to.set(id, lines);
  return true;
}
