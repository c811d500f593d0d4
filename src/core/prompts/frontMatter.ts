/** What stands between the two lines `---` at the head of a prompt file, as far as anybody here needs to know it. */
export interface FrontMatter {
  /** By their names: a text, or a list of texts. Fields that hold anything else are not in it. */
  readonly fields: ReadonlyMap<string, string | readonly string[]>;
  /** The first line that is no field, counted from 1 in the file; absent where all of it can be read. */
  readonly damagedLine?: number;
}

/** A prompt file in its two parts. Together they are the file, to the letter. */
export interface FileParts {
  /** With both lines `---`; empty where there is none. */
  readonly head: string;
  readonly body: string;
}

/** Longest front matter that is read, in UTF-16 units: what is longer is no front matter. */
const longestHead = 20_000;

/**
 * Cuts a file into its front matter and the rest. Without a line that closes it, or with a blank line as the first
 * one, there is none: `---` is a rule in Markdown.
 */
export function fileParts(text: string): FileParts {
  const start = /^\uFEFF?---[ \t]*(?:\r\n|\r|\n)(?![ \t]*(?:\r|\n))/.exec(text)?.[0];
  if (start === undefined) return { head: '', body: text.replace(/^\uFEFF/, '') };
  const close = /(?:^|\r\n|\r|\n)---[ \t]*(?:\r\n|\r|\n|$)/g;
  close.lastIndex = start.length - 1;
  const end = close.exec(text.slice(0, longestHead));
  if (end === null) return { head: '', body: text };
  const length = end.index + end[0].length;
  return { head: text.slice(0, length), body: text.slice(length) };
}

/**
 * Reads the fields of a front matter. Of YAML it knows what prompt files are written in: a field a line, its value a
 * text (plain, quoted, or a block behind `|` or `>`) or a list of texts. Anything else is passed over and stays in the
 * file as it is. A whole YAML reader would be 14 KB packed; a test holds this one against it.
 */
export function readFrontMatter(head: string): FrontMatter {
  const lines = head.split(/\r\n|\r|\n/);
  const close = lines.findLastIndex((line) => /^---[ \t]*$/.test(line));
  return new FieldReader(lines.slice(1, close)).read();
}

/** A field with its value, as a line of a front matter. Every JSON text is one of YAML. */
export function fieldLine(name: string, value: string): string {
  const isPlain = /^[\p{L}\p{N}][\p{L}\p{N} ,.()/’-]*$/u.test(value) && !looksLikeOther(value);
  return `${name}: ${isPlain && value === value.trim() ? value : JSON.stringify(value)}`;
}

/** Numbers, dates and words that YAML takes for something else than a text. */
function looksLikeOther(value: string): boolean {
  return /^(?:true|false|yes|no|on|off|null|y|n|[\d.,_-]+(?:e\d+)?|0[xob][\da-f]+|\.inf|\.nan)$/i.test(value);
}

/** The file with another value in one field, all else as it was. Fields below that of the same name are kept. */
export function withField(text: string, name: string, value: string): string {
  const { head, body } = fileParts(text);
  const line = fieldLine(name, value);
  if (head === '') return `---\n${line}\n---\n${body}`;
  const breakAs = /\r\n|\r|\n/.exec(head)?.[0] ?? '\n';
  const lines = head.split(/\r\n|\r|\n/);
  const at = lines.findIndex((candidate, index) => index > 0 && fieldStart.exec(candidate)?.[1] === name);
  if (at === -1) return [lines[0], line, ...lines.slice(1)].join(breakAs) + body;
  let end = at + 1;
  while (end < lines.length && belongsToFieldAbove(lines[end] ?? '')) end += 1;
  return [...lines.slice(0, at), line, ...lines.slice(end)].join(breakAs) + body;
}

function belongsToFieldAbove(line: string): boolean {
  return /^(?:[ \t]|- |-$)/.test(line);
}

const fieldStart = /^["']?([\p{L}_][\p{L}\p{N}_.-]*)["']?[ \t]*:(?:[ \t]+|$)/u;

class FieldReader {
  readonly #lines: readonly string[];
  readonly #fields = new Map<string, string | readonly string[]>();
  #at = 0;
  #damaged: number | undefined;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  read(): FrontMatter {
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] ?? '';
      const start = fieldStart.exec(line);
      if (isBlankOrComment(line)) this.#at += 1;
      else if (start === null) this.#damage();
      else this.#readField(start[1] ?? '', line.slice(start[0].length));
    }
    return {
      fields: this.#fields,
      // The first line of the file is the `---` above.
      ...(this.#damaged !== undefined && { damagedLine: this.#damaged + 2 }),
    };
  }

  /** Notes that this line can't be read, and goes on with the next. */
  #damage(): void {
    this.#damaged ??= this.#at;
    this.#at += 1;
  }

  #readField(name: string, rest: string): void {
    const first = this.#at;
    this.#at += 1;
    const block = /^([|>])([+-]?)[ \t]*(?:#.*)?$/.exec(rest.trimEnd());
    const below = this.#linesBelow();
    const value = block === null ? valueOf(rest, below) : blockText(below, block[1] === '>', block[2] ?? '');
    if (value === 'damaged') this.#damaged ??= first;
    else if (value !== undefined && !this.#fields.has(name)) this.#fields.set(name, value.value);
  }

  /** The lines that belong to the field above, as they are indented or items of a list. */
  #linesBelow(): readonly string[] {
    const start = this.#at;
    let end = start;
    for (let at = start; at < this.#lines.length; at += 1) {
      const line = this.#lines[at] ?? '';
      if (belongsToFieldAbove(line)) end = at + 1;
      else if (line.trim() !== '') break;
    }
    this.#at = end;
    return this.#lines.slice(start, end);
  }
}

