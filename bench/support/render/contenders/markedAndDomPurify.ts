import DOMPurify from 'dompurify';
import { marked } from 'marked';
import type { Contender } from '../contender';

/** The whole text parsed, cleaned and written again at every piece. */
export function create(container: HTMLElement): Contender {
  let source = '';
  return {
    append: (text) => {
      source += text;
      container.innerHTML = DOMPurify.sanitize(marked.parse(source, { async: false }));
    },
    end: () => undefined,
  };
}
