/** Most bytes of one attachment: about 30,000 words, which is what many models can read at once. */
export const largestAttachment = 200_000;

/** As in "letter.md, lines 3–9"; lines count from 1. */
export function fileLabel(name: string, firstLine: number, lastLine: number): string {
  return firstLine === lastLine ? `${name}, line ${firstLine}` : `${name}, lines ${firstLine}–${lastLine}`;
}

/** Why something cannot go along, or `undefined` if it can. `size` in bytes. */
export function attachmentRefusal(name: string, size: number): string | undefined {
  if (size === 0) return `“${name}” is empty, so there is nothing to attach.`;
  if (size <= largestAttachment) return undefined;
  return `“${name}” has ${sizeInWords(size)}, and at most ${sizeInWords(largestAttachment)} can go along with a message. Select the part that matters, and attach the selection.`;
}

/** Documents whose text lies packed inside, by the ending of their names, as a person calls them. */
const documents: Readonly<Record<string, string>> = {
  doc: 'a Word document',
  docx: 'a Word document',
  odt: 'an OpenDocument text',
  pdf: 'a PDF',
  ppt: 'a presentation',
  pptx: 'a presentation',
  rtf: 'an RTF document',
  xls: 'an Excel workbook',
  xlsx: 'an Excel workbook',
};

/** Why a document can't go along, or `undefined` for every other file. Its bytes would tell a model nothing. */
export function documentRefusal(name: string): string | undefined {
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const document = Object.hasOwn(documents, ending) ? documents[ending] : undefined;
  if (document === undefined) return undefined;
  return `“${name}” is ${document}, which can’t be read here. Open it, copy the part that matters, and paste it into your message.`;
}

export function binaryRefusal(name: string): string {
  return `“${name}” is not a text file, so the model could not read it.`;
}

function sizeInWords(bytes: number): string {
  const format = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 1 });
  return bytes < 1_000_000 ? `${format(Math.ceil(bytes / 1_000))} KB` : `${format(bytes / 1_000_000)} MB`;
}
