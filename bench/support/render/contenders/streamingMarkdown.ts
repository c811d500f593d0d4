import { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown';
import type { Contender } from '../contender';

/** It never looks back: fast, but not CommonMark, and it passes every address. */
export function create(container: HTMLElement): Contender {
  const state = parser(default_renderer(container));
  return { append: (text) => parser_write(state, text), end: () => parser_end(state) };
}
