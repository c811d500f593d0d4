import type { PromptMessage } from '../inference/modelClient';
import { delimited, materialRule, systemMessage } from '../text/prompts';
import { isWithinLine, lineAfter, lineBefore, type Gap } from './gap';

/** The messages that ask a chat model in words for what belongs at the cursor. */
export function continuationMessages(gap: Gap, customInstructions: string): PromptMessage[] {
  const cursor = freeMark(gap);
  const system = [
    `You write what comes next at the cursor of a person’s document, in its author’s place. The cursor is marked ${cursor}.`,
    'Answer with the words to insert there alone: no introduction, no explanation, no quotation marks and no code fence. Repeat nothing of what stands before or behind the cursor.',
    'Keep to the language, the tone and the form of what is there.',
    howMuch(gap),
    howToBegin(gap, cursor),
    materialRule,
  ].join('\n');
  const text = delimited(`${gap.before}${cursor}${gap.after}`);
  return [
    systemMessage(system, customInstructions),
    {
      role: 'user',
      content: `What belongs at ${cursor} in ${gap.documentName} (${gap.languageId})?\n\n${text}`,
    },
  ];
}

/** The messages that put a filled-in template before a chat model which was taught so. */
export function fillMessages(prompt: string): PromptMessage[] {
  return [
    { role: 'system', content: 'You are a code completion assistant.' },
    { role: 'user', content: prompt },
  ];
}

function howMuch(gap: Gap): string {
  if (isWithinLine(gap)) return 'The line goes on behind the cursor: insert only what is missing within it.';
  if (gap.kind === 'code') return `The text is source code (${gap.languageId}). Write a few lines at most.`;
  return 'Write two sentences at most, and no further than the end of the paragraph.';
}

function howToBegin(gap: Gap, cursor: string): string {
  const before = lineBefore(gap).at(-1) ?? '';
  const isAtWord = /[\p{L}\p{N}]/u.test(before) && !isWithoutSpaces(before);
  if (!isAtWord) return `Your answer stands directly at ${cursor}.`;
  return /^[\p{L}\p{N}]/u.test(lineAfter(gap))
    ? 'The cursor stands within a word: begin with what is missing in it.'
    : 'The cursor stands right behind a letter: begin with a space where a new word begins, and without one where the word goes on.';
}

/** Scripts whose words are not set apart by spaces. */
function isWithoutSpaces(character: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u.test(
    character,
  );
}

function freeMark({ before, after }: Gap): string {
  for (let number = 1; ; number++) {
    const mark = number === 1 ? '<cursor/>' : `<cursor-${number}/>`;
    if (!before.includes(mark) && !after.includes(mark)) return mark;
  }
}
