import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import type { Contender } from '../contender';

const remarkPlugins = [remarkGfm];

/** The whole text rendered again at every piece. */
export function create(container: HTMLElement): Contender {
  const root = createRoot(container);
  let source = '';
  return {
    append: (text) => {
      source += text;
      root.render(createElement(Markdown, { remarkPlugins, children: source }));
    },
    end: () => undefined,
  };
}
