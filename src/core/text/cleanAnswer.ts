import {
  beginsAsOffer,
  isAgreement,
  isAgreeingAnnouncement,
  isAnnouncement,
  isOffer,
  mayBecomeAnnouncement,
  mayBecomeOffer,
} from './remarks';
import type { TextKind } from './textKind';

export interface CleaningContext {
  /** The text that the model was asked to work on. What it has itself is never taken from the answer. */
  readonly original: string;
  readonly kind: TextKind;
  /** What was asked for; an answer keeps its fences or quotes where these were asked for. */
  readonly instruction: string;
  /** False while the answer still streams: what may turn out to be a wrapping is held back. */
  readonly ended: boolean;
}

/**
 * Takes away what a model puts around the text that was asked for: an announcement, a fence, our own delimiters,
 * quotation marks, an offer of more work. In doubt it takes nothing: the person sees what is left and can cut it,
 * but cannot see what was eaten. Line ends of the outcome are line feeds.
 *
 * While an answer streams, each outcome is a beginning of the next one, so that nothing flickers; the exceptions
 * are quotation marks around the whole, which are known only at the end, and answers of several fenced blocks.
 */
export function cleanAnswer(answer: string, context: CleaningContext): string {
  const text = answer.replace(/\r\n?/g, '\n');
  const announced = withoutAnnouncement(text, context);
  if (announced === undefined) return '';
  const unwrapped = unwrap(announced.text, context);
  if (unwrapped !== undefined) return unwrapped;
  // "Sure!" alone before a text may be a translation of its first line: it goes only with a wrapping.
  const rest = announced.needsWrapping ? text : announced.text;
  return withoutQuotes(withoutOffer(rest, context), context);
}

interface Announced {
  readonly text: string;
  /** The remark that was taken away is one only if a wrapping follows it. */
  readonly needsWrapping: boolean;
}

/** `undefined`: a first line is still arriving that may be an announcement. */
function withoutAnnouncement(text: string, context: CleaningContext): Announced | undefined {
  const untouched = { text, needsWrapping: false };
  const originalFirstLine = firstLine(context.original.trimStart());
  if (isAnnouncement(originalFirstLine) || isAgreement(originalFirstLine)) return untouched;
  // What announces a list in a letter may look like a model's own announcement; in code nothing does.
  if (context.kind === 'prose' && /[:：]\s*$/.test(originalFirstLine)) return untouched;

  const body = text.trimStart();
  const line = firstLine(body);
  const lineIsWhole = body.length > line.length;
  if (!lineIsWhole) {
    return !context.ended && mayBecomeAnnouncement(line) ? undefined : untouched;
  }
  const after = body.slice(line.length).trimStart();
  if (isAnnouncement(line)) {
    if (after === '') return context.ended ? untouched : undefined;
    return { text: after, needsWrapping: false };
  }
  if (isAgreeingAnnouncement(line) && !isAgreeingAnnouncement(originalFirstLine)) {
    const separate = /^\n\s*\n/.test(body.slice(line.length)) || beginsWithWrapping(after);
    const more = paragraphs(text).length > paragraphs(context.original).length;
    if (separate && after !== '' && more) return { text: after, needsWrapping: false };
    if (separate && after !== '') return { text: after, needsWrapping: true };
    return context.ended ? untouched : undefined;
  }
  if (isAgreement(line)) {
    if (after === '') return context.ended ? untouched : undefined;
    const second = withoutAnnouncement(after, context);
    if (second === undefined) return undefined;
    if (second.text !== after) return second;
    return { text: after, needsWrapping: true };
  }
  return untouched;
}

