/** How many conversations are asked for at a time: more than any panel shows at once. */
export const pageSize = 100;

/** Which part of the list is wanted. */
export interface PageRequest {
  readonly request: number;
  readonly query: string;
  readonly offset: number;
  readonly count: number;
}

/** A part of a list, as the host sends it. */
interface Page<Item> {
  readonly request: number;
  readonly offset: number;
  readonly items: readonly Item[];
  readonly total: number;
  readonly notice: string;
}

/** Neighbours in the list that stand under one heading. */
export interface Group<Item> {
  readonly label: string;
  readonly items: readonly Item[];
}

/** The part of a list of conversations that the host has sent. Holds no truth of its own. */
export class HistoryModel<Item extends { readonly id: string; readonly group: string }> {
  items: readonly Item[] = [];
  /** How many there are altogether; undefined until the host has answered. */
  total: number | undefined;
  notice = '';
  query = '';
  #request = 0;
  #isWaiting = false;

  /** Everything from the beginning, as far as it was shown; only the beginning for other words. */
  refresh(query = this.query): PageRequest {
    const count = query === this.query ? Math.max(pageSize, this.items.length) : pageSize;
    this.query = query;
    return this.#ask(0, count);
  }

  /** What follows what is there; undefined if that is all, or on its way. */
  more(): PageRequest | undefined {
    if (this.#isWaiting || this.total === undefined || this.items.length >= this.total) return undefined;
    return this.#ask(this.items.length, pageSize);
  }

  /** Takes in a part of the list; false if it is no answer to the latest question. */
  apply(answer: Page<Item>): boolean {
    if (answer.request !== this.#request) return false;
    this.#isWaiting = false;
    const known = new Set(answer.items.map(({ id }) => id));
    const before = this.items.slice(0, answer.offset).filter(({ id }) => !known.has(id));
    this.items = [...before, ...answer.items];
    this.total = answer.items.length === 0 ? this.items.length : answer.total;
    this.notice = answer.notice;
    return true;
  }

  /** Takes conversations out at once, before the host has said that they are gone. */
  remove(ids: ReadonlySet<string>): void {
    const left = this.items.filter(({ id }) => !ids.has(id));
    this.total = (this.total ?? 0) - (this.items.length - left.length);
    this.items = left;
  }

  /** Shows a change at once, before the host has said that it is made. */
  change(id: string, change: Partial<Item>): void {
    this.items = this.items.map((item) => (item.id === id ? { ...item, ...change } : item));
  }

  /** What has the keyboard after these have gone: what follows them, or else what stands before. */
  neighbourOf(ids: ReadonlySet<string>): string | undefined {
    const first = this.items.findIndex(({ id }) => ids.has(id));
    const next = this.items.slice(Math.max(first, 0)).find(({ id }) => !ids.has(id));
    return (next ?? this.items.slice(0, Math.max(first, 0)).at(-1))?.id;
  }

  groups(): readonly Group<Item>[] {
    const groups: { label: string; items: Item[] }[] = [];
    for (const item of this.items) {
      const last = groups.at(-1);
      if (last?.label === item.group) last.items.push(item);
      else groups.push({ label: item.group, items: [item] });
    }
    return groups;
  }

  #ask(offset: number, count: number): PageRequest {
    this.#isWaiting = true;
    this.#request += 1;
    return { request: this.#request, query: this.query, offset, count };
  }
}
