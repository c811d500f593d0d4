import type { TextKind } from './textKind';

/** Something that a text has and that a rewrite of it should not lose unasked. */
export type LossKind =
  | 'frontMatter'
  | 'headings'
  | 'links'
  | 'codeBlocks'
  | 'footnotes'
  | 'placeholders'
  | 'tags'
  | 'commands'
  | 'numbers'
  | 'omission'
  | 'end';

export interface Loss {
  readonly kind: LossKind;
  /** What is missing, as it stands in the original; of an omission and an end, what stands in its place. */
  readonly items: readonly string[];
}

export interface LossContext {
  readonly kind: TextKind;
  /** VS Code's language id, as in `markdown`. */
  readonly languageId: string;
}

/**
 * What a rewrite dropped, found by comparing the structure of both texts. It errs on the side of silence: what a
 * translation or a shorter wording may well change (words, small numbers written out, the order) is no loss. A text
 * compared to itself has lost nothing.
 */
export function lossesOf(original: string, rewritten: string, context: LossContext): Loss[] {
  const before = new Structure(original, context);
  const after = new Structure(rewritten, context);
  const found: Loss[] = [
    { kind: 'frontMatter', items: missing(before.frontMatterKeys, after.frontMatterKeys) },
    { kind: 'headings', items: before.headings.slice(after.headings.length) },
    { kind: 'links', items: missing(before.links, after.links) },
    { kind: 'codeBlocks', items: missing(before.codeBlocks, after.codeBlocks) },
    { kind: 'footnotes', items: missing(before.footnotes, after.footnotes) },
    { kind: 'placeholders', items: missing(before.placeholders, after.placeholders) },
    { kind: 'tags', items: fewer(before.tags, after.tags) },
    { kind: 'commands', items: missing(before.commands, after.commands) },
    { kind: 'numbers', items: missingNumbers(before, after) },
    { kind: 'omission', items: missing(after.omissions, before.omissions) },
    { kind: 'end', items: before.endsWhole && !after.endsWhole ? [after.lastWords] : [] },
  ];
  return found.filter(({ items }) => items.length > 0);
}

/** Losses as one sentence for a person; empty where there are none. */
export function lossesInWords(losses: readonly Loss[]): string {
  if (losses.length === 0) return '';
  const omission = losses.find(({ kind }) => kind === 'omission');
  const end = losses.find(({ kind }) => kind === 'end');
  const dropped = losses.filter((loss) => loss !== omission && loss !== end).map(lossInWords);
  const sentences = [
    ...(dropped.length > 0 ? [`The suggestion leaves out ${inList(dropped)}.`] : []),
    ...(omission ? [`It stands for more than it says: “${shortened(omission.items[0] ?? '')}”.`] : []),
    ...(end ? [`It may be cut off: it ends in “${shortened(end.items[0] ?? '')}”.`] : []),
  ];
  return sentences.join(' ');
}

/** Language ids whose headings, links and fences are Markdown's. */
const markdownLike = new Set(['markdown', 'mdx', 'quarto', 'rmd', 'plaintext', 'git-commit', 'scminput']);
const htmlLike = new Set(['html', 'xml', 'vue', 'svelte', 'handlebars', 'php', 'jinja-html', 'razor', 'xsl']);
const latexLike = new Set(['latex', 'tex', 'bibtex']);

/** LaTeX commands whose argument is a name that something else relies on. */
const naming =
  /^(?:[A-Za-z]*cite[A-Za-z]*|[A-Za-z]*ref|label|includegraphics|input|include|bibliography|url|href)$/u;

class Structure {
  readonly frontMatterKeys: readonly string[];
  readonly headings: readonly string[];
  readonly links: readonly string[];
  readonly codeBlocks: readonly string[];
  readonly footnotes: readonly string[];
  readonly placeholders: readonly string[];
  readonly tags: readonly string[];
  readonly commands: readonly string[];
  /** As they are written, in prose. */
  readonly numbers: readonly string[];
  readonly omissions: readonly string[];
  /** Whether it ends as a text does that is complete. */
  readonly endsWhole: boolean;
  readonly lastWords: string;

