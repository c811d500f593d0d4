import { unzipSync } from 'fflate';

/** The files of a ZIP that were asked for, or why they can't be had. */
export type Unpacked =
  | { readonly kind: 'files'; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly kind: 'damaged' | 'tooLarge' };

/** Entries of a ZIP that are looked at. A document of a thousand pictures has some two thousand. */
const mostEntries = 20_000;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** The names of what is in a ZIP, without unpacking anything; `undefined` for one that is damaged. */
export function namesInZip(bytes: Uint8Array): readonly string[] | undefined {
  const names: string[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name }) => {
        if (names.length < mostEntries) names.push(name);
        return false;
      },
    });
    return names;
  } catch {
    return undefined;
  }
}

/**
 * Unpacks what is wanted of a ZIP. Each file gets exactly the room that the ZIP says it needs: one that says too
 * little is cut off there, and all that say what they need take no more than `limit` together.
 */
export function unpackZip(bytes: Uint8Array, isWanted: (name: string) => boolean, limit: number): Unpacked {
  let [size, count] = [0, 0];
  const isTooLarge = (): boolean => size > limit || count > mostEntries;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        count += 1;
        if (isTooLarge() || !isWanted(name)) return false;
        size += originalSize;
        return !isTooLarge();
      },
    });
    return isTooLarge() ? { kind: 'tooLarge' } : { kind: 'files', files: new Map(Object.entries(files)) };
  } catch {
    return { kind: 'damaged' };
  }
}
