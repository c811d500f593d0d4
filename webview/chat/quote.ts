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
  const after = text.slice(cursor).replace(/^\s+/, '');
  const start = before === '' ? '' : `${before.replace(/\n{1,2}$/, '')}\n\n`;
  const quoted = `${start}${quote}\n\n`;
  return { text: `${quoted}${after}`, cursor: quoted.length };
}

/** What is selected inside one answer's text, and which answer's; undefined for any other selection. */
export function selectionInAnswer(): { readonly text: string; readonly range: Range } | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0).cloneRange();
  const answer = answerTextAround(range.startContainer);
  if (!answer) return undefined;
  // What a triple click selects ends where the next element begins, which may be outside.
  if (!answer.contains(range.endContainer)) range.setEnd(answer, answer.childNodes.length);
  const text = selection.toString();
  if (text.trim() === '' || lettersOf(text) !== lettersOf(range.toString())) return undefined;
  return { text, range };
}

function lettersOf(text: string): string {
  return text.replace(/\s+/g, '');
}

function answerTextAround(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest('.answer-text') ?? null;
}
