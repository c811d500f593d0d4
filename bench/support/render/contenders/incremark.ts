import { createIncremarkParser } from '@incremark/core';
import type { Contender } from '../contender';

/** Parses only: the part that writes the page is another package, for Vue, React or Svelte. */
export function create(): Contender {
  const parser = createIncremarkParser({ gfm: true });
  return { append: (text) => void parser.append(text), end: () => void parser.finalize() };
}
