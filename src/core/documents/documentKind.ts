import { isZip, namesInZip } from './boundedZip';
import type { DocumentKind } from './documentReading';

/** Documents that can't be read here, as a person calls them. */
export type UnreadableKind =
  | 'oldWord'
  | 'oldExcel'
  | 'slides'
  | 'openText'
  | 'openSheet'
  | 'richText'
  | 'pages'
  | 'book'
  | 'binarySheet';

/** What a file is, by what it holds; its name serves only where that does not tell. */
export type FileKind =
  | { readonly kind: 'document'; readonly document: DocumentKind }
  | { readonly kind: 'unreadable'; readonly what: UnreadableKind }
  /** A document of Office that only opens with a password. */
  | { readonly kind: 'locked' }
  /** It is named as a document but holds something else: `text` can be read by people, `other` by nobody here. */
  | { readonly kind: 'misnamed'; readonly as: DocumentKind; readonly holds: 'text' | 'other' }
  | { readonly kind: 'other' };

const readableEndings: Readonly<Record<string, DocumentKind>> = {
  docm: 'word',
  docx: 'word',
  dotx: 'word',
  htm: 'page',
  html: 'page',
  pdf: 'pdf',
  xhtml: 'page',
  xlsm: 'sheet',
  xlsx: 'sheet',
  xltx: 'sheet',
};

const unreadableEndings: Readonly<Record<string, UnreadableKind>> = {
  doc: 'oldWord',
  dot: 'oldWord',
  epub: 'book',
  key: 'pages',
  numbers: 'pages',
  odp: 'slides',
  ods: 'openSheet',
  odt: 'openText',
  pages: 'pages',
  pps: 'slides',
  ppsx: 'slides',
  ppt: 'slides',
  pptm: 'slides',
  pptx: 'slides',
  rtf: 'richText',
  xls: 'oldExcel',
  xlsb: 'binarySheet',
};

const openDocumentKinds: Readonly<Record<string, UnreadableKind>> = {
  text: 'openText',
  spreadsheet: 'openSheet',
  presentation: 'slides',
};

/** The last part of a name, in lower case, as in `pdf`; empty for a name without one. */
export function endingOf(name: string): string {
  return /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** What a name promises; `undefined` for all that is no document. */
export function kindByName(name: string): FileKind | undefined {
  const ending = endingOf(name);
  const document = Object.hasOwn(readableEndings, ending) ? readableEndings[ending] : undefined;
  if (document !== undefined) return { kind: 'document', document };
  const what = Object.hasOwn(unreadableEndings, ending) ? unreadableEndings[ending] : undefined;
  return what && { kind: 'unreadable', what };
}

/** What a file holds. Looks at its first bytes, and at the names in it where it is a ZIP. */
export function kindOfFile(name: string, bytes: Uint8Array): FileKind {
  const promised = kindByName(name);
  if (isPdf(bytes)) return { kind: 'document', document: 'pdf' };
  if (isZip(bytes)) return kindOfZip(bytes) ?? promised ?? { kind: 'other' };
  if (isCompoundFile(bytes)) return kindOfCompoundFile(bytes) ?? promised ?? { kind: 'other' };
  if (beginsWith(bytes, '{\\rtf')) return { kind: 'unreadable', what: 'richText' };
  if (promised?.kind !== 'document' || promised.document === 'page') return promised ?? { kind: 'other' };
  // An empty file is told of as such.
  if (bytes.length === 0) return promised;
  return { kind: 'misnamed', as: promised.document, holds: bytes.includes(0) ? 'other' : 'text' };
}

/** Its mark may stand behind a few bytes that some mail program put before it. */
function isPdf(bytes: Uint8Array): boolean {
  return latin(bytes.subarray(0, 1024)).includes('%PDF-');
}

function kindOfZip(bytes: Uint8Array): FileKind | undefined {
  // An OpenDocument says what it is in its first file, which is not packed.
  const openDocument = /opendocument\.(text|spreadsheet|presentation)/.exec(
    latin(bytes.subarray(0, 120)),
  )?.[1];
  if (openDocument !== undefined)
    return { kind: 'unreadable', what: openDocumentKinds[openDocument] ?? 'openText' };
  const names = namesInZip(bytes);
  if (names === undefined) return undefined;
  const has = (start: string): boolean => names.some((name) => name.startsWith(start));
  if (has('word/')) return { kind: 'document', document: 'word' };
  if (has('xl/workbook.bin')) return { kind: 'unreadable', what: 'binarySheet' };
  if (has('xl/')) return { kind: 'document', document: 'sheet' };
  if (has('ppt/')) return { kind: 'unreadable', what: 'slides' };
  if (has('Index/')) return { kind: 'unreadable', what: 'pages' };
  return has('META-INF/container.xml') ? { kind: 'unreadable', what: 'book' } : undefined;
}

/** What Office wrote before 2007, and what it puts around documents that it encrypts. */
function isCompoundFile(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, index) => bytes[index] === byte);
}

function kindOfCompoundFile(bytes: Uint8Array): FileKind | undefined {
  if (holdsName(bytes, 'EncryptedPackage')) return { kind: 'locked' };
  if (holdsName(bytes, 'WordDocument')) return { kind: 'unreadable', what: 'oldWord' };
  if (holdsName(bytes, 'PowerPoint Document')) return { kind: 'unreadable', what: 'slides' };
  if (holdsName(bytes, 'Workbook')) return { kind: 'unreadable', what: 'oldExcel' };
  return undefined;
}

/** Bytes looked through at once for a name. */
const pieceSize = 1_000_000;

/** Whether a compound file holds a stream of this name: names stand in it as UTF-16, at places that divide by 128. */
function holdsName(bytes: Uint8Array, name: string): boolean {
  const decoder = new TextDecoder('utf-16le');
  for (let start = 0; start < bytes.length; start += pieceSize) {
    if (decoder.decode(bytes.subarray(start, start + pieceSize + 128)).includes(`${name}\0`)) return true;
  }
  return false;
}

function beginsWith(bytes: Uint8Array, mark: string): boolean {
  return latin(bytes.subarray(0, mark.length)) === mark;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
