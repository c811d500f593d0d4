import { Parser } from 'saxen';

export interface XmlHandlers {
  /** Names come without their prefix, which every program chooses as it likes. */
  readonly open?: (name: string, attribute: (name: string) => string | undefined) => void;
  readonly close?: (name: string) => void;
  /** A text may come in parts. */
  readonly text?: (text: string) => void;
}

/** Something that should be XML and is not. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/**
 * Reads XML from beginning to end, or until a handler calls `stop`. Throws an {@link XmlError} where it can't be
 * read. Entities of its own that a document declares are left as they are.
 */
export function readXml(bytes: Uint8Array, handlersFor: (stop: () => void) => XmlHandlers): void {
  const parser = new Parser();
  const { open, close, text } = handlersFor(() => parser.stop());
  parser.on('openTag', (name, attributes, decode) =>
    open?.(localName(name), (wanted) => {
      const found = Object.entries(attributes()).find(([key]) => localName(key) === wanted);
      return found && decode(found[1]);
    }),
  );
  parser.on('closeTag', (name) => close?.(localName(name)));
  parser.on('text', (value, decode) => text?.(decode(value)));
  parser.on('cdata', (value) => text?.(value));
  parser.on('error', (error) => {
    throw new XmlError(error.message);
  });
  parser.parse(new TextDecoder().decode(bytes));
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
