import type { TextKind } from './textKind';

/** Lines of a document, first and last included, counted from 0. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The paragraph (prose) or the block of code around a line: what a person who selected nothing most likely means.
 * On a blank line it is the next one below, else the last one above. `undefined` where there is no text at all.
 */
export function blockAt(lines: readonly string[], line: number, kind: TextKind): LineRange | undefined {
  const anchor = nearestTextLine(lines, line);
  if (anchor === undefined) return undefined;
  return kind === 'prose' ? paragraphAround(lines, anchor) : codeBlockAround(lines, anchor);
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}

function nearestTextLine(lines: readonly string[], line: number): number | undefined {
  for (let below = line; below < lines.length; below++) if (!isBlank(lines[below])) return below;
  for (let above = Math.min(line, lines.length) - 1; above >= 0; above--) {
    if (!isBlank(lines[above])) return above;
  }
  return undefined;
}

/** A Markdown heading is a block of its own, whether or not blank lines surround it. */
function isHeading(line: string | undefined): boolean {
  return line !== undefined && /^#{1,6}\s/.test(line);
}

function paragraphAround(lines: readonly string[], anchor: number): LineRange {
  if (isHeading(lines[anchor])) return { first: anchor, last: anchor };
  const belongs = (index: number): boolean => !isBlank(lines[index]) && !isHeading(lines[index]);
  let first = anchor;
  let last = anchor;
  while (first > 0 && belongs(first - 1)) first--;
  while (last < lines.length - 1 && belongs(last + 1)) last++;
  return { first, last };
}

function indentation(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === ' ') columns += 1;
    else if (character === '\t') columns += 4;
    else break;
  }
  return columns;
}

/** What the head of a function looks like in the widespread languages. Loose: a wrong guess is seen and corrected. */
const functionHead =
  /\b(?:function|def|fn|func|fun|sub|proc|method)\b|=>\s*[{(]?\s*$|\)\s*(?::\s*[\w<>[\]., |]+)?\s*(?:const\s*)?\{\s*$/;

/** Statements whose heads look like a function's. */
const controlHead = /^\s*(?:\}\s*)?(?:if|else|for|while|switch|catch|try|do|with|using|foreach|match|elif)\b/;

/** Lines that end a block at the indentation of its head. */
const closingLine = /^\s*(?:[)\]}]|end\b|fi\b|done\b|esac\b)/;

function codeBlockAround(lines: readonly string[], anchor: number): LineRange {
  let head = anchor;
  // A closing line belongs to the head above it at the same depth.
  if (closingLine.test(lines[anchor] ?? '')) {
    const depth = indentation(lines[anchor] ?? '');
    for (let above = anchor - 1; above >= 0; above--) {
      const line = lines[above] ?? '';
      if (!isBlank(line) && indentation(line) <= depth && !closingLine.test(line)) {
        head = above;
        break;
      }
    }
  }
  const isFunctionHead = (index: number): boolean =>
    functionHead.test(lines[index] ?? '') && !controlHead.test(lines[index] ?? '');
  while (!isFunctionHead(head) && indentation(lines[head] ?? '') > 0) {
    const outer = enclosingHead(lines, head);
    if (outer === undefined) break;
    head = outer;
  }
  const last = endOfBlock(lines, head);
  if (head === last) return paragraphAround(lines, anchor);
  return { first: head, last };
}

function enclosingHead(lines: readonly string[], line: number): number | undefined {
  const depth = indentation(lines[line] ?? '');
  for (let above = line - 1; above >= 0; above--) {
    const text = lines[above] ?? '';
    if (!isBlank(text) && indentation(text) < depth) return above;
  }
  return undefined;
}

function endOfBlock(lines: readonly string[], head: number): number {
  const depth = indentation(lines[head] ?? '');
  let last = head;
  for (let below = head + 1; below < lines.length; below++) {
    const text = lines[below] ?? '';
    if (isBlank(text)) continue;
    if (indentation(text) > depth) last = below;
    else if (indentation(text) === depth && closingLine.test(text)) {
      last = below;
      if (!/[{(:[]\s*$|\belse\b|\bcatch\b/.test(text)) break;
    } else if (indentation(text) === depth && /^\s*\{\s*$/.test(text) && last === head) last = below;
    else break;
  }
  return last;
}