interface Value {
  readonly value: string | readonly string[];
}

/** `undefined`: it is none that is needed here. */
function valueOf(rest: string, below: readonly string[]): Value | 'damaged' | undefined {
  const text = rest.trim();
  const first = below.find((line) => !isBlankOrComment(line));
  if (text === '' || text.startsWith('#')) {
    if (first === undefined) return undefined;
    if (/^[ \t]*-(?:[ \t]|$)/.test(first)) return blockList(below);
    // A field with fields of its own.
    return fieldStart.test(first.trimStart()) ? undefined : folded(below);
  }
  const whole = [text, ...below.map((line) => line.trim()).filter((line) => line !== '')].join(' ');
  if (text.startsWith('[')) return flowList(whole);
  if (text.startsWith('{') || /^[&*!]/.test(text)) return undefined;
  return scalar(whole);
}

function folded(below: readonly string[]): Value | 'damaged' {
  return scalar(
    below
      .filter((line) => !isBlankOrComment(line))
      .map((line) => line.trim())
      .join(' '),
  );
}

function blockList(below: readonly string[]): Value | 'damaged' | undefined {
  const items: string[] = [];
  for (const line of below) {
    if (isBlankOrComment(line)) continue;
    const item = /^[ \t]*-(?:[ \t]+|$)/.exec(line);
    if (item === null) return undefined;
    const value = scalar(line.slice(item[0].length).trim());
    if (value === 'damaged') return value;
    items.push(value.value);
  }
  return { value: items };
}

/** A list as in `['a', "b", c]`. */
function flowList(text: string): Value | 'damaged' | undefined {
  const items: string[] = [];
  const item = /[ \t]*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,[\]{}'"#]*)[ \t]*([,\]])/y;
  item.lastIndex = 1;
  for (;;) {
    const match = item.exec(text);
    if (match === null) return /[[{]/.test(text.slice(1)) ? undefined : 'damaged';
    const value = match[1] ?? '';
    if (value.trim() !== '') {
      const read = scalar(value.trim());
      if (read === 'damaged') return read;
      items.push(read.value);
    }
    if (match[2] === ']') break;
  }
  const behind = text.slice(item.lastIndex).trim();
  return behind === '' || behind.startsWith('#') ? { value: items } : 'damaged';
}

function scalar(text: string): { readonly value: string } | 'damaged' {
  if (text.startsWith('"')) return doubleQuoted(text);
  if (text.startsWith("'")) {
    const quoted = /^'((?:[^']|'')*)'[ \t]*(?:#.*)?$/.exec(text)?.[1];
    return quoted === undefined ? 'damaged' : { value: quoted.replaceAll("''", "'") };
  }
  const comment = /[ \t]#/.exec(text);
  const plain = (comment === null ? text : text.slice(0, comment.index)).trim();
  // Such a plain text is none in YAML: it would be a field within a field.
  if (/:(?:[ \t]|$)/.test(plain) || /^[%@`|>]/.test(plain)) return 'damaged';
  return { value: plain };
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  e: '\u001B',
  _: '\u00A0',
  N: '\u0085',
  L: '\u2028',
  P: '\u2029',
  a: '\u0007',
  b: '\b',
  v: '\v',
  f: '\f',
};

function doubleQuoted(text: string): { readonly value: string } | 'damaged' {
  const quoted = /^"((?:[^"\\]|\\.)*)"[ \t]*(?:#.*)?$/.exec(text)?.[1];
  if (quoted === undefined) return 'damaged';
  const value = quoted.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gu,
    (_whole, two?: string, four?: string, eight?: string, letter?: string) => {
      const digits = two ?? four ?? eight;
      if (digits === undefined) return escapes[letter ?? ''] ?? letter ?? '';
      const code = Number.parseInt(digits, 16);
      return code > 0x10_ff_ff ? '\uFFFD' : String.fromCodePoint(code);
    },
  );
  return { value };
}

/** A text behind `|` (each line its own) or `>` (lines are joined, blank ones part them). */
function blockText(below: readonly string[], isFolded: boolean, chomping: string): Value | undefined {
  const lines = [...below];
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  const indent = Math.min(
    ...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length),
  );
  if (lines.length === 0 || indent === 0) return undefined;
  const texts = lines.map((line) => line.slice(indent));
  const text = isFolded
    ? texts
        .join('\n')
        .split(/\n{2,}/)
        .map((paragraph) => paragraph.replaceAll('\n', ' '))
        .join('\n')
    : texts.join('\n');
  return { value: chomping === '-' ? text : `${text}\n` };
}

function isBlankOrComment(line: string): boolean {
  return /^[ \t]*(?:#|$)/.test(line);
}
