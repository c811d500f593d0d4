/** The stand-in's own models that behave well, each in its own way. */
export interface Variant {
  /** One sentence. */
  readonly description: string;
  /** Tokens a second; absent: the stand-in's setting. */
  readonly tokensPerSecond?: number;
  /** What it puts around an answer. */
  readonly wrap?: (answer: string) => string;
  /** Answers with exactly the last message. */
  readonly echo?: boolean;
  /** Reads text alone, and refuses a question that shows a picture. */
  readonly textOnly?: true;
  /** Thinks first, and shows it in this way. */
  readonly reasoning?: 'reasoning' | 'reasoning_content' | 'tags';
  /** Calls the first tool that it is offered, in this way. */
  readonly toolCalls?: 'pieces' | 'whole';
}

const chatter = (answer: string): string =>
  `Sure! Here is the text you asked for:\n\n${answer}\n\nLet me know if you would like any other changes!`;
const fences = (answer: string): string => `\`\`\`\n${answer}${answer.endsWith('\n') ? '' : '\n'}\`\`\``;

export const VARIANTS: Readonly<Record<string, Variant>> = {
  'standin/pleasant': { description: 'Answers well at the usual speed.' },
  'standin/slow': { description: '20 tokens a second.', tokensPerSecond: 20 },
  'standin/fast': { description: '3,000 tokens a second.', tokensPerSecond: 3000 },
  'standin/flat-out': { description: 'As fast as it goes.', tokensPerSecond: Infinity },
  'standin/echo': {
    description: 'Answers with exactly the last message of the person.',
    tokensPerSecond: Infinity,
    echo: true,
  },
  'standin/text-only': {
    description: 'Answers with exactly the last message, and refuses pictures.',
    tokensPerSecond: Infinity,
    echo: true,
    textOnly: true,
  },
  'standin/chatty': { description: 'Puts chatter around every answer.', wrap: chatter },
  'standin/fenced': { description: 'Puts fences around every answer.', wrap: fences },
  'standin/fenced-language': {
    description: 'Puts fences with a language around every answer.',
    wrap: (answer) => fences(answer).replace('```', '```markdown'),
  },
  'standin/chatty-fenced': {
    description: 'Puts fences and chatter around every answer.',
    wrap: (answer) => chatter(fences(answer)),
  },
  'standin/tagged': {
    description: 'Repeats the tags of the question around every answer.',
    wrap: (answer) => `<text>\n${answer}\n</text>`,
  },
  'standin/quoted': {
    description: 'Puts quotation marks around every answer.',
    wrap: (answer) => `"${answer}"`,
  },
  'standin/dedented': {
    description: 'Loses the indentation of the first line and the space at the end.',
    wrap: (answer) => answer.trim(),
  },
  'standin/blank-lines': {
    description: 'Puts blank lines before and after every answer.',
    wrap: (answer) => `\n\n${answer}\n\n`,
  },
  'standin/crlf': {
    description: 'Ends its lines in CR LF.',
    wrap: (answer) => answer.replaceAll(/\r?\n/g, '\r\n'),
  },
  'standin/reasoning': { description: 'Thinks first, in `delta.reasoning`.', reasoning: 'reasoning' },
  'standin/reasoning-content': {
    description: 'Thinks first, in `delta.reasoning_content`.',
    reasoning: 'reasoning_content',
  },
  'standin/think-tags': {
    description: 'Thinks first, in `<think>` tags whose pieces come in several chunks.',
    reasoning: 'tags',
  },
  'standin/tool-calls': { description: 'Calls a tool, its arguments in pieces.', toolCalls: 'pieces' },
  'standin/tool-calls-whole': {
    description: 'Calls a tool, whole and then again whole.',
    toolCalls: 'whole',
  },
};
