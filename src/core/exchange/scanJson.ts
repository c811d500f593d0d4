/** A value in a large JSON file that can be read by itself. */
export interface JsonPiece {
  /** Whether it stands in the file's list, or is a member of the file's object. */
  readonly within: 'list' | 'object';
  /** The member's name; for a part of a list that is a member, the list's. */
  readonly name: string;
  /** Bytes from `start` to before `end`. */
  readonly start: number;
  readonly end: number;
}

/** How a file ended: as JSON does, before its end, or as something else. */
export type JsonEnd = 'complete' | 'cutOff' | 'notJson';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const listStart = 0x5b;
const listEnd = 0x5d;
const objectStart = 0x7b;
const objectEnd = 0x7d;

/**
 * Finds the parts of a JSON file's outermost list, the members of its outermost object, and of a member called
 * `listName` that is a list, the parts, without reading what is in them.
 *
 * A parser of the whole would need many times a large file's size, could not be stopped, and would give nothing of a
 * file that is damaged in one place; this gives the next conversation at once and loses none but the damaged one.
 *
 * @returns how the file ended, after the last piece
 */
export function* scanJson(bytes: Uint8Array, listName: string): Generator<JsonPiece, JsonEnd> {
  const start = afterSpace(bytes, hasByteOrderMark(bytes) ? 3 : 0);
  switch (bytes[start]) {
    case listStart:
      return (yield* partsOfList(bytes, start + 1, 'list', '')) === undefined ? 'cutOff' : 'complete';
    case objectStart:
      return (yield* members(bytes, start + 1, listName)) === undefined ? 'cutOff' : 'complete';
    default:
      return 'notJson';
  }
}

/** @returns where the list ends; `undefined` if it doesn't */
function* partsOfList(
  bytes: Uint8Array,
  start: number,
  within: JsonPiece['within'],
  name: string,
): Generator<JsonPiece, number | undefined> {
  let at = afterSpace(bytes, start);
  while (at < bytes.length) {
    if (bytes[at] === listEnd) return at + 1;
    const end = endOfValue(bytes, at);
    if (end === undefined) return undefined;
    if (end > at) yield { within, name, start: at, end };
    at = afterSpace(bytes, end);
    // A comma, or what damage left there: it is passed over, so that this always comes to an end.
    if (bytes[at] === comma || bytes[at] === colon || bytes[at] === objectEnd) at = afterSpace(bytes, at + 1);
  }
  return undefined;
}

function* members(
  bytes: Uint8Array,
  start: number,
  listName: string,
): Generator<JsonPiece, number | undefined> {
  let at = afterSpace(bytes, start);
  while (at < bytes.length) {
    if (bytes[at] === objectEnd) return at + 1;
    const endOfName = endOfValue(bytes, at);
    if (endOfName === undefined) return undefined;
    const name = nameIn(bytes, at, endOfName);
    at = afterSpace(bytes, endOfName);
    if (bytes[at] === colon) {
      at = afterSpace(bytes, at + 1);
      const end: number | undefined =
        name === listName && bytes[at] === listStart
          ? yield* partsOfList(bytes, at + 1, 'object', name)
          : endOfValue(bytes, at);
      if (end === undefined) return undefined;
      if (name !== listName) yield { within: 'object', name, start: at, end };
      at = afterSpace(bytes, end);
    }
    if (bytes[at] !== objectEnd) at = afterSpace(bytes, at + 1);
  }
  return undefined;
}

function nameIn(bytes: Uint8Array, start: number, end: number): string {
  return new TextDecoder().decode(bytes.subarray(start + 1, Math.min(end - 1, start + 100)));
}

/** Where the value that begins at `start` ends; `undefined` if the file ends before it does. */
function endOfValue(bytes: Uint8Array, start: number): number | undefined {
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    switch (bytes[at] ?? 0) {
      case quote: {
        const end = endOfString(bytes, at + 1);
        if (end === undefined) return undefined;
        at = end;
        if (depth === 0) return at;
        continue;
      }
      case listStart:
      case objectStart:
        depth += 1;
        break;
      case listEnd:
      case objectEnd:
        if (depth === 0) return at;
        depth -= 1;
        if (depth === 0) return at + 1;
        break;
      case comma:
      case colon:
        if (depth === 0) return at;
        break;
      default:
        break;
    }
    at += 1;
  }
  return undefined;
}

function endOfString(bytes: Uint8Array, start: number): number | undefined {
  for (let at = bytes.indexOf(quote, start); at >= 0; at = bytes.indexOf(quote, at + 1)) {
    let before = at;
    while (before > start && bytes[before - 1] === backslash) before -= 1;
    if ((at - before) % 2 === 0) return at + 1;
  }
  return undefined;
}

function afterSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  // Space, tab, line feed and carriage return: all that JSON takes for space.
  while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0a || bytes[at] === 0x0d) at += 1;
  return at;
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
