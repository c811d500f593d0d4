import { htmlToMarkdown } from '@mdream/js';
import { decodeText } from '../text/decodeText';
import { cutText, partInWords } from './cutText';
import { reading, type DocumentLimits, type DocumentReading } from './documentReading';

/** What a web page says, as Markdown: without its styles, scripts and drawings. */
export function readPage(bytes: Uint8Array, limits: DocumentLimits): DocumentReading {
  const html = decodeText(bytes, declaredEncoding(bytes));
  if (html === undefined) return { kind: 'trouble', trouble: 'damaged' };
  const { text, share } = cutText(markdownOf(html), limits.text);
  return reading(text, 'markdown', share < 1 ? partInWords(share) : undefined);
}

/** A page's words as Markdown. Pictures that stand in the page itself are named only: as letters they say nothing. */
export function markdownOf(html: string): string {
  const markdown = htmlToMarkdown(html, {
    plugins: {
      filter: { exclude: ['script', 'style', 'svg', 'noscript', 'template', 'iframe', '[hidden]'] },
      // Lists of definitions are unknown to Markdown, and would stay as they are.
      tagOverrides: { dl: 'div', dt: 'p', dd: 'div' },
    },
  });
  return markdown.replace(/!\[([^\]]*)\]\(<?data:[^)]*\)/g, (_, words: string) =>
    words.trim() === '' ? '[Picture]' : `[Picture: ${words.trim()}]`,
  );
}

/** As in `<meta charset="iso-8859-1">`, which stands in the first kilobyte. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
}
