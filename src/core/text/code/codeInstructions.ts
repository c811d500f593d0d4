import { delimited } from '../prompts';
import type { RewriteInstruction } from '../rewriteInstructions';

/** What stands before and behind the part of a document that is worked on. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}

/** Characters of the surroundings that a model is shown: enough for names, types and imports near by. */
const shownBefore = 3000;
const shownAfter = 1500;

/**
 * Puts problems right, all of them at once.
 *
 * @param problems their text, of `problemsText`
 */
export function fixInstruction(
  problems: string,
  count: number,
  surroundings: Surroundings,
): RewriteInstruction {
  return {
    id: 'fix',
    label: count === 1 ? 'Fix problem' : `Fix ${count} problems`,
    detail: '',
    prompt:
      'Put right in the text what an editor reports, listed below. Change what that needs and nothing else: every other line stays as it is, character by character. What cannot be put right within the text stays as it is.',
    background: [delimited(problems, 'problems'), surroundingsInWords(surroundings)].join('\n\n').trim(),
    kind: 'both',
  };
}

/** Writes a documentation comment, and leaves the code alone. */
export function documentInstruction(languageId: string): RewriteInstruction {
  const form = documentationForms[languageId] ?? 'in the form that is usual in this language';
  return {
    id: 'document',
    label: 'Document this',
    detail: '',
    prompt: `Give the first declaration in the text documentation ${form}: what it is for, and where that is not obvious its parameters, what it returns, and how it fails. Bring documentation that is there up to date instead of adding a second one. Write in the language of the comments that are there, else in English. Change nothing but comments: every line of code stays as it is, character by character.`,
    kind: 'code',
    keepsCode: true,
  };
}

const jsdoc = 'as a JSDoc comment above it';
const above = (form: string): string => `as ${form} above it`;

/** By VS Code's language id. */
const documentationForms: Readonly<Record<string, string>> = {
  javascript: jsdoc,
  javascriptreact: jsdoc,
  typescript: `${jsdoc}, without types, which the code has already`,
  typescriptreact: `${jsdoc}, without types, which the code has already`,
  python: 'as a docstring below its first line',
  java: above('a Javadoc comment'),
  kotlin: above('a KDoc comment'),
  csharp: above('an XML documentation comment (///)'),
  rust: above('a documentation comment (///)'),
  swift: above('a documentation comment (///)'),
  dart: above('a documentation comment (///)'),
  go: above('a comment (//) that begins with its name'),
  php: above('a PHPDoc comment'),
  ruby: above('a comment (#)'),
  c: above('a Doxygen comment'),
  cpp: above('a Doxygen comment'),
  elixir: above('a @doc attribute'),
};

function surroundingsInWords({ before, after }: Surroundings): string {
  const start = before.slice(-shownBefore);
  const end = after.slice(0, shownAfter);
  return [
    ...(start.trim() === ''
      ? []
      : [`What stands before the text, not to be repeated:\n${delimited(start, 'before')}`]),
    ...(end.trim() === '' ? [] : [`What stands behind it, not to be repeated:\n${delimited(end, 'after')}`]),
  ].join('\n\n');
}
