import type { TextKind } from './textKind';

/** One of the ways of rewriting that the pick list offers. */
export interface RewriteInstruction {
  readonly id: string;
  /** What the pick list and the title of the preview say. */
  readonly label: string;
  readonly detail: string;
  /** What the model is told. */
  readonly prompt: string;
  /** For which kind of text it is offered first. */
  readonly kind: TextKind | 'both';
  /** What the model is shown beside the text, as problems in it: no wish, so that nothing in it is taken for one. */
  readonly background?: string;
  /** It must leave every line of code as it is: the person is told where it did not. */
  readonly keepsCode?: boolean;
  /** Repository id, with or without a suffix, of the model that is asked for this; absent: the one that is chosen. */
  readonly modelId?: string;
}

const instructions: readonly RewriteInstruction[] = [
  {
    id: 'clearer',
    label: 'Clearer',
    detail: 'Easier to read and to understand, with the same meaning',
    prompt: 'Make the text clearer and easier to read. Keep its meaning, its facts and its tone.',
    kind: 'prose',
  },
  {
    id: 'shorter',
    label: 'Shorter',
    detail: 'Says the same in fewer words',
    prompt: 'Make the text shorter. Keep everything that matters: facts, names, numbers and the tone.',
    kind: 'prose',
  },
  {
    id: 'friendlier',
    label: 'Friendlier',
    detail: 'A warmer tone',
    prompt: 'Make the tone of the text warmer and friendlier. Keep its meaning and facts.',
    kind: 'prose',
  },
  {
    id: 'moreFormal',
    label: 'More formal',
    detail: 'For an office, a school or someone you do not know',
    prompt: 'Make the tone of the text more formal and polite. Keep its meaning and facts.',
    kind: 'prose',
  },
  {
    id: 'fixSpelling',
    label: 'Fix spelling and grammar',
    detail: 'Corrects mistakes and changes nothing else',
    prompt:
      'Correct spelling, grammar and punctuation. Change nothing else: keep wording, tone and layout wherever they are correct.',
    kind: 'both',
  },
  {
    id: 'simplifyCode',
    label: 'Simplify code',
    detail: 'Simpler code that does the same',
    prompt:
      'Simplify the code. It must do exactly what it did before: same names of what others use, same inputs, same results.',
    kind: 'code',
  },
  {
    id: 'addComments',
    label: 'Add comments',
    detail: 'Short comments that say what is not obvious',
    prompt:
      'Add short, helpful comments to the code, in the language of the comments that are there, else in English. Change nothing but comments.',
    kind: 'code',
    keepsCode: true,
  },
];

/** All ways of rewriting, those for this kind of text first. Translating is offered beside them. */
export function rewriteInstructions(kind: TextKind): RewriteInstruction[] {
  const rank = (instruction: RewriteInstruction): number =>
    instruction.kind === kind ? 0 : instruction.kind === 'both' ? 1 : 2;
  return [...instructions].sort((a, b) => rank(a) - rank(b));
}

/** Languages offered for a translation, by their English names; any other may be typed. */
export const translationLanguages: readonly string[] = [
  'English',
  'Spanish',
  'French',
  'German',
  'Italian',
  'Portuguese',
  'Dutch',
  'Polish',
  'Ukrainian',
  'Russian',
  'Turkish',
  'Arabic',
  'Hebrew',
  'Persian',
  'Hindi',
  'Bengali',
  'Urdu',
  'Chinese (simplified)',
  'Chinese (traditional)',
  'Japanese',
  'Korean',
  'Vietnamese',
  'Thai',
  'Indonesian',
  'Swedish',
  'Norwegian',
  'Danish',
  'Finnish',
  'Greek',
  'Czech',
  'Hungarian',
  'Romanian',
];

/** The longest instruction of a person's own, in UTF-16 code units. */
export const longestInstruction = 4000;

export function translateInstruction(language: string): RewriteInstruction {
  return {
    id: 'translate',
    label: `Translate to ${language}`,
    detail: '',
    prompt: `Translate the text to ${language}. Keep its layout and tone. Leave names, code, links and placeholders as they are.`,
    kind: 'both',
  };
}

export function ownInstruction(words: string): RewriteInstruction {
  return { id: 'own', label: words, detail: '', prompt: words, kind: 'both' };
}

/**
 * The instruction that a word stands for: an id ("shorter"), `translate:French`, or else the person's own words.
 * `undefined` where it is no usable text. For callers that pass it as an argument of the command.
 */
export function instructionFrom(word: unknown): RewriteInstruction | undefined {
  if (typeof word !== 'string') return undefined;
  const trimmed = word.trim();
  if (trimmed === '' || trimmed.length > longestInstruction) return undefined;
  const language = /^translate:\s*(.+)$/.exec(trimmed)?.[1];
  if (language !== undefined) return translateInstruction(language);
  return instructions.find(({ id }) => id === trimmed) ?? ownInstruction(trimmed);
}
