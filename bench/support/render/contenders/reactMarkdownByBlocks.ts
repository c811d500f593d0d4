import { marked } from 'marked';
import { createElement, memo } from 'react';
import { createRoot } from 'react-dom/client';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import type { Contender } from '../contender';

const remarkPlugins = [remarkGfm];
const Block = memo(function Block({ source }: { source: string }) {
  return createElement(Markdown, { remarkPlugins, children: source });
});

/** The text split into blocks at every piece, and those rendered again that have changed. */
export function create(container: HTMLElement): Contender {
  const root = createRoot(container);
  let source = '';
  return {
    append: (text) => {
      source += text;
      const blocks = marked.lexer(source).map(({ raw }) => raw);
      root.render(blocks.map((block, index) => createElement(Block, { key: index, source: block })));
    },
    end: () => undefined,
  };
}
