import type { Contender } from '../contender';

const chunkLength = 4096;

/** No Markdown at all, only text in blocks of 4 KB: what showing text in a page costs at the least. */
export function create(container: HTMLElement): Contender {
  let last: Text | undefined;
  return {
    append: (text) => {
      if (last && last.length + text.length <= chunkLength) {
        last.appendData(text);
        return;
      }
      const block = document.createElement('div');
      block.style.whiteSpace = 'pre-wrap';
      last = document.createTextNode(text);
      block.append(last);
      container.append(block);
    },
    end: () => undefined,
  };
}
