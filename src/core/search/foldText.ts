/** What is left out: accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic, marks that nobody sees. */
const ignored =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u00ad\u200b-\u200d\u2060\ufeff]+|[\ufe00-\ufe0f]+/g;

/** Letters that are written otherwise where a keyboard hasn't got them, and that Unicode doesn't take apart. */
const otherwise: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};
const writtenOtherwise = /[ßæœøłđðþıς]/g;

/** A letter with its marks, or a stretch of plain text that folding leaves as long as it is. */
const pieces = /[ -~\n\r\t]+(?!\p{M})|\P{M}\p{M}*|\p{M}+/gu;

/** The text as it is compared: without case, accents, full-width forms and ligatures. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(ignored, '')
    .toLowerCase()
    .replace(writtenOtherwise, (letter) => otherwise[letter] ?? letter);
}

/** A place in a folded text, in UTF-16 units. */
export interface Range {
  readonly start: number;
  /** Behind its last unit. */
  readonly end: number;
}

/**
 * Where places of the folded text stand in the text itself; a letter that a place begins or ends inside of belongs to
 * it. The places must be in order and not overlap.
 */
export function unfoldRanges(text: string, folded: readonly Range[]): readonly Range[] {
  const ranges: Range[] = [];
  const waiting = [...folded];
  let start: number | undefined;
  let at = 0;
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const isWhole = !isPlain(piece);
    const length = isWhole ? foldText(piece).length : piece.length;
    for (let wanted = waiting[0]; wanted; wanted = waiting[0]) {
      if (start === undefined && wanted.start >= at + length) break;
      start ??= isWhole ? index : index + wanted.start - at;
      if (wanted.end > at + length) break;
      ranges.push({ start, end: isWhole ? index + piece.length : index + wanted.end - at });
      start = undefined;
      waiting.shift();
    }
    if (waiting.length === 0) break;
    at += length;
  }
  return ranges;
}

function isPlain(piece: string): boolean {
  return /^[ -~\n\r\t]+$/.test(piece);
}
