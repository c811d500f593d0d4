/** What a document says. */
export interface DocumentText {
  readonly kind: 'text';
  readonly text: string;
  /** VS Code's language id, as in `markdown`. */
  readonly languageId: string;
  /** Which part of it this is, where it is not the whole, as in "first 40 of 120 pages". */
  readonly part?: string;
}

/**
 * Why a document can't be read. `locked`: by a password; `noText`: its pages are pictures; `tooLarge`: more than this
 * computer should unpack for it.
 */
export type DocumentTrouble = 'locked' | 'noText' | 'damaged' | 'empty' | 'tooLarge' | 'timedOut';

export type DocumentReading = DocumentText | { readonly kind: 'trouble'; readonly trouble: DocumentTrouble };

/** Kinds of documents whose text is read: each by a library that is loaded for it alone. */
export type DocumentKind = 'pdf' | 'word' | 'sheet' | 'page';

/** How much of a document is read at most. */
export interface DocumentLimits {
  /** Bytes of text, in UTF-8. */
  readonly text: number;
  /** Pages of a PDF. */
  readonly pages: number;
  /** Milliseconds after which what is read until then has to do. */
  readonly time: number;
  /** Bytes that a packed document may unpack to: a small file can claim to hold any number. */
  readonly unpacked: number;
}

export const documentLimits: DocumentLimits = {
  // Room is left for the notes about what is missing, within the largest attachment of 200,000 bytes.
  text: 195_000,
  pages: 500,
  time: 20_000,
  unpacked: 128_000_000,
};

export function trouble(kind: DocumentTrouble): DocumentReading {
  return { kind: 'trouble', trouble: kind };
}

/**
 * A text as a reading. Control characters are taken out: they are no writing, and an editor that shows the text
 * would warn of them.
 */
export function reading(text: string, languageId: string, part?: string): DocumentReading {
  const clean = tidied(text);
  if (clean === '') return trouble('empty');
  const note = part === undefined ? '' : `(Only a part of this document is included: ${part}.)\n\n`;
  return { kind: 'text', text: `${note}${clean}\n`, languageId, ...(part !== undefined && { part }) };
}

/** Without control characters, blanks at the ends of lines, and more than two empty lines in a row. */
export function tidied(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{4,}/g, '\n\n\n')
    .replace(/^\n+|\n+$/g, '');
}
