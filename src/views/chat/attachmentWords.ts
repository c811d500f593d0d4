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

export function binaryRefusal(name: string): string {
  return `“${name}” is not a text file, so the model could not read it.`;
}

/** As in "201 KB" or "3.2 MB". */
export function sizeInWords(bytes: number): string {
  const format = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 1 });
  return bytes < 1_000_000 ? `${format(Math.ceil(bytes / 1_000))} KB` : `${format(bytes / 1_000_000)} MB`;
}
