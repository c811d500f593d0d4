import { levelWords, type ExplainLevel } from '../../core/text/explain/explainLevel';
import { sendToChat } from '../chatHandover';
import type { EditorServices } from '../editorServices';
import { saysTooLong } from '../textLimit';

/** How much of what is explained the transcript quotes. */
const quotedLines = 6;
const quotedCharacters = 400;

/** Something that is to be explained in the chat. */
export interface Explanation {
  /** As in "lines 3–9 of letter.md". */
  readonly what: string;
  readonly level: ExplainLevel;
  /** What the transcript shows of it; all of it may be long. */
  readonly quote: string;
  /** What the model is sent. */
  readonly promptText: string;
}

/** Asks for an explanation in the chat, where what the person asks next follows it. */
export async function explainInChat(services: EditorServices, explanation: Explanation): Promise<void> {
  const { what, level, quote, promptText } = explanation;
  if (!(await services.ensureToken())) return;
  // An explanation is seldom longer than half of what it explains.
  if (await saysTooLong(services, promptText, 0.5)) return;
  const text = `Explain ${what} to ${levelWords(level).audience}:\n\n${quote}`;
  await sendToChat(services, { text, promptText });
}

/** The beginning of a text, as it is shown in the transcript. */
export function beginningOf(text: string): string {
  const lines = linesOf(text);
  let start = lines.slice(0, quotedLines).join('\n');
  if (start.length > quotedCharacters) start = start.slice(0, quotedCharacters).trimEnd();
  return start.length === lines.join('\n').length ? start : `${start} …`;
}

/** The end of a text, where a terminal says what went wrong. */
export function endOf(text: string): string {
  const lines = linesOf(text);
  let end = lines.slice(-quotedLines).join('\n');
  if (end.length > quotedCharacters) end = end.slice(-quotedCharacters).trimStart();
  return end.length === lines.join('\n').length ? end : `… ${end}`;
}

function linesOf(text: string): string[] {
  return text.replace(/\r\n?/g, '\n').trimEnd().split('\n');
}
