/**
 * What may stand in the panel: a small tree of plain data between the parser and the DOM.
 *
 * This is the allow-list. Elements are made from these tags and attributes by `dom.ts` alone, with
 * `createElement`, `setAttribute` and text nodes; nothing is ever parsed as HTML, so there is nothing to
 * sanitise. No tag, attribute name or class is taken from the text; values that are (an address, a language)
 * go through `address.ts` and `language.ts` first.
 */
export type Tag =
  | 'a'
  | 'blockquote'
  | 'br'
  | 'code'
  | 'div'
  | 'em'
  | 'h3'
  | 'h4'
  | 'h5'
  | 'h6'
  | 'hr'
  | 'input'
  | 'li'
  | 'ol'
  | 'p'
  | 's'
  | 'span'
  | 'strong'
  | 'sup'
  | 'table'
  | 'tbody'
  | 'td'
  | 'th'
  | 'thead'
  | 'tr'
  | 'ul';

export type AttributeName =
  | 'aria-label'
  | 'checked'
  | 'class'
  | 'disabled'
  | 'href'
  | 'id'
  | 'role'
  | 'scope'
  | 'start'
  | 'tabindex'
  | 'title'
  | 'type';

export type Attributes = Readonly<Partial<Record<AttributeName, string>>>;

export interface TextView {
  readonly kind: 'text';
  readonly text: string;
}

export interface ElementView {
  readonly kind: 'element';
  readonly tag: Tag;
  readonly attributes: Attributes;
  readonly children: readonly View[];
}

/** A block of code; what surrounds the code (language, buttons) is made with it. */
export interface CodeView {
  readonly kind: 'code';
  /** The first word after the fence as it stands there, for people; empty where there is none. */
  readonly label: string;
  /** The same as a checked, lower-case name fit for a class; empty where there is none. */
  readonly language: string;
  readonly text: string;
  /** Whether the text can no longer grow. */
  readonly complete: boolean;
}

/** A formula; how it is set is decided where it is written: see `formula.ts`. */
export interface FormulaView {
  readonly kind: 'formula';
  /** In TeX, without the marks around it. */
  readonly text: string;
  /** Whether it stands on a line of its own. */
  readonly display: boolean;
  /** Whether its closing mark has come. */
  readonly complete: boolean;
}

export type View = TextView | ElementView | CodeView | FormulaView;

export function text(content: string): TextView {
  return { kind: 'text', text: content };
}

export function element(tag: Tag, attributes: Attributes, children: readonly View[]): ElementView {
  return { kind: 'element', tag, attributes, children };
}

/** The words in views, as a person would read them. */
export function textOf(views: readonly View[]): string {
  return views.map((view) => (view.kind === 'element' ? textOf(view.children) : view.text)).join('');
}
