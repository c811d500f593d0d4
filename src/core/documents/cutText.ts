export interface CutText {
  readonly text: string;
  /** How much of the whole it is, from 0 to 1. */
  readonly share: number;
}

/** The beginning of a text that has at most so many bytes in UTF-8, to the end of a line where there is one. */
export function cutText(text: string, mostBytes: number): CutText {
  // No UTF-16 unit takes more than three bytes.
  if (text.length * 3 <= mostBytes || bytesOf(text) <= mostBytes) return { text, share: 1 };
  const room = new Uint8Array(mostBytes);
  const { read } = new TextEncoder().encodeInto(text, room);
  const lineEnd = text.lastIndexOf('\n', read);
  const end = lineEnd > read / 2 ? lineEnd : read;
  return { text: text.slice(0, end), share: end / text.length };
}

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

/** As in "first 40%"; at least one, and never all. */
export function partInWords(share: number): string {
  return `first ${Math.min(99, Math.max(1, Math.floor(share * 100)))}%`;
}
