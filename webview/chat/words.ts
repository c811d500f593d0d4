import type { Answer } from './answer';

/** Beyond this, words are counted by spaces alone: the exact count would take longer than a frame. */
const exactUpToCharacters = 20_000;

/** How many words a text has, also in languages that put no spaces between them. */
export function countWords(text: string): number {
  if (text.length > exactUpToCharacters) return text.match(/\S+/g)?.length ?? 0;
  let count = 0;
  for (const segment of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    if (segment.isWordLike) count++;
  }
  return count;
}

/** "1 word", "120 words", "1,200 words". */
export function wordsInWords(text: string): string {
  const count = countWords(text);
  return count === 1 ? '1 word' : `${count.toLocaleString('en')} words`;
}

/** What a screen reader is told of an answer's state. */
export function stateInWords(answer: Answer): string {
  switch (answer.state) {
    case 'streaming':
      return 'Answer started';
    case 'done':
      return `Answer finished, ${wordsInWords(answer.text)}`;
    case 'stopped':
      return 'Answer stopped';
    case 'cut-off':
      return 'Answer cut off before its end';
    case 'error':
      // Its card is an alert and speaks for itself.
      return '';
  }
}
