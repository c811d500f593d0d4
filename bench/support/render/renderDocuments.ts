/** A document to stream: its text, the same at every call. */
export const documentNames = [
  'mixed',
  'one list',
  'one table',
  'one block of code',
  'one paragraph',
] as const;

export type DocumentName = (typeof documentNames)[number];

const words = (
  'the a of and to in is for that with on as by this from at an be are it or which when each small long ' +
  'answer question letter report garden river stone window number meeting plan budget lesson student reader ' +
  'begins follows holds shows needs keeps turns asks writes changes always often never quietly clearly first last'
).split(' ');

/** @param length in characters */
export function writeDocument(name: DocumentName, length: number): string {
  const writer = new Writer();
  const [head, part] = partsOf(name, writer);
  const parts = [head];
  for (let written = head.length; written < length;) {
    const next = part();
    parts.push(next);
    written += next.length;
  }
  return parts.join('').slice(0, length);
}

function partsOf(name: DocumentName, writer: Writer): [head: string, part: () => string] {
  switch (name) {
    case 'mixed':
      return ['', () => writer.section()];
    case 'one list':
      return ['', () => `- ${writer.sentence()}\n`];
    case 'one table':
      return ['| Name | Number | Words |\n|---|--:|---|\n', () => writer.row()];
    case 'one block of code':
      return ['```ts\n', () => writer.codeLine()];
    case 'one paragraph':
      return ['', () => `${writer.sentence()} `];
  }
}

/** Writes what models write, by a generator of numbers that begins always the same. */
class Writer {
  #state = 1;

  /** A heading, and under it some of everything. */
  section(): string {
    const parts = [
      () => `${this.sentences(4)}\n\n`,
      () => `${this.sentences(2)}\n\n`,
      () => this.#lines(5, () => `- ${this.sentence()}`),
      () => this.#lines(4, (index) => `${index + 1}. ${this.sentence()}\n   - ${this.sentence()}`),
      () => `\`\`\`ts\n${this.#lines(8, () => this.codeLine().trimEnd())}\`\`\`\n\n`,
      () => `| Name | Number | Words |\n|---|--:|---|\n${this.#lines(4, () => this.row().trimEnd())}`,
      () => this.#lines(2, () => `> ${this.sentence()}`),
    ];
    const chosen = Array.from({ length: 4 }, () => this.#pick(parts)());
    return `## ${this.#words(4)}\n\n${this.sentences(3)}\n\n${chosen.join('')}`;
  }

  sentences(count: number): string {
    return Array.from({ length: count }, () => this.sentence()).join(' ');
  }

  sentence(): string {
    const middle = this.#pick([
      () => this.#words(3),
      () => `**${this.#words(2)}**`,
      () => `*${this.#words(1)}*`,
      () => `\`${this.#pick(words)}()\``,
      () => `[${this.#words(2)}](https://example.org/${this.#pick(words)})`,
    ]);
    return `${this.#words(5)} ${middle()} ${this.#words(6)}.`;
  }

  row(): string {
    return `| ${this.#words(2)} | ${this.#below(1000)} | ${this.#words(4)} |\n`;
  }

  codeLine(): string {
    return `  const ${this.#pick(words)}${this.#below(100)} = await ${this.#pick(words)}('${this.#words(2)}');\n`;
  }

  #lines(count: number, line: (index: number) => string): string {
    return `${Array.from({ length: count }, (_, index) => line(index)).join('\n')}\n\n`;
  }

  #words(count: number): string {
    return Array.from({ length: count }, () => this.#pick(words)).join(' ');
  }

  #pick<T>(from: readonly T[]): T {
    const picked = from[this.#below(from.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  /** mulberry32: small, and good enough for words. */
  #below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }
}
