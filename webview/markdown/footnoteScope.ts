/** What is known of a text's footnotes, by their labels, which are normalised as those of links are. */
class FootnoteKnowledge {
  constructor(
    /** By the order in which the text first refers to them. */
    readonly numbers = new Map<string, number>(),
    /** Labels that have been referred to in this reading of the text. */
    readonly used = new Set<string>(),
    /** Labels whose notes have come in this reading of the text. */
    readonly defined = new Set<string>(),
  ) {}

  copy(): FootnoteKnowledge {
    return new FootnoteKnowledge(new Map(this.numbers), new Set(this.used), new Set(this.defined));
  }
}

/** The footnotes of a text that is read piece by piece. */
export class Footnotes {
  readonly #idPrefix: string;
  readonly #known: FootnoteKnowledge;
  /** The labels that have notes somewhere in the text, once all of it has come. */
  readonly #definedAnywhere: ReadonlySet<string> | undefined;

  /** @param idPrefix what the ids begin with: no two texts on a page may have the same */
  constructor(idPrefix: string, known = new FootnoteKnowledge(), definedAnywhere?: ReadonlySet<string>) {
    this.#idPrefix = idPrefix;
    this.#known = known;
    this.#definedAnywhere = definedAnywhere;
  }

  /** Of a text that is read in one go, where every note is known before the first reference is read. */
  static ofWhole(idPrefix: string): Footnotes {
    const known = new FootnoteKnowledge();
    return new Footnotes(idPrefix, known, known.defined);
  }

  /** For text that can't change any more. */
  forSettled(): FootnoteScope {
    return new FootnoteScope(this.#idPrefix, this.#known, this.#definedAnywhere);
  }

  /** For text that may still change: it leaves nothing. */
  forOpen(): FootnoteScope {
    return new FootnoteScope(this.#idPrefix, this.#known.copy(), this.#definedAnywhere);
  }

  /** For reading the whole text a second time, with the numbers of the first. */
  again(): Footnotes {
    return new Footnotes(this.#idPrefix, new FootnoteKnowledge(this.#known.numbers), this.#known.defined);
  }

  /** For reading a text again that has come to its end: what has no note is no reference. */
  anew(): Footnotes {
    return new Footnotes(this.#idPrefix, new FootnoteKnowledge(), this.#known.defined);
  }

  /** Whether something is referred to that has no note. */
  get lacksNotes(): boolean {
    return [...this.#known.used].some((label) => !this.#known.defined.has(label));
  }

  isUsed(label: string): boolean {
    return this.#known.used.has(label);
  }
}

/** One reading of a piece of a text: gives footnotes their numbers and ids. */
export class FootnoteScope {
  /** Whether the piece holds a note or may refer to one. */
  touched = false;
  /** The labels of the notes in it that nothing before its end refers to. */
  readonly unused = new Set<string>();
  readonly #idPrefix: string;
  readonly #known: FootnoteKnowledge;
  readonly #definedAnywhere: ReadonlySet<string> | undefined;

  constructor(idPrefix: string, known: FootnoteKnowledge, definedAnywhere: ReadonlySet<string> | undefined) {
    this.#idPrefix = idPrefix;
    this.#known = known;
    this.#definedAnywhere = definedAnywhere;
  }

  /** Says that a note has come; returns whether it is the first of its label. */
  define(label: string): boolean {
    this.touched = true;
    const isFirst = !this.#known.defined.has(label);
    this.#known.defined.add(label);
    return isFirst;
  }

  /** Whether a label in the text refers to a note. While the text isn't whole, its note may still come. */
  mayUse(label: string): boolean {
    this.touched = true;
    return this.#definedAnywhere?.has(label) ?? true;
  }

  /** Says that the text refers to a note, and gives its number. */
  use(label: string): { number: number; isFirst: boolean } {
    const { numbers, used } = this.#known;
    const number = numbers.get(label) ?? numbers.size + 1;
    const isFirst = !used.has(label);
    numbers.set(label, number);
    used.add(label);
    return { number, isFirst };
  }

  /** The number of a note; undefined while nothing refers to it. */
  numberOf(label: string): number | undefined {
    const number = this.#known.numbers.get(label);
    if (number === undefined) this.unused.add(label);
    return number;
  }

  /** The ids of a note and of the first reference to it. */
  idsOf(number: number): { note: string; text: string } {
    return { note: `${this.#idPrefix}-note-${number}`, text: `${this.#idPrefix}-text-${number}` };
  }
}
