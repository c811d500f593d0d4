import { foldText, type Range } from './foldText';

/**
 * One thing to look for. A word is found at the beginning of words (so results come while it is typed); a run, which
 * is of a script that is written without spaces or of symbols, anywhere.
 */
export interface SearchTerm {
  readonly kind: 'word' | 'run';
  /** Folded. */
  readonly text: string;
}

/** A script that is written without spaces between words, or a symbol. */
const run =
  '\\u3099\\u309a\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}\\u30fc\\p{S}';
const termPattern = new RegExp(`([${run}]+)|(?:(?![${run}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
/** The same where there are only ASCII's characters, several times as fast. */
const plainTermPattern = /([$+<=>^`|~]+)|[a-z0-9]+/g;
const endsInWord = new RegExp(`(?![${run}])[\\p{L}\\p{N}\\p{M}]$`, 'u');

/** The terms that a folded text is made of, in its order. */
export function* termsOf(folded: string): Generator<SearchTerm> {
  const pattern = isPlain(folded) ? plainTermPattern : termPattern;
  for (const { 0: text, 1: isRun } of folded.matchAll(pattern))
    yield { kind: isRun === undefined ? 'word' : 'run', text };
}

/** What a person's query asks for, each term once; what a longer one finds anyway is left out. */
export function termsOfQuery(query: string): readonly SearchTerm[] {
  const terms = [...termsOf(foldText(query))].slice(0, mostTerms);
  return terms.filter(
    (term, index) =>
      !terms.some(
        (other, otherIndex) =>
          other.kind === term.kind &&
          otherIndex !== index &&
          (term.kind === 'word' ? other.text.startsWith(term.text) : other.text.includes(term.text)) &&
          (other.text !== term.text || otherIndex < index),
      ),
  );
}

/** A pasted page is no query; its first words are. */
const mostTerms = 32;

/** The first place at or behind `from` where a term stands in a folded text. */
export function findTerm(folded: string, term: SearchTerm, from = 0): Range | undefined {
  let start = folded.indexOf(term.text, from);
  while (start !== -1 && term.kind === 'word' && !beginsWord(folded, start))
    start = folded.indexOf(term.text, start + 1);
  return start === -1 ? undefined : { start, end: start + term.text.length };
}

function beginsWord(folded: string, at: number): boolean {
  if (at === 0) return true;
  const before = folded.charCodeAt(at - 1);
  if (before < 128) return !isPlainWord(before);
  // Two units, for a letter beyond the basic plane is a pair of them.
  return !endsInWord.test(folded.slice(Math.max(0, at - 2), at));
}

function isPlainWord(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90);
}

function isPlain(text: string): boolean {
  return /^[ -~\n\r\t]*$/.test(text);
}
