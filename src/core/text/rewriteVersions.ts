/** One wording of a suggestion, kept while the person has others made of it. */
export interface RewriteVersion {
  /** The whole suggestion as it stood, with what the person had made of it. */
  readonly text: string;
  /** The same in the parts that it was asked for in. */
  readonly parts: readonly string[];
}

/** The wordings as plain data. */
export interface KeptVersions {
  readonly earlier: readonly RewriteVersion[];
  /** Index of the one that is shown. */
  readonly shown: number;
  /** What the person made of one, with its index. */
  readonly edited: readonly (readonly [index: number, text: string])[];
}

/** The wordings of a suggestion, oldest first; the last is the one that was asked for last and may still arrive. */
export class RewriteVersions {
  readonly #earlier: RewriteVersion[];
  /** Index of the one that is shown; the last while it arrives. */
  #shown: number;
  /** What the person made of one, by its index. */
  readonly #edited: Map<number, string>;

  /** @param kept wordings of an earlier window */
  constructor(kept: KeptVersions = { earlier: [], shown: 0, edited: [] }) {
    this.#earlier = [...kept.earlier];
    this.#shown = Math.min(Math.max(0, kept.shown), kept.earlier.length);
    this.#edited = new Map(kept.edited);
  }

  /** @param edited what the person made of the one that is shown, where they did */
  kept(edited: string | undefined): KeptVersions {
    const all = new Map(this.#edited);
    if (edited !== undefined) all.set(this.#shown, edited);
    return { earlier: [...this.#earlier], shown: this.#shown, edited: [...all] };
  }

  get count(): number {
    return this.#earlier.length + 1;
  }

  /** Index of the one that is shown, from 0. */
  get shown(): number {
    return this.#shown;
  }

  /** The one that is shown where it is an earlier one; `undefined`: the last is shown. */
  get earlier(): RewriteVersion | undefined {
    return this.#earlier[this.#shown];
  }

  /** What the person made of the one that is shown, if anything. */
  get edited(): string | undefined {
    return this.#edited.get(this.#shown);
  }

  /** The person made this of the one that is shown. */
  edit(text: string): void {
    this.#edited.set(this.#shown, text);
  }

  /** The one that the last was made of. */
  get base(): RewriteVersion | undefined {
    return this.#earlier.at(-1);
  }

  /** A next one is asked for, to be made of this one. */
  add(version: RewriteVersion): void {
    this.#earlier.push(version);
    this.#shown = this.#earlier.length;
  }

  /** Shows one that many before or behind; false where there is none. */
  step(by: number): boolean {
    const wanted = this.#shown + by;
    if (wanted < 0 || wanted >= this.count) return false;
    this.#shown = wanted;
    return true;
  }

  /** The last is asked for anew: what was made of it goes. */
  restartLast(): void {
    this.#shown = this.#earlier.length;
    this.#edited.delete(this.#shown);
  }
}
