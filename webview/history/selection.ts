/** Which rows are selected while several are being selected. */
export class Selection {
  isOn = false;
  #ids = new Set<string>();
  /** Where a selection with Shift begins. */
  #anchor: string | undefined;

  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Begins selecting, or ends it with nothing selected. */
  set(on: boolean): void {
    this.isOn = on;
    this.#ids = new Set();
    this.#anchor = undefined;
  }

  /** Begins selecting, if that has not begun yet. */
  begin(): void {
    this.isOn = true;
  }

  toggle(id: string): void {
    this.isOn = true;
    this.#anchor = id;
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }

  /** Selects all from the last one that was clicked to this one. */
  extendTo(id: string, items: readonly { readonly id: string }[]): void {
    this.isOn = true;
    const places = [this.#anchor ?? id, id].map((end) => items.findIndex((item) => item.id === end));
    const [from, to] = [Math.max(Math.min(...places), 0), Math.max(...places)];
    for (const item of items.slice(from, to + 1)) this.#ids.add(item.id);
  }

  all(ids: readonly string[]): void {
    this.isOn = true;
    this.#ids = new Set(ids);
  }
}
