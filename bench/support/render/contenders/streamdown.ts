import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Streamdown } from 'streamdown';
import type { Contender } from '../contender';

/** As it comes, in its streaming mode, without its plugins for code, diagrams and mathematics. */
export function create(container: HTMLElement): Contender {
  const root = createRoot(container);
  let source = '';
  return {
    append: (text) => {
      source += text;
      root.render(createElement(Streamdown, { mode: 'streaming', children: source }));
    },
    end: () => undefined,
  };
}
