import { helpWithCode } from './codeHelp';
import type { Message } from './conversation';
import { explain, firstWords, lineCount } from './explanations';
import { longText } from './longText';
import { chatAnswer } from './pleasantries';
import { rewrite } from './rewrites';
import { MARKDOWN_SHOWCASE } from './showcase';
import { recogniseTask } from './task';

/** Most words that anybody may ask for. */
const MOST_WORDS = 1_000_000;

const CONTINUE =
  /^\W*(?:please\s+)?(?:continue|go on|carry on|keep going)\b|\b(?:go on|continue) (?:exactly |from )*where\b/i;

/**
 * What a model would say next in this conversation; the same each time. An answer that was cut off goes on
 * where it ended, if the last message is the model's own or asks for it.
 */
export function answer(messages: readonly Message[]): string {
  const begun = begunAnswer(messages);
  if (begun === undefined) return freshAnswer(messages);
  const whole = freshAnswer(begun.messages);
  for (const soFar of [begun.text, begun.text.trimEnd(), begun.text.trim()]) {
    if (soFar !== '' && whole.startsWith(soFar)) return whole.slice(soFar.length);
  }
  return 'And so it goes on: everything that was left to say is said here, and then it ends.';
}

interface BegunAnswer {
  /** The conversation up to the question that is being answered. */
  readonly messages: readonly Message[];
  /** All of the answer that was given so far. */
  readonly text: string;
}

/** The answer that is to be continued; undefined if the last message is a question of its own. */
function begunAnswer(messages: readonly Message[]): BegunAnswer | undefined {
  const turns = [...messages];
  const parts: string[] = [];
  for (;;) {
    const last = turns.at(-1);
    if (last?.role === 'assistant') {
      parts.unshift(last.text);
      turns.pop();
    } else if (last?.role === 'user' && CONTINUE.test(last.text) && turns.at(-2)?.role === 'assistant') {
      turns.pop();
    } else {
      break;
    }
  }
  return parts.length > 0 && turns.some((message) => message.role === 'user')
    ? { messages: turns, text: parts.join('') }
    : undefined;
}

/** A conversation that is to be given a title: from its first message up to a line. */
const TITLE = /^Name this conversation:\s+([^]*?)\s+---\s/;

/** The three longest words of a text, in their order. */
function title(text: string): string {
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => word);
  const longest = [...new Set(words)].sort((one, other) => other.length - one.length).slice(0, 3);
  const chosen = words.filter((word, index) => longest.includes(word) && words.indexOf(word) === index);
  const line = chosen.join(' ').toLowerCase();
  return line.charAt(0).toUpperCase() + line.slice(1);
}

/** The first file that a difference speaks of. */
const CHANGED = /^diff --git a\/(\S+)/m;

function freshAnswer(messages: readonly Message[]): string {
  const asked = messages.findLast((message) => message.role === 'user')?.text ?? '';
  if (asked.startsWith('Write a commit message'))
    return `Change ${CHANGED.exec(asked)?.[1] ?? 'what is new'}`;
  const named = TITLE.exec(messages.findLast((message) => message.role === 'user')?.text ?? '');
  if (named) return title(named[1] ?? '');
  const task = recogniseTask(messages);
  switch (task.kind) {
    case 'explain':
      return explain(task.text);
    case 'continue':
      return goOn(task.before, task.isCode);
    case 'code':
      return helpWithCode(task.text, task.task, task.instruction);
    case 'rewrite':
      return rewrite(task.text, task.way, task.language);
    case 'chat':
      return greetAttachment(task.attached) + answerToQuestion(task.question, messages);
  }
}

/** What comes next in a document. */
function goOn(before: string, isCode: boolean): string {
  if (isCode) return 'print("and so it goes on")';
  const space = /\S$/.test(before) ? ' ' : '';
  return `${space}and we look forward to seeing you again soon.`;
}

/** Shows that an attached text arrived. */
function greetAttachment(text: string | undefined): string {
  if (text === undefined) return '';
  const lines = lineCount(text);
  return `You attached ${lines} ${lines === 1 ? 'line' : 'lines'}, beginning with “${firstWords(text)}”.\n\n`;
}

function answerToQuestion(question: string, messages: readonly Message[]): string {
  const words =
    /\blong[ \t]+(\d[\d,_]*)/i.exec(question)?.[1] ?? /\b(\d[\d,_]*)[ \t]+words\b/i.exec(question)?.[1];
  if (words !== undefined) return longText(Math.min(MOST_WORDS, Number(words.replaceAll(/[,_]/g, ''))));
  if (/\bmarkdown\b/i.test(question)) return MARKDOWN_SHOWCASE;
  const images = messages.findLast((message) => message.role === 'user')?.images ?? 0;
  if (images > 0)
    return `I can see ${images} ${images === 1 ? 'picture' : 'pictures'}. ${chatAnswer(question)}`;
  if (/\bhow many (?:turns|messages)\b/i.test(question)) {
    const count = messages.filter((message) => message.role === 'user').length;
    return `This is message number ${count} of yours; ${messages.length} messages reached me in all.`;
  }
  return chatAnswer(question);
}
