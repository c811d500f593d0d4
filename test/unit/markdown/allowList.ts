/** What may stand in an answer, written down a second time and apart from the renderer that is held to it. */
const attributesOf: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'title'],
  blockquote: [],
  br: [],
  code: ['class'],
  div: ['class', 'role', 'aria-label', 'tabindex'],
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
  span: ['class', 'title'],
  strong: [],
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
    /^(?:align-(?:left|center|right)|code-block|code-block-(?:actions|header|language)|code-part|hljs-[a-z_-]+|inert-link|language-[a-z0-9][a-z0-9+#._-]{0,39}|link-host|loose|table-scroller|task)$/,
  href: /^(?:https?:\/\/|mailto:)[\x21-\x7e]*$/,
  role: /^(?:group|region)$/,
  scope: /^col$/,
  start: /^\d{1,9}$/,
  tabindex: /^0$/,
  type: /^checkbox$/,
};

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
