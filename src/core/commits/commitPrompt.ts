import type { PromptMessage } from '../inference/modelClient';
import { cleanAnswer } from '../text/cleanAnswer';
import { delimited, materialRule, systemMessage } from '../text/prompts';

/** What a commit message is written from. */
export interface CommitMaterial {
  /** The difference as a model may see it. */
  readonly changes: string;
  /** Paths of files that are new and whose content is not in the difference. */
  readonly newFiles: readonly string[];
  /** First lines of the last messages, the latest first. */
  readonly subjects: readonly string[];
  /** What the person wrote already; empty for nothing. */
  readonly begun: string;
}

/** The messages that ask for the message of a commit. */
export function commitMessages(material: CommitMaterial, customInstructions: string): PromptMessage[] {
  const { changes, newFiles, subjects, begun } = material;
  const system = [
    'You write the message of a Git commit.',
    'Answer with the message alone: a first line of at most 72 characters that says what the commit does, and only where that does not say enough, a blank line and a few short lines on what and why. No introduction, no quotation marks, no code fence.',
    subjects.length === 0
      ? 'Write the first line in the imperative.'
      : 'Follow the earlier messages in language, mood, capitals, prefixes and length.',
    'Say nothing that the changes do not show.',
    materialRule,
  ].join('\n');
  const parts = [
    subjects.length === 0
      ? ''
      : `The earlier messages, the latest first:\n\n${delimited(subjects.join('\n'))}`,
    begun === '' ? '' : `The author has written this already; keep what it says:\n\n${delimited(begun)}`,
    newFiles.length === 0 ? '' : `New files:\n\n${delimited(newFiles.join('\n'))}`,
    changes === '' ? '' : `The changes:\n\n${delimited(changes)}`,
  ].filter((part) => part !== '');
  return [
    systemMessage(system, customInstructions),
    { role: 'user', content: `Write a commit message for these changes.\n\n${parts.join('\n\n')}` },
  ];
}

/** What of an answer, perhaps one that still streams, is the message. */
export function commitMessageOf(answer: string, ended: boolean): string {
  const clean = cleanAnswer(answer, { original: '', kind: 'prose', instruction: '', ended });
  const plain = clean.replace(/^\s*(?:\*\*)?(?:commit message|subject)(?:\*\*)?:(?:\*\*)?[ \t]*\n*/iu, '');
  // A comment for Git would be taken away by it, and what a heading means with it.
  return plain
    .replace(/^\s*#+[ \t]+/u, '')
    .trimStart()
    .replace(ended ? /\s+$/u : /$^/u, '');
}
