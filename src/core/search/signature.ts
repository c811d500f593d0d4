import type { Pace } from '../pace';
import { termsOf, type SearchTerm } from './searchTerm';

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
const prefixLengths = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16];
const longestPrefix = 16;
const isPrefixLength = Array.from({ length: longestPrefix + 1 }, (_, length) =>
  prefixLengths.includes(length),
);

/**
 * UTF-16 units of a text that are taken at a time: a message can be a whole book. Slices overlap by the longest
 * beginning, so that each is whole in one of them.
 */
const sliceLength = 20_000;

/** Gathers what a conversation holds. */
export class SignatureBuilder {
  /** Of whole words: most words of a text stand in it more than once. */
  readonly #words = new Set<number>();
  readonly #hashes = new Set<number>();

  /** Adds a folded text, in slices between which others may have their turn. */
  async addText(folded: string, pace: Pace): Promise<void> {
    for (let at = 0; at < folded.length; at += sliceLength) {
      const slice = folded.slice(Math.max(0, at - longestPrefix), at + sliceLength);
      for (const term of termsOf(slice)) this.add(term);
      await pace.step();
    }
  }

  add(term: SearchTerm): void {
    if (term.kind === 'word') {
      const word = hashOfWord(term.text);
      if (this.#words.has(word)) return;
      this.#words.add(word);
    }
    for (const hash of hashesOf(term)) this.#hashes.add(hash);
  }

  build(): Signature {
    const signature = new Uint32Array(Math.max(1, Math.ceil((this.#hashes.size * bitsEach) / 32)));
    for (const hash of this.#hashes) {
      let place = hash;
      const step = stepOf(hash);
      for (let count = 0; count < hashesEach; count += 1) {
        const bit = (place >>> 0) % (signature.length * 32);
        signature[bit >>> 5] = (signature[bit >>> 5] ?? 0) | (1 << (bit & 31));
        place = (place + step) | 0;
      }
    }
    return signature;
  }
}

function hashOfWord(text: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/** Hashes of what must be in a text for the term to be found in it. */
export function hashesOf({ kind, text }: SearchTerm): readonly number[] {
  const hashes: number[] = [];
  if (kind === 'word') {
    let hash = 0x811c9dc5;
    const length = Math.min(text.length, longestPrefix);
    for (let index = 0; index < length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
      if (isPrefixLength[index + 1] === true) hashes.push(mix(hash ^ index));
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
  for (const hash of hashes) {
    let place = hash;
    const step = stepOf(hash);
    for (let count = 0; count < hashesEach; count += 1) {
      const bit = (place >>> 0) % (signature.length * 32);
      if (((signature[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
      place = (place + step) | 0;
    }
  }
  return true;
}

/** How far apart the bits of a hash stand. */
function stepOf(hash: number): number {
  return mix(hash ^ 0x9e3779b9) | 1;
}

/** Spreads what differs in any bit over all of them. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
