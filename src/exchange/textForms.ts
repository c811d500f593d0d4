import { escapeHtml, markdownToHtml } from '../../webview/markdown/html';
import { containedMarkdown } from '../../webview/markdown/contained';
import type { TextForms } from '../core/exchange/documentWords';

/**
 * The one place where the host reaches into the panel's Markdown room, so that an exported page shows an answer by the
 * same allow-list as the panel. What it takes from there needs no DOM.
 */
export const textForms: TextForms = {
  html: markdownToHtml,
  markdown: containedMarkdown,
  escape: escapeHtml,
};
