import MarkdownIt, { type Env, type Token } from 'markdown-it';
import { containedFormula, containedRun, fencedText, type ContainedRun } from './containedLine';
import { parse } from './parser';
import { isClosedFence } from './settlement';
import { SourceText } from './sourceText';
import { meaningOf } from './meaning';

/** Find HTML and pictures as other programs do that show Markdown: some take any address for one, some don't. */
const otherPrograms = [new MarkdownIt({ html: true }), new MarkdownIt({ html: true })] as const;
otherPrograms[0].validateLink = () => true;

/** Levels that a text's headings are set down by: the document's own are of the first two. */
const levelsDown = 2;

/**
 * Markdown that stands within a longer document of Markdown and can't reach beyond its place there: what it opens is
 * closed, its headings are below the document's, its link labels are its own, it holds no HTML, and no picture that
 * loads by itself. All else stays as it was written. A text that can't be made so stands as a block of code.
 *
 * @param name letters and digits that no other text of the document has, to be put behind its link labels
 * @returns Markdown to be set between empty lines
 */
export function containedMarkdown(text: string, name: string): string {
  const sourceText = new SourceText();
  const source = (sourceText.append(text) + sourceText.end()).replace(/^\n+|\s+$/gu, '');
  const contained = rewritten(source, name);
  const isSame = meaningOf(parse(contained, {}), `-${name}]`) === meaningOf(parse(source, {}), `-${name}]`);
  return isSame && isContained(contained) ? contained : fencedText(source, 'markdown');
}

function rewritten(source: string, name: string): string {
  const environment: Env = {};
  const tokens = parse(source, environment);
  const lines: (string | undefined)[] = source.split('\n');
  const labels = new Set(Object.keys(environment.references ?? {}));
  for (const [, footnote = ''] of source.matchAll(/^[ \t>]*\[(\^[^\]\s]+)\]:/gmu))
    labels.add(normalised(footnote));
  const runOf = (inline: readonly Token[]): ContainedRun => ({
    hasPictures: inline.some((token) => childrenOf(token, 'image').length > 0),
    formulas: inline.flatMap((token) => childrenOf(token, 'formula').map(({ content }) => content)),
    isLabel: (label) => labels.has(normalised(label)),
    ownLabel: (label) => `${label}-${name}`,
  });
  for (const [index, token] of tokens.entries()) {
    const [start, end] = token.map ?? [0, 0];
    switch (token.type) {
      case 'inline':
        if (token.map) rewriteLines(lines, start, end, (text) => containedRun(text, runOf([token])));
        break;
      case 'formula_block':
        rewriteLines(lines, start, end, containedFormula);
        break;
      case 'tr_open': {
        const cells = tokens.slice(
          index + 1,
          tokens.findIndex(({ type }, at) => at > index && type === 'tr_close'),
        );
        const rowRun = runOf(cells);
        rewriteLines(lines, start, start + 1, (text) =>
          text
            .split(/(?<!\\)\|/u)
            .map((cell) => containedRun(cell, rowRun))
            .join('|'),
        );
        break;
      }
    }
  }
  // No token tells where an address is defined: it is where nothing else stands.
  const known = new Set(tokens.flatMap(linesOf));
  for (const [index, line] of lines.entries()) {
    if (!known.has(index)) lines[index] = line?.replace(definition, `$1[$2-${name}]:`);
  }
  for (const token of tokens) if (token.type === 'heading_open' && token.level === 0) setDown(token, lines);
  const last = tokens.at(-1);
  if (last?.type === 'fence' && last.level === 0 && !isClosedFence(last)) lines.push(last.markup);
  return lines.filter((line) => line !== undefined).join('\n');
}

const definition = /^([ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*)\[((?:\\.|[^[\]\\])+)\]:/u;

/** The lines that are read as words or code. */
function linesOf({ type, map }: Token): readonly number[] {
  if (!map || !['inline', 'fence', 'code_block', 'formula_block', 'tr_open'].includes(type)) return [];
  return Array.from({ length: map[1] - map[0] }, (_, index) => map[0] + index);
}

function rewriteLines(
  lines: (string | undefined)[],
  start: number,
  end: number,
  rewrite: (text: string) => string,
): void {
  const text = lines.slice(start, end).join('\n');
  lines.splice(start, end - start, ...rewrite(text).split('\n'));
}

function setDown(heading: Token, lines: (string | undefined)[]): void {
  const [start, end] = heading.map ?? [0, 0];
  const marks = '#'.repeat(Math.min(Number(heading.tag.slice(1)) + levelsDown, 6));
  if (heading.markup.startsWith('#')) {
    lines[start] = (lines[start] ?? '').replace(/^ {0,3}#+/u, marks);
    return;
  }
  // Underlined: the words may stand on several lines, the last is the rule.
  const words = lines.slice(start, end - 1).map((line) => (line ?? '').trim());
  lines[start] = `${marks} ${words.join(' ')}`;
  for (let line = start + 1; line < end; line++) lines[line] = undefined;
}

function childrenOf(token: Token, type: string): readonly Token[] {
  return (token.children ?? []).filter((child) => child.type === type);
}

/** Whether other programs, too, find nothing in it that reaches beyond its place. */
function isContained(markdown: string): boolean {
  return otherPrograms.every((program) => holdsNothingElse(program.parse(markdown, {})));
}

function holdsNothingElse(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  if (last?.type === 'fence' && last.level === 0 && !isClosedFence(last)) return false;
  return tokens.every((token) => {
    if (token.type === 'html_block') return false;
    if (token.type === 'heading_open') return token.level > 0 || Number(token.tag.slice(1)) > levelsDown;
    return (token.children ?? []).every(
      ({ type, content }) =>
        type !== 'image' && (type !== 'html_inline' || /^<br[ \t]*\/?>$/iu.test(content)),
    );
  });
}

/** A label as Markdown compares it. */
function normalised(label: string): string {
  return label.trim().replace(/\s+/gu, ' ').toLowerCase().toUpperCase();
}
