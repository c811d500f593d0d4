import type { Gap } from '../../../src/core/continuation/gap';

/** A gap at the `|` of a text. */
export function gapAt(text: string, changes: Partial<Gap> = {}): Gap {
  const cursor = text.indexOf('|');
  return {
    before: text.slice(0, cursor),
    after: text.slice(cursor + 1),
    kind: 'prose',
    languageId: 'markdown',
    documentName: 'letter.md',
    ...changes,
  };
}

export const code = { kind: 'code', languageId: 'python', documentName: 'sum.py' } as const;
