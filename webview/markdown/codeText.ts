/** Characters (UTF-16 units) after which a part of the code ends, at the next line break. */
export const codePartLength = 8192;

interface Part {
  readonly node: Text;
  text: string;
}

/**
 * The plain text of a block of code, which grows at its end. It stands in parts of some hundred lines, each a
 * box of its own, because a browser lays out the whole box anew in which a character comes in.
 */
export class CodeText {
  readonly #element: HTMLElement;
  /** The parts that may still be written; those before them are settled. */
  #open: Part[] = [];
  /** What is settled of the first open part. */
  #settled = '';
  /** What follows it. */
  #rest = '';

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  get rest(): string {
    return this.#rest;
  }

  /** Writes what follows the settled text. */
  write(text: string): void {
    this.#rest = text;
    const texts = inParts(this.#settled + text);
    for (const surplus of this.#open.splice(texts.length)) this.#remove(surplus);
    for (const [index, partText] of texts.entries()) {
      const part = this.#open[index];
      if (part) rewrite(part, partText);
      else this.#open.push(this.#create(partText));
    }
  }

  /** Writes all anew, whatever stands there now. */
  rewrite(settled: string, rest: string): void {
    this.#element.replaceChildren();
    this.#open = [];
    this.#settled = '';
    this.write(settled + rest);
    this.settle(settled.length);
  }

  /** Settles the first characters of the rest: they will never be written again. */
  settle(length: number): void {
    this.#settled += this.#rest.slice(0, length);
    this.#rest = this.#rest.slice(length);
    for (let [first, next] = this.#open; first && next; [first, next] = this.#open) {
      if (first.text.length > this.#settled.length) return;
      this.#settled = this.#settled.slice(first.text.length);
      this.#open.shift();
    }
  }

  #create(text: string): Part {
    const { ownerDocument } = this.#element;
    const node = ownerDocument.createTextNode(text);
    // Most code is short: its one part needs no element.
    if (this.#element.firstChild === null) {
      this.#element.append(node);
    } else {
      const box = ownerDocument.createElement('span');
      box.className = 'code-part';
      box.append(node);
      this.#element.append(box);
    }
    return { node, text };
  }

  #remove({ node }: Part): void {
    if (node.parentElement === this.#element) node.remove();
    else node.parentElement?.remove();
  }
}

/** Where a part ends depends on nothing that follows, so that code makes the same parts however it was cut. */
function inParts(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  while (start < text.length) {
    const lineBreak = text.indexOf('\n', start + codePartLength - 1);
    const end = lineBreak < 0 ? text.length : lineBreak + 1;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

/** Changes only the end where it can, so that a selection in the text survives. */
function rewrite(part: Part, text: string): void {
  if (text === part.text) return;
  if (text.startsWith(part.text)) part.node.appendData(text.slice(part.text.length));
  else if (part.text.startsWith(text)) part.node.deleteData(text.length, part.text.length - text.length);
  else part.node.data = text;
  part.text = text;
}