function beginsWithWrapping(text: string): boolean {
  return /^(?:```|~~~|<text)/.test(text);
}

/** The text inside a fence or our delimiters; `undefined` where the answer is in neither. */
function unwrap(text: string, context: CleaningContext): string | undefined {
  const inTags = withoutTags(text, context);
  const inFence = withoutFence(inTags ?? text, context);
  if (inFence === undefined) return inTags;
  return withoutTags(inFence, context) ?? inFence;
}

const openingTag = /^\s*<(text(?:-\d+)?)>[^\S\n]*\n?/;

function withoutTags(text: string, { original, ended }: CleaningContext): string | undefined {
  if (original.trimStart().startsWith('<text')) return undefined;
  const opening = openingTag.exec(text);
  if (opening === null) {
    const start = text.trimStart();
    if (!ended && start !== '' && /^<(?:t(?:e(?:x(?:t(?:-\d*)?)?)?)?)?$/.test(start)) return '';
    return undefined;
  }
  const inside = text.slice(opening[0].length);
  const closing = `</${opening[1] ?? 'text'}>`;
  const end = inside.lastIndexOf(closing);
  if (end >= 0) return inside.slice(0, end).replace(/\n$/, '');
  return ended ? inside : inside.slice(0, inside.length - lengthOfBeginning(inside, `\n${closing}`));
}

/** How many characters at the end of `text` may be the beginning of `wanted`. */
function lengthOfBeginning(text: string, wanted: string): number {
  for (let length = Math.min(wanted.length, text.length); length > 0; length--) {
    if (text.endsWith(wanted.slice(0, length))) return length;
  }
  return 0;
}

interface Fence {
  readonly character: string;
  readonly length: number;
  readonly info: string;
}

function asFence(line: string | undefined): Fence | undefined {
  const match = /^ {0,3}(`{3,}|~{3,})[^\S\n]*([^`\n]*)$/.exec(line ?? '');
  const marks = match?.[1];
  if (marks === undefined) return undefined;
  return { character: marks.charAt(0), length: marks.length, info: (match?.[2] ?? '').trim().toLowerCase() };
}

/** Fences of these languages may hold Markdown, and so may hold fences of their own. */
const markdownLike = new Set(['', 'markdown', 'md', 'mdx', 'text', 'txt', 'plaintext', 'plain']);

function withoutFence(text: string, context: CleaningContext): string | undefined {
  const { original, ended, instruction } = context;
  if (/^\s*(?:```|~~~)/.test(original)) return undefined;
  if (/```|~~~|\bfence|\bcode[ -]?block/i.test(instruction)) return undefined;
  const body = text.replace(/^\s*\n/, '');
  const lines = body.split('\n');
  const opening = asFence(lines[0]);
  if (lines.length === 1 && !ended && /^ {0,3}(?:`{1,2}$|~{1,2}$|```|~~~)/.test(body)) return '';
  if (opening === undefined) return undefined;
  if (lines.length === 1) return ended ? undefined : '';

  const inside = lines.slice(1);
  const closing = closingFence(inside, opening);
  if (closing === undefined) {
    // A last line that may become the closing fence is held back, with the line break before it.
    const held = !ended && /^ {0,3}(?:`*|~*)$/.test(inside.at(-1) ?? '') ? inside.slice(0, -1) : inside;
    return held.join('\n');
  }
  const content = inside.slice(0, closing).join('\n');
  const rest = inside.slice(closing + 1);
  const restIsRemarks = paragraphs(rest.join('\n')).every((paragraph) => beginsAsOffer(paragraph));
  if (!ended || restIsRemarks) return content;
  const moreBlocks = rest.some((line) => asFence(line) !== undefined);
  return context.kind === 'code' && !moreBlocks ? content : undefined;
}

/** Index of the line that closes the fence which was opened before `lines`. */
function closingFence(lines: readonly string[], opening: Fence): number | undefined {
  const fences = lines.flatMap((line, index) => {
    const fence = asFence(line);
    const counts = fence?.character === opening.character && fence.length >= opening.length;
    return fence !== undefined && counts ? [{ index, closes: fence.info === '' }] : [];
  });
  const last = fences.at(-1);
  if (markdownLike.has(opening.info) && last?.closes === true) {
    // Fences inside come in pairs: with an even number of them between, the last one closes the wrapping.
    return fences.length % 2 === 1 ? last.index : undefined;
  }
  let depth = 1;
  for (const fence of fences) {
    depth += fence.closes ? -1 : 1;
    if (depth === 0) return fence.index;
  }
  return undefined;
}

function withoutOffer(text: string, { original, ended }: CleaningContext): string {
  const answered = paragraphs(text);
  const last = answered.at(-1);
  const asked = paragraphs(original);
  if (last === undefined || answered.length <= Math.max(asked.length, 1)) return text;
  if (asked.some(beginsAsOffer)) return text;
  const goes = ended ? isOffer(last) : mayBecomeOffer(last);
  return goes ? text.slice(0, text.lastIndexOf(last)).trimEnd() : text;
}

const quotationMarks: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
];

function withoutQuotes(text: string, { original, kind, instruction, ended }: CleaningContext): string {
  if (!ended || kind === 'code' || /\bquot/i.test(instruction)) return text;
  const body = text.trim();
  for (const [open, close] of quotationMarks) {
    if (body.length < 3 || !body.startsWith(open) || !body.endsWith(close)) continue;
    const inside = body.slice(1, -1);
    const asked = original.trim();
    if (asked.startsWith(open) || asked.endsWith(close)) continue;
    if (!inside.includes(open) && !inside.includes(close)) return inside;
  }
  return text;
}

function firstLine(text: string): string {
  const end = text.search(/\r?\n/);
  return end < 0 ? text : text.slice(0, end);
}

function paragraphs(text: string): string[] {
  return text.split(/\n[^\S\n]*\n\s*/).filter((paragraph) => paragraph.trim() !== '');
}
