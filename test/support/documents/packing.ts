import { strToU8, zipSync } from 'fflate';

/**
 * A ZIP whose one file, of zeros, unpacks to so many bytes, and that says of it whatever it likes: the size stands
 * in two places, before the file and in the list at the end.
 */
export function makeZipBomb(name: string, size: number, claimed = size): Uint8Array {
  const bytes = zipSync({ [name]: [new Uint8Array(size), { level: 9 }] });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const mark = (at: number): number => view.getUint32(at, true);
  for (let at = 0; at + 4 < bytes.length; at += 1) {
    if (mark(at) === 0x04034b50) view.setUint32(at + 22, claimed, true);
    if (mark(at) === 0x02014b50) view.setUint32(at + 24, claimed, true);
  }
  return bytes;
}

/** What Office wrote before 2007: a compound file with a stream of this name. */
export function makeCompoundFile(streamName: string): Uint8Array {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  Array.from(`${streamName}\0`).forEach((letter, index) => {
    bytes[1024 + index * 2] = letter.charCodeAt(0);
  });
  return bytes;
}

/** An OpenDocument text, as far as anybody looks who wants to know what it is. */
export function makeOpenDocument(kind: 'text' | 'spreadsheet' | 'presentation' = 'text'): Uint8Array {
  return zipSync({
    mimetype: [strToU8(`application/vnd.oasis.opendocument.${kind}`), { level: 0 }],
    'content.xml': strToU8('<office:document-content/>'),
  });
}
