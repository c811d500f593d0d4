import { cleanAnswer } from '../text/cleanAnswer';
import { withoutRepeatedEnd, withoutRepeatedStart } from './repetition';
import { isWithinLine, lineBefore, type Gap } from './gap';

/** How an answer came about. */
export interface AnswerForm {
  /** `chat`: asked in words, so that remarks and fences may stand around it. `template`: filled in by the model itself. */
  readonly asked: 'chat' | 'template';
  /** Marks that end what belongs into the gap. */
  readonly ends: readonly string[];
  /** `cut`: the limit of tokens was reached in the middle of it. */
  readonly state: 'streaming' | 'ended' | 'cut';
}

export interface ContinuationText {
  /** What to insert at the cursor; empty for nothing. Line ends are line feeds. */
  readonly text: string;
  /** Nothing that the model may still write would be used. */
  readonly isWhole: boolean;
}

/** What of a model's answer belongs at the cursor. Takes time linear in the answer. */
export function continuationText(answer: string, gap: Gap, form: AnswerForm): ContinuationText {
  const raw = answer.replace(/\r\n?/gu, '\n');
  const ended = beforeMarks(raw, form.ends);
  const bare = form.asked === 'chat' ? withoutRemarks(ended, gap, form.state !== 'streaming') : ended;
  const begun = withoutRepeatedStart(atCursor(bare, gap), gap);
  const end = endOfForm(begun, gap);
  const isWhole = end < begun.length || ended.length < raw.length;
  const formed = begun.slice(0, end);
  const kept = form.state === 'cut' && !isWhole ? withoutHalfWord(formed, gap) : formed;
  const text = withoutRepeatedEnd(kept, gap).replace(/\s+$/u, '');
  return { text, isWhole };
}

function beforeMarks(text: string, marks: readonly string[]): string {
  let end = text.length;
  for (const mark of marks) {
    const found = text.indexOf(mark);
    if (found >= 0) end = Math.min(end, found);
  }
  return text.slice(0, end);
}

/** "Here is the continuation:", on a line of its own. */
const announcement =
  /^\s*(?:(?:sure|certainly|of course|okay)[,.!]? )?(?:here (?:is|are)|here['’]s|the|this is)\b[^\n]{0,80}\b(?:continuation|completion|insertion|missing (?:text|code|part|words?))\b[^\n]{0,60}:[ \t]*\n+/iu;

function withoutRemarks(answer: string, { kind, languageId, before }: Gap, ended: boolean): string {
  const text = answer.replace(announcement, '').replace(/<cursor(?:-\d+)?\/>/gu, '');
  // In Markdown a block of code in some language may be what comes next.
  const info = /^\s*(?:```|~~~)[ \t]*([\w+-]*)/u.exec(text)?.[1] ?? '';
  if (kind === 'prose' && languageId === 'markdown' && !['', 'markdown', 'md', 'text'].includes(info))
    return text;
  return cleanAnswer(text, {
    // What the person writes themselves is no remark of the model's.
    original: before.slice(before.lastIndexOf('\n\n') + 2),
    kind,
    // They may well begin and end with what somebody says.
    instruction: 'Keep quotation marks.',
    ended,
  });
}

/** Lets an answer begin where the cursor is: models give a line its whole indentation, and a word its space, again. */
function atCursor(text: string, gap: Gap): string {
  const line = lineBefore(gap);
  const breaks = /^(?:[^\S\n]*\n)+/u.exec(text)?.[0] ?? '';
  if (isWithinLine(gap)) return spacedOnce(text.slice(breaks.length), line);
  if (line.trim() === '') return indentedOnce(text.slice(breaks.length), line);
  if (breaks === '') return spacedOnce(text, line);
  // A line break, or a blank line; never more.
  return (breaks.split('\n').length > 2 ? '\n\n' : '\n') + text.slice(breaks.length);
}

function indentedOnce(text: string, indentation: string): string {
  const own = /^[^\S\n]*/u.exec(text)?.[0] ?? '';
  return own.startsWith(indentation) ? text.slice(indentation.length) : text.slice(own.length);
}

function spacedOnce(text: string, line: string): string {
  return /\s$/u.test(line) ? text.replace(/^[^\S\n]+/u, '') : text;
}

/** Where to stop: at the end of the line where it goes on behind the cursor, else at that of the paragraph or block. */
function endOfForm(text: string, gap: Gap): number {
  const start = text.search(/\S/u);
  if (start < 0) return text.length;
  if (isWithinLine(gap)) return indexOrEnd(text, '\n', start);
  const blank = /\n[^\S\n]*\n/u.exec(text.slice(start));
  const block = blank === null ? text.length : start + blank.index;
  return gap.kind === 'prose' ? block : Math.min(block, endOfIndentation(text, start, lineBefore(gap)));
}

/** The end of the line before the first that is indented less than the one with the cursor. */
function endOfIndentation(text: string, start: number, line: string): number {
  const least = /^\s*/u.exec(line)?.[0].length ?? 0;
  if (least === 0) return text.length;
  for (let end = text.indexOf('\n', start); end >= 0; end = text.indexOf('\n', end + 1)) {
    const indentation = /^[^\S\n]*/u.exec(text.slice(end + 1, end + 1 + least))?.[0].length ?? 0;
    if (indentation < least) return end;
  }
  return text.length;
}

function indexOrEnd(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from);
  return found < 0 ? text.length : found;
}

/** Takes away the word, or in code the line, in whose middle an answer was cut off. */
function withoutHalfWord(text: string, { kind }: Gap): string {
  const lastLine = text.lastIndexOf('\n');
  if (kind === 'code' && text.slice(0, Math.max(lastLine, 0)).trim() !== '') return text.slice(0, lastLine);
  const tail = text.slice(-80);
  const space = /\s\S*$/u.exec(tail)?.index;
  if (space === undefined) return text;
  const whole = text.slice(0, text.length - tail.length + space);
  return whole.trim() === '' ? text : whole;
}
