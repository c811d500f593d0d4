import type { SearchTerm } from './searchTerm';

/**
 * What may be found in one conversation, as a Bloom filter over the beginnings of its words and the pairs of its
 * runs: a fifth of the text's size, nothing of the text can be read from it, it never denies what is there, and of a
 * hundred things that are not there it takes about one for being there. Whoever asks then looks at the text itself.
 */
export type Signature = Uint32Array;

/** Bits for each thing that is held, and how many of them are set for it: wrong about once in a hundred times. */
const bitsEach = 10;
const hashesEach = 4;

/** Beginnings of these lengths are held, in UTF-16 units: what is typed is nearly as well told apart as whole words. */
const prefixLengths: ReadonlySet<number> = new Set([1, 2, 3, 4, 6, 9, 13]);
const longestPrefix = 13;

/** Gathers what a conversation holds, term by term. */
export class SignatureBuilder {
  readonly #words = new Set<string>();
  readonly #hashes = new Set<number>();

  add(term: SearchTerm): void {
    if (term.kind === 'word') {
      // Most words of a text stand in it more than once.
      const beginning = term.text.slice(0, longestPrefix);
      if (this.#words.has(beginning)) return;
      this.#words.add(beginning);
    }
    for (const hash of hashesOf(term)) this.#hashes.add(hash);
  }

  build(): Signature {
    const signature = new Uint32Array(Math.max(1, Math.ceil((this.#hashes.size * bitsEach) / 32)));
    for (const hash of this.#hashes)
      for (const bit of bitsOf(hash, signature))
        signature[bit >>> 5] = (signature[bit >>> 5] ?? 0) | (1 << bit);
    return signature;
  }
}

/** Hashes of what must be in a text for the term to be found in it. */
export function hashesOf({ kind, text }: SearchTerm): readonly number[] {
  const hashes: number[] = [];
  if (kind === 'word') {
    let hash = 0x811c9dc5;
    const length = Math.min(text.length, longestPrefix);
    for (let index = 0; index < length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
      if (prefixLengths.has(index + 1)) hashes.push(mix(hash ^ index));
    }
    return hashes;
  }
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hashes.push(mix(unit));
    if (index > 0) hashes.push(mix((text.charCodeAt(index - 1) << 16) | unit));
  }
  return hashes;
}

/** Whether all of these may be held; `false` is certain. */
export function mayHold(signature: Signature, hashes: readonly number[]): boolean {
  return hashes.every((hash) => {
    for (const bit of bitsOf(hash, signature))
      if (((signature[bit >>> 5] ?? 0) & (1 << bit)) === 0) return false;
    return true;
  });
}

function bitsOf(hash: number, signature: Signature): readonly number[] {
  const size = signature.length * 32;
  const step = mix(hash ^ 0x9e3779b9) | 1;
  return Array.from({ length: hashesEach }, (_, index) => ((hash + Math.imul(index, step)) >>> 0) % size);
}

/** Spreads what differs in any bit over all of them. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
