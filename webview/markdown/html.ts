import { Outline } from './outline';
import { parse } from './parser';
import { footnotes } from './footnotes';
import { Footnotes } from './footnoteScope';
import type { MathView } from './mathView';
import { SourceText } from './sourceText';
import { typeset } from './typeset';
import type { AttributeName, Attributes, CodeView, ElementView, FormulaView, View } from './view';
import { viewsOf } from './views';

/*
 * Markdown as HTML text, for files that stand without the panel. It is written from the same views as the panel's
 * DOM, so it has the same allow-list: tags and attribute names are those of `view.ts`, never taken from the text, and
 * whatever is from the text is escaped. Needs no DOM, unlike the renderer.
 */

/**
 * A whole text as HTML, as the panel shows it when it has ended.
 *
 * @param name letters and digits that no other text of the page has: ids of footnotes begin with it
 */
export function markdownToHtml(text: string, name: string): string {
  const sourceText = new SourceText();
  const source = sourceText.append(text) + sourceText.end();
  const tokens = parse(source, { [footnotes]: Footnotes.ofWhole(name).forSettled() });
  return viewsOf(tokens, source, new Outline()).map(htmlOf).join('');
}

/** A text as it stands within an element or between the quotes of an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function htmlOf(view: View): string {
  switch (view.kind) {
    case 'text':
      return escapeHtml(view.text);
    case 'code':
      return htmlOfCode(view);
    case 'formula':
      return htmlOfFormula(view);
    case 'element':
      return htmlOfElement(view);
  }
}

const withoutEnd: ReadonlySet<ElementView['tag']> = new Set(['br', 'hr', 'input'] as const);

function htmlOfElement({ tag, attributes, children }: ElementView): string {
  const start = `<${tag}${htmlOfAttributes(attributes)}${tag === 'a' ? ' rel="noopener noreferrer"' : ''}>`;
  return withoutEnd.has(tag) ? start : `${start}${children.map(htmlOf).join('')}</${tag}>`;
}

function htmlOfAttributes(attributes: Attributes): string {
  const names = Object.keys(attributes) as AttributeName[];
  return names.map((name) => ` ${name}="${escapeHtml(attributes[name] ?? '')}"`).join('');
}

function htmlOfCode({ label, language, text }: CodeView): string {
  const name = label === '' ? 'Code' : `Code, ${label}`;
  const header =
    label === ''
      ? ''
      : `<div class="code-block-header"><span class="code-block-language">${escapeHtml(label)}</span></div>`;
  const attributes = language === '' ? '' : ` class="language-${escapeHtml(language)}"`;
  return `<div class="code-block">${header}<pre tabindex="0" role="group" aria-label="${escapeHtml(name)}"><code${attributes}>${escapeHtml(text)}</code></pre></div>`;
}

/** As MathML, which browsers and screen readers read; as its source where it can't be set. */
function htmlOfFormula({ text, display }: FormulaView): string {
  const set = typeset(text, display);
  const attributes = display
    ? ' class="formula display" tabindex="0" role="group" aria-label="Formula"'
    : ' class="formula"';
  const inside = set ? htmlOfMath(set) : `<code class="formula-source">${escapeHtml(text)}</code>`;
  return `<span${attributes}>${inside}</span>`;
}

function htmlOfMath({ tag, attributes, children }: MathView): string {
  const written = attributes.map(([name, value]) => ` ${name}="${escapeHtml(value)}"`).join('');
  const inside = children.map((child) => (typeof child === 'string' ? escapeHtml(child) : htmlOfMath(child)));
  return `<${tag}${written}>${inside.join('')}</${tag}>`;
}
