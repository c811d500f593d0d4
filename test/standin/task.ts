import { codeTaskOf, type CodeTask } from './codeHelp';
import type { Message } from './conversation';

/** The ways of rewriting that the stand-in knows. */
export type RewriteWay =
  | 'clearer'
  | 'shorter'
  | 'friendlier'
  | 'formal'
  | 'spelling'
  | 'translate'
  | 'simplify'
  | 'comments'
  | 'upperCase'
  | 'bullets'
  | 'own';

/** What a person wants, as far as the stand-in can tell. */
export type Task =
  | {
      readonly kind: 'chat';
      readonly question: string;
      /** A text that came with the question. */
      readonly attached: string | undefined;
    }
  | { readonly kind: 'explain'; readonly text: string }
  | {
      readonly kind: 'code';
      readonly task: CodeTask;
      readonly text: string;
      /** All that stands beside the code. */
      readonly instruction: string;
    }
  | { readonly kind: 'continue'; readonly before: string; readonly isCode: boolean }
  | {
      readonly kind: 'rewrite';
      readonly way: RewriteWay;
      readonly text: string;
      /** The target of a translation. */
      readonly language: string;
    };

/** Line breaks next to the tags belong to the tags; everything else is the person's text. */
const TAGGED =
  /^[ \t]*<(text(?:-\d+)?|selection|document|code)\b[^>\n]*>[ \t]*\r?\n([\s\S]*?)(?:\r?\n)?^[ \t]*<\/\1>[ \t]*$/im;
const TAGGED_TO_THE_LAST =
  /^[ \t]*<(text(?:-\d+)?|selection|document|code)\b[^>\n]*>[ \t]*\r?\n([\s\S]*)\r?\n[ \t]*<\/\1>/im;
const FENCED = /^(`{3,})[^\n]*\n([\s\S]*?)^\1/m;

interface Parts {
  readonly instruction: string;
  readonly text: string;
}

/** Takes the quoted text out of a message; undefined if it quotes none. */
function quotedText(message: string): Parts | undefined {
  const tagged = TAGGED_TO_THE_LAST.exec(message) ?? TAGGED.exec(message);
  if (tagged) {
    return { instruction: message.replace(tagged[0], () => ' '), text: tagged[2] ?? '' };
  }
  const fenced = FENCED.exec(message);
  if (!fenced) return undefined;
  return {
    instruction: message.replace(fenced[0], () => ' '),
    text: (fenced[2] ?? '').replace(/\n$/, ''),
  };
}

/** What an instruction says that is not wanted, as in "without any explanation", says nothing of what is. */
function withoutRefusals(instruction: string): string {
  return instruction.replaceAll(/\b(?:no|not|never|without|don['’]t|avoid)\b[^.,;:\n]*/gi, ' ');
}

const WAYS: readonly (readonly [RewriteWay, RegExp])[] = [
  ['translate', /\btranslat/i],
  ['spelling', /\b(?:spelling|grammar|typos?|proofread|punctuation)\b/i],
  ['comments', /\bcomments?\b/i],
  ['simplify', /\bsimplif\w*[^.\n]*\bcode\b|\bcode\b[^.\n]*\bsimpl/i],
  ['upperCase', /\b(?:upper ?-?case|capitals|all caps)\b/i],
  ['bullets', /\bbullets?\b|\blist of points\b/i],
  ['shorter', /\b(?:short|shorter|shorten|concise|brief|briefer|condense|trim)\b/i],
  ['friendlier', /\b(?:friendl\w*|warm|warmer|kinder)\b/i],
  ['formal', /\b(?:formal|professional|formally|polite)\b/i],
  ['clearer', /\b(?:clear|clearer|clarity|clarify|simple|simpler|plain|plainer|simplify|improve)\b/i],
];

function wayOf(instruction: string): RewriteWay | undefined {
  return WAYS.find(([, words]) => words.test(instruction))?.[0];
}

function languageOf(instruction: string): string {
  return /\b(?:in)?to[ \t]+["“']?(\p{Lu}[\p{L}]+)/u.exec(instruction)?.[1] ?? 'French';
}

/** Guesses what the last message asks for; leniently, for prompts change. */
export function recogniseTask(messages: readonly Message[]): Task {
  const question = messages.findLast((message) => message.role === 'user')?.text ?? '';
  const quoted = quotedText(question);
  if (quoted === undefined) return { kind: 'chat', question, attached: undefined };
  const { text } = quoted;
  const cursor = text.indexOf('<cursor/>');
  if (cursor >= 0 && quoted.instruction.includes('<cursor/>')) {
    const isCode = messages.some(
      ({ role, text: words }) => role === 'system' && words.includes('source code'),
    );
    return { kind: 'continue', before: text.slice(0, cursor), isCode };
  }
  const codeTask = codeTaskOf(quoted.instruction);
  if (codeTask !== undefined) return { kind: 'code', task: codeTask, text, instruction: quoted.instruction };
  const system = withoutRefusals(
    messages
      .filter((message) => message.role === 'system')
      .map((message) => message.text)
      .join('\n'),
  );
  // What the person asks for stands beside the text; only if nothing does, the system prompt says it.
  const beside = withoutRefusals(quoted.instruction.replaceAll(/^Attached file:.*$/gm, ' '));
  const instruction = /\p{L}/u.test(beside) ? beside : system;
  const rewrites = /\b(?:rewrit|revis)/i;
  const way = wayOf(instruction);
  if (!rewrites.test(system + instruction) && /\b(?:explain|explanation|what does)/i.test(instruction)) {
    return { kind: 'explain', text };
  }
  if (way !== undefined || rewrites.test(system + instruction)) {
    return { kind: 'rewrite', way: way ?? 'own', text, language: languageOf(instruction) };
  }
  return { kind: 'chat', question: beside, attached: text };
}