  constructor(text: string, { kind, languageId }: LossContext) {
    const lines = text.replace(/\r\n?/g, '\n');
    const isMarkdown = markdownLike.has(languageId);
    const isLatex = latexLike.has(languageId);
    const { prose, blocks } = isMarkdown ? withoutFences(lines) : { prose: lines, blocks: [] };
    const withoutCode = prose.replace(/(`{1,3})[^`]{1,2000}\1/gu, ' ');
    const isProse = kind === 'prose';
    this.codeBlocks = blocks;
    this.frontMatterKeys = isMarkdown ? frontMatterKeys(lines) : [];
    this.headings = headingsIn(prose.replace(frontMatter, ''), isMarkdown, languageId);
    this.links = isProse || htmlLike.has(languageId) ? linksIn(withoutCode, isMarkdown) : [];
    this.footnotes = isMarkdown ? all(withoutCode, /\[\^[^\]\s]+\]/gu) : [];
    this.placeholders = isProse ? placeholdersIn(withoutCode, isLatex) : [];
    this.tags =
      isMarkdown || htmlLike.has(languageId)
        ? all(withoutCode, /<\/?[a-zA-Z][\w:-]*(?=[\s/>])/gu).map((tag) => `${tag.toLowerCase()}>`)
        : [];
    this.commands = isLatex ? commandsIn(lines) : [];
    this.numbers = isProse ? numbersIn(withoutCode) : [];
    this.omissions = lines.split('\n').flatMap((line) => (isOmission(line) ? [line.trim()] : []));
    const end = lines.trimEnd();
    this.lastWords = end.slice(-200).split(/\s+/u).slice(-5).join(' ');
    this.endsWhole = isProse ? !/[\p{L}\p{N},–—-]$/u.test(end) : areBracketsClosed(lines);
  }
}

/** The text between fences, each block alone and trimmed, and the rest. An open fence reaches to the end. */
function withoutFences(text: string): { readonly prose: string; readonly blocks: readonly string[] } {
  const prose: string[] = [];
  const blocks: string[] = [];
  let fence: string | undefined;
  let block: string[] = [];
  for (const line of text.split('\n')) {
    const marks = /^\s*(?:>\s?)*(`{3,}|~{3,})/u.exec(line)?.[1];
    if (fence === undefined) {
      if (marks === undefined) prose.push(line);
      else fence = marks;
    } else if (marks?.startsWith(fence) === true && line.trim().endsWith(marks)) {
      blocks.push(block.join('\n').trim());
      block = [];
      fence = undefined;
    } else block.push(line);
  }
  if (fence !== undefined) blocks.push(block.join('\n').trim());
  return { prose: prose.join('\n'), blocks: blocks.filter((code) => code !== '') };
}

const frontMatter = /^---\n([\s\S]*?)\n(?:---|\.\.\.)(?:\n|$)/u;

function frontMatterKeys(text: string): string[] {
  const inside = frontMatter.exec(text)?.[1];
  return inside === undefined ? [] : all(inside, /^[\w-]+(?=\s*:)/gmu);
}

function headingsIn(prose: string, isMarkdown: boolean, languageId: string): string[] {
  if (isMarkdown && languageId !== 'git-commit' && languageId !== 'scminput')
    return [
      ...all(prose, /^ {0,3}#{1,6}[ \t]+\S.*$/gmu),
      ...all(prose, /^[^\n#>|-].*(?=\n {0,3}(?:=+|-{2,})[ \t]*$)/gmu),
    ].map((heading) => heading.replace(/^[\s#]+|[\s#]+$/gu, ''));
  if (languageId === 'asciidoc') return all(prose, /^={1,6} \S.*$/gmu);
  if (languageId === 'org') return all(prose, /^\*+ \S.*$/gmu);
  return [];
}

function linksIn(text: string, isMarkdown: boolean): string[] {
  const addresses = all(text, /\b(?:https?:\/\/|mailto:)[^\s<>"'`]+/gu).map(withoutSentence);
  const targets = isMarkdown
    ? Array.from(text.matchAll(/\]\([ \n]?<?([^()\s<>]+)/gu), ([, target = '']) => target)
    : [];
  return [...addresses, ...targets.filter((target) => !/^(?:https?:|mailto:)/u.test(target))];
}

/** Brackets that an address didn't open, and the punctuation behind it, belong to the sentence. */
function withoutSentence(address: string): string {
  let unopened = count(address, ')') - count(address, '(');
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    if (last === ')' && unopened-- > 0) continue;
    if (!/[.,;:!?*_\]}]/u.test(last)) break;
  }
  return address.slice(0, end);
}

function placeholdersIn(text: string, isLatex: boolean): string[] {
  const marked = /\{\{[^{}\n]+\}\}|\$\{[^{}\n]+\}|<%=?[^%\n]+%>|%(?:\d+\$)?[sd@](?!\p{L})|%\(\w+\)s/gu;
  const braces = isLatex ? [] : all(text.replace(/[{$]\{[^{}]*\}+/gu, ' '), /\{[\w.-]{1,40}\}/gu);
  return [...all(text, marked), ...braces];
}

function commandsIn(text: string): string[] {
  const commands: string[] = [];
  for (const [, name = '', argument] of text.matchAll(/\\([A-Za-z]+)\*?(?:\[[^\]]*\])?(?:\{([^{}]*)\})?/gu)) {
    const names = naming.test(name) || name === 'begin' || name === 'end';
    commands.push(names && argument !== undefined ? `\\${name}{${argument}}` : `\\${name}`);
  }
  return commands;
}

/** The largest number that a rewrite may well spell out. */
const spelledOut = 20;

