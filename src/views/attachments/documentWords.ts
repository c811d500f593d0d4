import type { FileKind, UnreadableKind } from '../../core/documents/documentKind';
import type { DocumentKind, DocumentTrouble } from '../../core/documents/documentReading';
import { largestDocument } from '../../platform/documentReader';
import { sizeInWords } from '../chat/attachmentWords';

/** Why a document could not be read, and what to do. */
export function documentTrouble(name: string, trouble: DocumentTrouble): string {
  switch (trouble) {
    case 'locked':
      return `“${name}” opens only with a password. Open it in its own program, save a copy without the password, and attach that.`;
    case 'noText':
      return `The pages of “${name}” are pictures without any text, as a scanner makes them. Attach screenshots of the pages that matter instead; models that see can read those.`;
    case 'damaged':
      return `“${name}” is damaged or not complete, so it can’t be read. Get it again from where it came, or open it in its own program and save it anew.`;
    case 'empty':
      return `There is no text in “${name}”, so there is nothing to attach.`;
    case 'tooLarge':
      return `There is more in “${name}” than can be read here. ${saveThePart}`;
    case 'timedOut':
      return `Reading “${name}” takes too long. ${saveThePart}`;
  }
}

/** Why a document of so many bytes is not even looked at; `undefined` for one that is. */
export function documentTooLarge(name: string, size: number): string | undefined {
  if (size <= largestDocument) return undefined;
  return `“${name}” has ${sizeInWords(size)}, and documents of at most ${sizeInWords(largestDocument)} can be read. ${saveThePart}`;
}

const saveThePart = 'Save the part that matters as a document of its own, and attach that.';

/** Why a file of this kind can't go along, and what to do; `undefined` for those that can. */
export function kindRefusal(name: string, file: FileKind): string | undefined {
  switch (file.kind) {
    case 'unreadable':
      return `“${name}” is ${unreadable[file.what]}`;
    case 'locked':
      return documentTrouble(name, 'locked');
    case 'misnamed':
      return file.holds === 'text'
        ? `“${name}” is named as ${documents[file.as]}, but holds something else: perhaps a web page that was saved in its place. Get it again from where it came, and attach that.`
        : `“${name}” is named as ${documents[file.as]}, but is none. Get it again from where it came, and attach that.`;
    case 'document':
    case 'other':
      return undefined;
  }
}

const documents: Readonly<Record<DocumentKind, string>> = {
  pdf: 'a PDF',
  word: 'a Word document',
  sheet: 'an Excel workbook',
  page: 'a web page',
};

const unreadable: Readonly<Record<UnreadableKind, string>> = {
  oldWord:
    'a Word document of the old kind (.doc), which can’t be read here. Open it in Word, save it as .docx, and attach that.',
  oldExcel:
    'an Excel workbook of the old kind (.xls), which can’t be read here. Open it in Excel, save it as .xlsx, and attach that.',
  binarySheet:
    'an Excel workbook of the binary kind (.xlsb), which can’t be read here. Open it in Excel, save it as .xlsx, and attach that.',
  slides: 'a presentation, which can’t be read here. Open it, save it as a PDF, and attach that.',
  openText:
    'an OpenDocument text, which can’t be read here. Open it, save it as .docx or as a PDF, and attach that.',
  openSheet:
    'an OpenDocument workbook, which can’t be read here. Open it, save it as .xlsx, and attach that.',
  richText: 'an RTF document, which can’t be read here. Open it, save it as .docx, and attach that.',
  pages:
    'a document of an Apple program, which can’t be read here. Open it, export it as a PDF, and attach that.',
  book: 'an e-book, which can’t be read here. Open it, copy the part that matters, and paste it into your message.',
};

/** What the chip says, as in "lease.pdf (first 40 of 120 pages)". */
export function documentLabel(name: string, document: DocumentKind, part: string | undefined): string {
  // Whoever wrote the page may have meant its source.
  const about = [document === 'page' ? 'text only' : undefined, part].filter((words) => words !== undefined);
  return about.length === 0 ? name : `${name} (${about.join(', ')})`;
}
