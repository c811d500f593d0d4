import { createMarkdown } from '../../../../webview/markdown/renderer';
import type { Contender } from '../contender';

export function create(container: HTMLElement): Contender {
  return createMarkdown(container, { onOpenLink: () => undefined });
}
