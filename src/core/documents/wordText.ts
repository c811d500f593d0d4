import mammoth from 'mammoth';
import { unpackZip } from './boundedZip';
import { cutText, partInWords } from './cutText';
import { reading, trouble, type DocumentLimits, type DocumentReading } from './documentReading';

/** What mammoth asks of an unpacked document. */
interface UnpackedDocument {
  exists(path: string): boolean;
  /** Rejects for what is not there. With an encoding, the text. */
  read(path: string, encoding?: string): Promise<string | Uint8Array>;
}

/** What a Word document says, as Markdown: headings, lists, tables, notes and comments stay what they are. */
export async function readWord(bytes: Uint8Array, limits: DocumentLimits): Promise<DocumentReading> {
  // Only what is text is unpacked, and only so much of it; mammoth would unpack whatever a file claims to hold.
  const unpacked = unpackZip(bytes, (name) => /\.(?:xml|rels)$/i.test(name), limits.unpacked);
  if (unpacked.kind !== 'files') return trouble(unpacked.kind);
  const { markdownOf } = await import('./pageText');
  try {
    const { value } = await mammoth.convertToHtml(asInput(unpacked.files), {
      // A picture's alternative text says what it shows.
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: 'data:,' })),
      externalFileAccess: false,
      // Comments are left out otherwise. What was deleted with changes tracked is not there, what was added is.
      styleMap: 'comment-reference => sup',
    });
    const { text, share } = cutText(markdownOf(withoutLeaps(value)), limits.text);
    return reading(text, 'markdown', share < 1 ? partInWords(share) : undefined);
  } catch {
    return trouble('damaged');
  }
}

/** Notes and comments keep their marks, as in "[1]", without the links there and back, which lead nowhere here. */
function withoutLeaps(html: string): string {
  return html
    .replace(/<sup><a href="#[^"]*" id="[^"]*-ref-[^"]*">(\[[^<]*\])<\/a><\/sup>/g, ' $1')
    .replace(/ ?<a href="#[^"]*-ref-[^"]*">↑<\/a>/g, '');
}

/** mammoth takes an unpacked document as `file`, which its types do not tell (`lib/unzip.js`, 1.13). */
function asInput(files: ReadonlyMap<string, Uint8Array>): { arrayBuffer: ArrayBuffer } {
  const file: UnpackedDocument = {
    exists: (path) => files.has(path),
    read: (path, encoding) => {
      const bytes = files.get(path);
      if (bytes === undefined) return Promise.reject(new Error('No such file'));
      return Promise.resolve(encoding === undefined ? bytes : new TextDecoder(encoding).decode(bytes));
    },
  };
  const input: { arrayBuffer: ArrayBuffer; file: UnpackedDocument } = { arrayBuffer: noBytes, file };
  return input;
}

const noBytes = new ArrayBuffer(0);
