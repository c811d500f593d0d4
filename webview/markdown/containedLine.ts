/** What is to be changed in a run of text, besides what could be HTML. */
export interface ContainedRun {
  /** Whether a picture stands in it. */
  readonly hasPictures: boolean;
  /** The formulas in it, without the marks around them. */
  readonly formulas: readonly string[];
  /** Whether the text of brackets is a label of this document: of a link's address or a footnote. */
  readonly isLabel: (label: string) => boolean;
  readonly ownLabel: (label: string) => string;
}

const addressInBrackets =
  /^<(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*)>/u;
const lineBreakTag = /^<br[ \t]*\/?>/iu;
const brackets = /^\[((?:\\[\s\S]|[^[\]\\])+)\]/u;

/**
 * Rewrites a run of text (a paragraph, a heading, a cell of a table) from left to right, as Markdown reads it: code
 * stays, a `<` that could begin HTML is escaped, a picture becomes a link, a link's label becomes the document's own.
 */
export function containedRun(text: string, run: ContainedRun): string {
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const step = stepAt(text, at, run);
    parts.push(step.written);
    at += step.length;
  }
  return parts.join('');
}

interface Step {
  readonly written: string;
  /** How many characters of the source it stands for. */
  readonly length: number;
}

function stepAt(text: string, at: number, run: ContainedRun): Step {
  switch (text[at]) {
    case '$':
    case '\\':
      return formula(text, at, run) ?? asItIs(text.slice(at, text[at] === '$' ? at + 1 : at + 2));
    case '`':
      return code(text, at);
    case '<':
      return angle(text, at);
    case '!':
      return run.hasPictures && text[at + 1] === '[' ? picture(text, at) : asItIs('!');
    case '[':
      return bracket(text, at, run);
    default: {
      const plain = /^[^\\`<![$]+/u.exec(text.slice(at, at + 4096))?.[0] ?? text.slice(at, at + 1);
      return asItIs(plain);
    }
  }
}

function asItIs(written: string): Step {
  return { written, length: written.length };
}

function code(text: string, at: number): Step {
  const fence = /^`+/u.exec(text.slice(at))?.[0] ?? '`';
  for (let start = at + fence.length; ;) {
    const next = text.indexOf('`', start);
    if (next < 0) return asItIs(fence);
    let end = next;
    while (text[end] === '`') end += 1;
    if (end - next === fence.length) return asItIs(text.slice(at, end));
    start = end;
  }
}

const formulaMarks = [
  ['$$', '$$'],
  ['$', '$'],
  ['\\(', '\\)'],
  ['\\[', '\\]'],
] as const;

function formula(text: string, at: number, { formulas }: ContainedRun): Step | undefined {
  for (const [opening, closing] of formulaMarks) {
    if (!text.startsWith(opening, at)) continue;
    for (const content of formulas) {
      const start = text.indexOf(content, at);
      const end = text.indexOf(closing, start + content.length);
      const around = text.slice(at + opening.length, start) + text.slice(start + content.length, end);
      if (start < 0 || end < 0 || around.trim() !== '') continue;
      const whole = text.slice(at, end + closing.length);
      return { written: containedFormula(whole), length: whole.length };
    }
  }
  return undefined;
}

/** A space is nothing in a formula, and what follows a `<` and a space is no HTML. */
export function containedFormula(text: string): string {
  return text.replace(/<(?=[a-zA-Z/!?])/gu, '< ');
}

function angle(text: string, at: number): Step {
  const rest = text.slice(at);
  const isAddressOfLink = /\]\([ \t]*$/u.test(text.slice(Math.max(0, at - 10), at));
  const kept =
    (isAddressOfLink ? /^<[^<>\n]*>/u.exec(rest) : null) ??
    addressInBrackets.exec(rest) ??
    lineBreakTag.exec(rest);
  if (kept) return asItIs(kept[0]);
  return /^<[a-zA-Z/!?]/u.test(rest) ? { written: '\\<', length: 1 } : asItIs('<');
}

function picture(text: string, at: number): Step {
  return { written: text[at + 2] === ']' ? '[Picture' : '[Picture: ', length: 2 };
}

function bracket(text: string, at: number, { isLabel, ownLabel }: ContainedRun): Step {
  const found = brackets.exec(text.slice(at, at + 1000));
  const label = found?.[1];
  if (!found || label === undefined || !isLabel(label)) return asItIs('[');
  const [whole] = found;
  const next = text.slice(at + whole.length, at + whole.length + 2);
  if (text[at - 1] === ']' || label.startsWith('^'))
    return { written: `[${ownLabel(label)}]`, length: whole.length };
  if (next === '[]') return { written: `${whole}[${ownLabel(label)}]`, length: whole.length + 2 };
  if (next.startsWith('(') || next.startsWith('[')) return asItIs('[');
  return { written: `${whole}[${ownLabel(label)}]`, length: whole.length };
}

/** A block of code that holds this text, whatever is in it. */
export function fencedText(text: string, language: string): string {
  const longest = [...text.matchAll(/`+/gu)].reduce((length, [run]) => Math.max(length, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/u, '')}\n${fence}`;
}
