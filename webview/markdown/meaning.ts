import type { Token } from 'markdown-it';

/**
 * What a text says and how it is set, without what may differ between a text and the same text in its place in a
 * longer document: the levels of headings, line breaks in a paragraph, pictures shown as links.
 *
 * @param withoutEnding stands at the end of labels in one of the two
 */
export function meaningOf(tokens: readonly Token[], withoutEnding: string): string {
  const parts: string[] = [];
  let words = '';
  const add = (part: string): void => {
    if (words !== '') parts.push(`"${words.replaceAll(withoutEnding, ']').replace(/\s+/gu, ' ')}"`);
    words = '';
    if (part !== '') parts.push(part);
  };
  const visit = (token: Token): void => {
    switch (token.type) {
      case 'reference_definition':
        return;
      case 'inline':
        token.children?.forEach(visit);
        add('');
        return;
      case 'text':
        words += token.content;
        return;
      case 'softbreak':
        words += '\n';
        return;
      case 'image': {
        const name = token.content === '' ? 'Picture' : 'Picture: ';
        add(`link ${String(token.attrGet('src') ?? '')}`);
        words += name;
        token.children?.forEach(visit);
        add('link_close []');
        return;
      }
      case 'link_open':
        add(`link ${String(token.attrGet('href') ?? '')}`);
        return;
      case 'fence':
      case 'code_block':
      case 'code_inline':
        add(`${token.type} ${token.info} ${token.content.trimEnd()}`);
        return;
      case 'formula':
      case 'formula_block':
        add(`${token.type} ${token.content.replace(/<\s+/gu, '<')}`);
        return;
      default:
        add(`${token.type.replace('heading', 'h')} ${JSON.stringify(token.attrs ?? [])}`);
    }
  };
  tokens.forEach(visit);
  add('');
  return parts.join('\n');
}
