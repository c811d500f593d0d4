import type { Pace } from '../pace';
import type { FileFacts } from '../storage/fileSystem';
import type { Signature } from './signature';

/** What is remembered of one conversation's file, good only while the file is exactly of this size and change time. */
export interface SignatureEntry {
  readonly id: string;
  readonly file: FileFacts;
  readonly signature: Signature;
}

/** What could be read of a file of signatures. */
export interface SignatureFile {
  /** The last one of each conversation. */
  readonly entries: ReadonlyMap<string, SignatureEntry>;
  /** Something in it is damaged or of another version: it is to be written anew. */
  readonly damaged: boolean;
}

/** Begins each entry; another number is another format. */
const mark = 0x48705331;
/** Words of 32 bits: mark, checksum, words of the signature, bytes of the id, size and change time. */
const headWords = 8;

/** Entries as bytes to add to the file, which is a sequence of them. */
export function formatEntries(entries: readonly SignatureEntry[]): Uint8Array {
  const parts = entries.map(formatEntry);
  const words = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    words.set(part, at);
    at += part.length;
  }
  return new Uint8Array(words.buffer);
}

/** Reads a file of signatures up to what is damaged in it, in slices between which everything else has its turn. */
export async function parseEntries(bytes: Uint8Array, pace: Pace): Promise<SignatureFile> {
  // A copy, for the bytes may stand anywhere in a buffer, and words must be aligned.
  const words = new Uint32Array(bytes.slice(0, bytes.length - (bytes.length % 4)).buffer);
  const entries = new Map<string, SignatureEntry>();
  let at = 0;
  while (at < words.length) {
    const signatureWords = words[at + 2] ?? 0;
    const idBytes = words[at + 3] ?? 0;
    const length = headWords + Math.ceil(idBytes / 4) + signatureWords;
    const part = words.subarray(at, at + length);
    if (part[0] !== mark || part.length < length || part[1] !== checksum(part)) break;
    const numbers = new Float64Array(part.slice(4, 8).buffer);
    const idPart = new Uint8Array(part.slice(headWords, length - signatureWords).buffer);
    const id = new TextDecoder().decode(idPart.subarray(0, idBytes));
    entries.set(id, {
      id,
      file: { size: numbers[0] ?? 0, modifiedAt: numbers[1] ?? 0 },
      signature: part.subarray(length - signatureWords),
    });
    at += length;
    if (pace.isDue) await pace.step();
  }
  return { entries, damaged: at * 4 !== bytes.length };
}

function formatEntry({ id, file, signature }: SignatureEntry): Uint32Array {
  const idBytes = new TextEncoder().encode(id);
  const idWords = Math.ceil(idBytes.length / 4);
  const part = new Uint32Array(headWords + idWords + signature.length);
  part.set([mark, 0, signature.length, idBytes.length]);
  part.set(new Uint32Array(new Float64Array([file.size, file.modifiedAt]).buffer), 4);
  new Uint8Array(part.buffer).set(idBytes, headWords * 4);
  part.set(signature, headWords + idWords);
  part[1] = checksum(part);
  return part;
}

/** Of all but the mark and itself: a flipped bit would hide a conversation from whoever looks for it. */
function checksum(part: Uint32Array): number {
  let sum = 0x811c9dc5;
  for (let index = 2; index < part.length; index += 1)
    sum = Math.imul(sum ^ (part[index] ?? 0), 0x01000193) ^ (sum >>> 15);
  return sum >>> 0;
}
