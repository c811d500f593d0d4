import { unzipSync } from 'fflate';

/** The file of a ZIP that holds conversations, or why there is none. */
export type Unpacked =
  | { readonly kind: 'files'; readonly files: readonly Uint8Array[] }
  | { readonly kind: 'notZip' | 'damaged' | 'noChats' | 'tooLarge' };

/** Bytes that the conversations of one ZIP may have: a small file can claim to hold any number. */
export const largestUnpacked = 512 * 1024 * 1024;

/** How many of them a ZIP may have. ChatGPT cuts a very large export into some ten. */
const mostFiles = 200;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * Unpacks what ChatGPT and HuggingChat send: of all that is in it (pictures, pages, settings), only the files of
 * conversations. Never more bytes than a file says that it has are unpacked, and no more than `limit` together.
 */
export function unpackChats(bytes: Uint8Array, limit = largestUnpacked): Unpacked {
  if (!isZip(bytes)) return { kind: 'notZip' };
  const wanted = { size: 0, count: 0 };
  const isTooLarge = (): boolean => wanted.size > limit || wanted.count > mostFiles;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!isFileOfChats(name)) return false;
        wanted.size += originalSize;
        wanted.count += 1;
        return !isTooLarge();
      },
    });
    if (isTooLarge()) return { kind: 'tooLarge' };
    const contents = Object.values(files);
    return contents.length === 0 ? { kind: 'noChats' } : { kind: 'files', files: contents };
  } catch {
    return { kind: 'damaged' };
  }
}

/** `conversations.json`, in a folder or not, and the numbered ones of a cut export; not `shared_conversations.json`. */
function isFileOfChats(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    !path.startsWith('__MACOSX/') && /^(?:conversations(?:[-_ ]?\d+)?|Huggingphaze.*)\.json$/i.test(name)
  );
}
