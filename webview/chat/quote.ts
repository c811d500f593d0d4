/** A text as a Markdown quotation, without the empty lines around it. */
export function markdownQuote(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/^\s*\n|\s+$/g, '')
    .split('\n');
  return lines.map((line) => (line.trim() === '' ? '>' : `> ${line}`)).join('\n');
}

/** A quotation put where the cursor stands in a text, with empty lines around it, and where the cursor then stands. */
export function withQuote(
  text: string,
  cursor: number,
  quote: string,
): { readonly text: string; readonly cursor: number } {
  const before = text.slice(0, cursor).replace(/[^\S\n]+$/, '');
  const after = text.slice(cursor).replace(/^[^\S\n]+/, '');
  const lineBreaks = /(^|\n\n)$/.test(before) ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const quoted = `${before}${lineBreaks}${quote}\n\n`;
  return { text: `${quoted}${after}`, cursor: quoted.length };
}

/** What is selected inside one answer's text, and which answer's; undefined for any other selection. */
export function selectionInAnswer(): { readonly text: string; readonly range: Range } | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0).cloneRange();
  const answer = answerTextAround(range.startContainer);
  if (!answer) return undefined;
  if (!answer.contains(range.endContainer)) {
    // What a triple click selects ends where the next element begins, which may be outside; no word may be.
    const outside = range.cloneRange();
    outside.setStart(answer, answer.childNodes.length);
    if (outside.toString().trim() !== '') return undefined;
    range.setEnd(answer, answer.childNodes.length);
  }
  const text = selection.toString();
  return text.trim() === '' ? undefined : { text, range };
}

function answerTextAround(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest('.answer-text') ?? null;
}