/** Numbers in a text, as they are written; not those of list items. */
function numbersIn(text: string): string[] {
  const withoutMarks = text
    .replace(/\b(?:https?:\/\/|mailto:)\S+/gu, ' ')
    .replace(/^[ \t]*(?:[-*+][ \t]+)?\p{Nd}+[.)]\s/gmu, ' ');
  return all(withoutMarks, /(?<![\p{L}_])\p{Nd}+(?:[.,:/'’٬٫]\p{Nd}+|[\u00A0\u202F ]\p{Nd}{3}(?!\p{Nd}))*/gu);
}

function missingNumbers(before: Structure, after: Structure): string[] {
  const present = new Set(after.numbers.map(digitsOf));
  // A date or an amount may be written in another way: each of its parts counts, and all of it at once.
  for (const part of after.numbers.flatMap(partsOf)) present.add(part);
  const isThere = (number: string): boolean =>
    present.has(digitsOf(number)) || partsOf(number).every((part) => present.has(part));
  return distinct(before.numbers).filter(
    (number) => !isThere(number) && Number(digitsOf(number)) > spelledOut,
  );
}

function partsOf(number: string): string[] {
  return number.split(/\P{Nd}+/u).map((part) => digitsOf(part).replace(/^0+(?=\d)/u, ''));
}

/** Its digits alone, in the form of this language. */
function digitsOf(number: string): string {
  return number
    .normalize('NFKC')
    .replace(/\P{Nd}/gu, '')
    .replace(/\p{Nd}/gu, digit);
}

/** Scripts have their ten digits in a row, and no other script's stand next to them once a text is normalised. */
function digit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(code - zero);
}

/** Longest line, in characters, that is looked at for standing for others. */
const longestOmission = 120;

/** Whether a line stands for text that was left out, as in `// ... rest of the code stays the same`. */
function isOmission(line: string): boolean {
  const trimmed = line.trim();
  if (trimmed.length > longestOmission) return false;
  const marked = /\.{3}|…|^(?:[[(#]|\/\/|--|\/\*|<!--)/u.test(trimmed);
  const words = trimmed.replace(/^[^\p{L}]+/u, '');
  return marked && standsForOthers.test(words);
}

const standsForOthers =
  /^(?:(?:and|with) )?(?:the )?(?:rest|remainder|remaining|existing|previous|other|unchanged|same)\b.*\b(?:code|text|content|functions?|file|document|letter|list|paragraphs?|sections?|implementation|unchanged|same|before|above|here)\b/iu;

function areBracketsClosed(code: string): boolean {
  const bare = code.replace(/(["'`])(?:\\.|(?!\1)[^\\\n])*\1/gu, '');
  return ['{}', '()', '[]'].every(([open, close]) => count(bare, open ?? '') <= count(bare, close ?? ''));
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function all(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([found]) => found);
}

function distinct(items: readonly string[]): string[] {
  return [...new Set(items)];
}

/** What is in `before` and not in `after`, each once. */
function missing(before: readonly string[], after: readonly string[]): string[] {
  const present = new Set(after);
  return distinct(before).filter((item) => !present.has(item));
}

/** What is in `after` less often than in `before`, each once. */
function fewer(before: readonly string[], after: readonly string[]): string[] {
  return distinct(before).filter(
    (item) =>
      after.filter((other) => other === item).length < before.filter((other) => other === item).length,
  );
}

function lossInWords({ kind, items }: Loss): string {
  const many = items.length > 1;
  const named = inList(
    items.slice(0, 3).map((item) => `“${shortened(item)}”`),
    items.length - 3,
  );
  switch (kind) {
    case 'frontMatter':
      return `${many ? 'fields' : 'a field'} of the document’s head (${named})`;
    case 'headings':
      // Which of them went can't be told from a rewrite, only how many.
      return many ? `${items.length} headings` : 'a heading';
    case 'links':
      return `${many ? `${items.length} links` : 'a link'} (${named})`;
    case 'codeBlocks':
      return `${many ? `${items.length} blocks of code` : 'a block of code'} (${named})`;
    case 'footnotes':
      return `${many ? `${items.length} footnotes` : 'a footnote'} (${named})`;
    case 'placeholders':
      return `${many ? `${items.length} placeholders` : 'a placeholder'} (${named})`;
    case 'tags':
      return `${many ? 'tags' : 'a tag'} (${named})`;
    case 'commands':
      return `${many ? 'commands' : 'a command'} (${named})`;
    case 'numbers':
      return `${many ? `${items.length} numbers` : 'a number'} (${named})`;
    case 'omission':
    case 'end':
      return named;
  }
}

function inList(words: readonly string[], more = 0): string {
  if (more > 0) return `${words.join(', ')} and ${more} more`;
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

function shortened(item: string): string {
  const line = item.split('\n')[0]?.trim() ?? '';
  return line.length <= 60 ? line : `${line.slice(0, 59).trimEnd()}…`;
}
