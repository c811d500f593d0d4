/** What may stand in an answer, written down a second time and apart from the renderer that is held to it. */
const attributesOf: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title', 'id', 'role', 'aria-label'],
  blockquote: [],
  br: [],
  code: ['class'],
  div: ['class', 'id', 'role', 'aria-label', 'tabindex'],
  em: [],
  h3: [],
  h4: [],
  h5: [],
  h6: [],
  hr: [],
  input: ['type', 'disabled', 'checked', 'aria-label'],
  li: ['class'],
  ol: ['class', 'start'],
  p: [],
  pre: ['tabindex', 'role', 'aria-label'],
  s: [],
  span: ['class', 'title', 'role', 'aria-label', 'tabindex', 'data-tex'],
  strong: [],
  sup: ['class'],
  table: [],
  tbody: [],
  td: ['class'],
  th: ['class', 'scope'],
  thead: [],
  tr: [],
  ul: ['class'],
};

const values: Readonly<Record<string, RegExp>> = {
  class:
    /^(?:(?:loose ?)?(?:goes-on ?)?(?:full ?)?(?:digits-[345])?|align-(?:left|center|right)|code-block|code-block-(?:actions|header|language)|code-part|display|footnote-(?:back|note|number|reference|text)|formula|formula-[a-z-]+|hljs-[a-z_-]+|inert-link|language-[a-z0-9][a-z0-9+#._-]{0,39}|link-host|section|table-scroller(?: goes-on)?(?: full)?|task|text-part|wide)(?: display| wide)?$/,
  href: /^(?:(?:https?:\/\/|mailto:)[\x21-\x7e]*|#test-(?:note|text)-\d+)$/,
  id: /^test-(?:note|text)-\d+$/,
  role: /^(?:doc-backlink|doc-footnote|doc-noteref|group|region)$/,
  scope: /^col$/,
  start: /^\d{1,9}$/,
  tabindex: /^(?:0|-1)$/,
  type: /^checkbox$/,
};

/** The same for formulas, which are MathML. */
const mathTags =
  /^(?:math|menclose|mfrac|mi|mmultiscripts|mn|mo|mover|mpadded|mphantom|mprescripts|mroot|mrow|mspace|msqrt|mstyle|msub|msubsup|msup|mtable|mtd|mtext|mtr|munder|munderover)$/;
const mathAttributes =
  /^(?:accent|accentunder|columnspan|depth|display|displaystyle|fence|form|height|largeop|linethickness|lspace|mathbackground|mathvariant|maxsize|minsize|movablelimits|rowspan|rspace|scriptlevel|separator|stretchy|symmetric|voffset|width)$/;
const mathValue =
  /^(?:true|false|block|prefix|infix|postfix|normal|currentcolor|[+-]?\d{0,2}(?:\.\d+)?(?:em|ex|pt|px)?)$/;

function mathViolations(node: Element): string[] {
  if (!mathTags.test(node.localName)) return [`<${node.localName}> in a formula`];
  const inFormula = node.localName !== 'math' || node.parentElement?.classList.contains('formula') === true;
  const found = inFormula ? [] : ['a formula outside its frame'];
  for (const { name, value } of node.attributes) {
    const allowed =
      name === 'class'
        ? /^(?:(?:formula-[a-z-]+|align-left|align-right) ?)+$/.test(value)
        : mathAttributes.test(name) && mathValue.test(value);
    if (!allowed) found.push(`<${node.localName} ${name}="${value}">`);
  }
  return found;
}

/** All that is in `container` and not allowed there. */
export function violations(container: Element): string[] {
  const found: string[] = [];
  const walker = container.ownerDocument.createTreeWalker(container);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === node.TEXT_NODE) continue;
    if (!isElement(node)) {
      found.push(`a node of type ${node.nodeType}`);
      continue;
    }
    if (node.namespaceURI === 'http://www.w3.org/1998/Math/MathML') {
      found.push(...mathViolations(node));
      continue;
    }
    const allowed =
      node.namespaceURI === 'http://www.w3.org/1999/xhtml' ? attributesOf[node.localName] : undefined;
    if (!allowed) {
      found.push(`<${node.localName}>`);
      continue;
    }
    for (const { name, value } of node.attributes) {
      if (!allowed.includes(name)) found.push(`<${node.localName} ${name}>`);
      else if (values[name] && !values[name].test(value))
        found.push(`<${node.localName} ${name}="${value}">`);
    }
    if (node.localName === 'input' && !node.hasAttribute('disabled'))
      found.push('an input that is not disabled');
    if (node.localName === 'a' && node.querySelector('a')) found.push('a link in a link');
  }
  return found;
}

function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}
