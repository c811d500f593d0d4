import { CodeBlock } from '../../../webview/markdown/codeBlock';
import { DomWriter } from '../../../webview/markdown/dom';
import { footnotes } from '../../../webview/markdown/footnotes';
import { Footnotes } from '../../../webview/markdown/footnoteScope';
import { Formula } from '../../../webview/markdown/formula';
import { Outline } from '../../../webview/markdown/outline';
import { parse } from '../../../webview/markdown/parser';
import { Sections } from '../../../webview/markdown/sections';
import { SourceText } from '../../../webview/markdown/sourceText';
import { typeset } from '../../../webview/markdown/typeset';
import { viewsOf } from '../../../webview/markdown/views';
import { page, Rendering } from './support';

/** The text parsed in one go and written to an empty page: none of what makes streaming fast takes part. */
export function parsedWhole(text: string): string {
  const sourceText = new SourceText();
  const source = sourceText.append(text) + sourceText.end();
  const container = page.document.createElement('div');
  const writer = new DomWriter(page.document, {
    codeBlock: (view) => new CodeBlock(page.document, view, () => Promise.resolve(undefined)),
    formula: (view) => new Formula(page.document, view, typeset),
  });
  const tokens = parse(source, { [footnotes]: Footnotes.ofWhole('test').forSettled() });
  new Sections(container).write(writer, 0, [], viewsOf(tokens, source, new Outline()));
  return container.innerHTML;
}

/** The HTML at the end of a text that arrived in these pieces. */
export function streamed(pieces: readonly string[]): string {
  return new Rendering().append(...pieces).end().html;
}

/** `text` cut into pieces of these sizes, the last size for the rest. */
export function cut(text: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const size of sizes) {
    if (at >= text.length) break;
    pieces.push(text.slice(at, at + size));
    at += size;
  }
  return at < text.length ? [...pieces, text.slice(at)] : pieces;
}
