import type { PromptMessage } from '../../inference/modelClient';
import { delimited, materialRule, systemMessage } from '../prompts';

const task = (name: string): string =>
  `Summarise “${name}”, in the language it is written in: first in one or two sentences what it is and what it comes to, then its main points as a short list, with the names, dates, numbers and decisions that matter. Add nothing that it does not say.`;

/** What a model is sent to summarise a text, as one message of a conversation. */
export function summaryPrompt(name: string, text: string): string {
  return `${task(name)}\n${materialRule}\n\n${delimited(text)}`;
}

/** The messages that ask for what a part of a text says, for a summary of the whole. */
export function partSummaryMessages(
  part: { readonly name: string; readonly text: string; readonly index: number; readonly count: number },
  tokens: number,
  customInstructions: string,
): PromptMessage[] {
  const system = [
    'You take notes on a part of a long document, from which the whole is summarised later.',
    `Answer with the notes alone, in the language of the document, in at most ${Math.floor(tokens * 0.6)} words: what it says, with the names, dates, numbers and decisions that matter.`,
    materialRule,
  ].join('\n');
  const place = `Part ${part.index + 1} of ${part.count} of “${part.name}”:`;
  return [
    systemMessage(system, customInstructions),
    { role: 'user', content: `${place}\n\n${delimited(part.text)}` },
  ];
}

/** As {@link summaryPrompt}, from notes on the parts of a text that is too long to be read at once. */
export function summaryOfNotesPrompt(name: string, notes: readonly string[]): string {
  const all = notes.map((note, index) => `Part ${index + 1}:\n${note.trim()}`).join('\n\n');
  return [
    task(name),
    `It is too long to be read at once. These are notes on its ${notes.length} parts, in order. If you are asked later for something that they do not hold, say so.`,
    materialRule,
    '',
    delimited(all),
  ].join('\n');
}
