const VOCABULARY =
  'the garden was quiet in early spring and every path led to water where small boats waited under old trees while people walked slowly along the bank with books letters and warm bread'.split(
    ' ',
  );

/** Words in one sentence, and sentences in one paragraph. */
const SENTENCE = 12;
const PARAGRAPH = 5;

/**
 * A text of exactly this many words, the same each time. Each sentence begins with its number, so that a missing
 * or doubled piece shows. Each word is one token.
 */
export function longText(words: number): string {
  const pieces: string[] = [];
  for (let index = 0; index < words; index += 1) {
    const place = index % SENTENCE;
    const sentence = Math.floor(index / SENTENCE);
    const word = VOCABULARY[(index * 7 + sentence) % VOCABULARY.length] ?? '';
    const isLast = place === SENTENCE - 1 || index === words - 1;
    const before = index === 0 ? '' : place > 0 ? ' ' : sentence % PARAGRAPH === 0 ? '\n\n' : ' ';
    pieces.push(before, place === 0 ? `(${sentence + 1})` : word, isLast ? '.' : '');
  }
  return pieces.join('');
}
