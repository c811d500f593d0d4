import temml from 'temml';
import type { MathTag, MathView } from './mathView';

/** Beyond these a formula is shown as its source: no person reads it, and setting it would hold up the page. */
const longestFormula = 5000;
const mostElements = 4000;
const deepest = 100;

/**
 * Sets a formula written in TeX. Of what the library makes of it, only what stands in the lists below is taken;
 * undefined for what isn't TeX, or too much of it.
 *
 * @param display whether it stands on lines of its own
 */
export function typeset(tex: string, display: boolean): MathView | undefined {
  if (tex.length > longestFormula) return undefined;
  try {
    const made: unknown = temml.__renderToMathMLTree(tex, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      maxSize: [20, 50],
      maxExpand: 1000,
    });
    const [view] = new Copier().copy(made, 0);
    return typeof view === 'object' && view.tag === 'math' ? view : undefined;
  } catch {
    // What can't be set is shown as it was written.
    return undefined;
  }
}

const tags: ReadonlySet<string> = new Set<MathTag>([
  'math',
  'menclose',
  'mfrac',
  'mi',
  'mmultiscripts',
  'mn',
  'mo',
  'mover',
  'mpadded',
  'mphantom',
  'mprescripts',
  'mroot',
  'mrow',
  'mspace',
  'msqrt',
  'mstyle',
  'msub',
  'msubsup',
  'msup',
  'mtable',
  'mtd',
  'mtext',
  'mtr',
  'munder',
  'munderover',
]);

const truth = /^(?:true|false)$/u;
/** Nothing moves far from where it stands: back by two characters at most, on by fifty. */
const length = /^(?:-(?:[01](?:\.\d+)?|0?\.\d+)|\+?(?:[0-4]?\d(?:\.\d+)?|0?\.\d+))(?:em|ex|pt|px)$|^0$/u;
const values: Readonly<Record<string, RegExp>> = {
  accent: truth,
  accentunder: truth,
  columnspan: /^\d{1,2}$/u,
  depth: length,
  display: /^block$/u,
  displaystyle: truth,
  fence: truth,
  form: /^(?:prefix|infix|postfix)$/u,
  height: length,
  largeop: truth,
  linethickness: length,
  lspace: length,
  mathvariant: /^normal$/u,
  maxsize: length,
  minsize: length,
  movablelimits: truth,
  rowspan: /^\d{1,2}$/u,
  rspace: length,
  scriptlevel: /^[+-]?[0-3]$/u,
  separator: truth,
  stretchy: truth,
  symmetric: truth,
  voffset: length,
  width: length,
};

/** The library's classes that mean something to our style sheet, and what they are called there. */
const classes: Readonly<Record<string, string>> = {
  downstrike: 'formula-strike-down',
  sout: 'formula-strike',
  'tml-cancel': 'formula-stroke',
  'tml-fbox': 'formula-box',
  'tml-left': 'align-left',
  'tml-overline': 'formula-overline',
  'tml-right': 'align-right',
  'tml-tag': 'formula-tag',
  'tml-underline': 'formula-underline',
  'tml-xcancel': 'formula-strike-both',
  upstrike: 'formula-strike-up',
};

/** Colours that people name in formulas, as the theme has them: its own can be read on its background. */
const colours: Readonly<Record<string, string>> = {
  '#0000ff': 'formula-blue',
  '#008000': 'formula-green',
  '#800080': 'formula-purple',
  '#ff0000': 'formula-red',
  '#ff8000': 'formula-orange',
  '#ffa500': 'formula-orange',
};

class Copier {
  #elements = 0;

  /** The element, or what is inside of one that isn't allowed. */
  copy(node: unknown, depth: number): (MathView | string)[] {
    if (depth > deepest) throw new Error('the formula is nested too deep');
    const written = property(node, 'text');
    if (typeof written === 'string') return written === '' ? [] : [written];
    const inside = property(node, 'children');
    const children = Array.isArray(inside) ? inside.flatMap((child) => this.copy(child, depth + 1)) : [];
    const tag = property(node, 'type');
    if (!isTag(tag)) return children;
    if (++this.#elements > mostElements) throw new Error('the formula is too long');
    return [{ tag, attributes: attributesOf(node, tag), children }];
  }
}

function isTag(type: unknown): type is MathTag {
  return typeof type === 'string' && tags.has(type);
}

function property(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined;
}

function attributesOf(node: unknown, tag: MathTag): [name: string, value: string][] {
  const written = Object.entries(property(node, 'attributes') ?? {});
  const attributes = written.flatMap(([name, value]): [string, string][] =>
    values[name]?.test(String(value)) === true ? [[name, String(value)]] : [],
  );
  // The one background there is: a rule, drawn in the colour of the text.
  if (tag === 'mspace' && written.some(([name]) => name === 'mathbackground')) {
    attributes.push(['mathbackground', 'currentcolor']);
  }
  const names = classesOf(node);
  return names.length === 0 ? attributes : [...attributes, ['class', names.join(' ')]];
}

function classesOf(node: unknown): string[] {
  const given = property(node, 'classes');
  const style = property(node, 'style');
  const names = Array.isArray(given) ? given.map((name) => classes[String(name)]) : [];
  names.push(colours[String(property(style, 'color'))]);
  if (property(style, 'paddingLeft') === '0em') names.push('formula-flush-left');
  if (property(style, 'paddingRight') === '0em') names.push('formula-flush-right');
  for (const side of ['Top', 'Right', 'Bottom', 'Left']) {
    if (property(style, `border${side}`) !== undefined) names.push(`formula-line-${side.toLowerCase()}`);
  }
  if (property(style, 'border') !== undefined) names.push('formula-box');
  return names.filter((name) => name !== undefined);
}
