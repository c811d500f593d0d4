import { fileParts, readFrontMatter, withField } from './frontMatter';
import { parseTemplate, type PromptTemplate } from './template';

/** Where the answer to a prompt goes, as its file may say. */
export type PromptResult = 'chat' | 'rewrite';

/** The field of ours in the front matter; everybody else passes over it. */
export const resultField = 'huggingphaze-result';

/** What a `.prompt.md` file says. */
export interface PromptFile {
  /** As the front matter names it; absent: the file's own name counts. */
  readonly name?: string;
  /** What it does, in a sentence; empty where the file does not say. */
  readonly description: string;
  /** Models that should answer, the first that can; mostly none. */
  readonly models: readonly string[];
  /** What can be typed behind its name; empty where the file does not say. */
  readonly argumentHint: string;
  readonly result?: PromptResult;
  readonly template: PromptTemplate;
  /** The prompt as it is written. */
  readonly body: string;
  /** The first line of the front matter that can't be read, from 1; the prompt can be used all the same. */
  readonly damagedLine?: number;
}

/** Reads a `.prompt.md` file. Nothing makes it fail: a front matter that can't be read is passed over, and said. */
export function parsePromptFile(text: string): PromptFile {
  const { head, body: written } = fileParts(text);
  const { fields, damagedLine } = readFrontMatter(head);
  const one = (name: string): string => {
    const value = fields.get(name);
    return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
  };
  const name = one('name');
  const model = fields.get('model') ?? [];
  const result = one(resultField);
  const body = written.trim();
  return {
    ...(name !== '' && { name }),
    description: one('description'),
    models: (typeof model === 'string' ? [model] : model)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
    argumentHint: one('argument-hint'),
    ...((result === 'chat' || result === 'rewrite') && { result }),
    template: parseTemplate(body),
    body,
    ...(damagedLine !== undefined && { damagedLine }),
  };
}

/** A new file with these words as its prompt. */
export function formatPromptFile(description: string, body: string): string {
  const end = `${body.trim()}\n`;
  return description === '' && !end.startsWith('---')
    ? end
    : withField(`\n${end}`, 'description', description);
}
