import type { PictureType, StoredPicture } from '../chat/message';
import type { FileSystem } from './fileSystem';

export const picturesFolder = 'pictures';

const endings: Readonly<Record<PictureType, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png' };

/** A picture as it comes in. */
export interface NewPicture {
  readonly bytes: Uint8Array;
  readonly mediaType: PictureType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * The bytes of pictures, in `pictures/<SHA-256>.<ending>` beside the conversations: each once, however many messages
 * of however many conversations show it. Conversations name the file; a file that is gone is shown as gone.
 */
export class PictureStore {
  readonly #fileSystem: FileSystem;
  readonly #digest: (bytes: Uint8Array) => string;
  /** The bytes of pictures that must not touch the disk, by file. */
  readonly #unsaved = new Map<string, Uint8Array>();

  /** @param options.digest the SHA-256 of bytes, in hex */
  constructor(options: { readonly fileSystem: FileSystem; readonly digest: (bytes: Uint8Array) => string }) {
    this.#fileSystem = options.fileSystem;
    this.#digest = options.digest;
  }

  /**
   * Keeps a picture. Rejects with a `StorageError` if the disk does not take it.
   *
   * @param isKept false for one of a conversation that is in memory only: its bytes are gone when the window closes
   */
  async add({ bytes, mediaType, width, height }: NewPicture, isKept: boolean): Promise<StoredPicture> {
    const file = `${this.#digest(bytes)}.${endings[mediaType]}`;
    // Written anew where it is already: what is wanted now must not be taken for what nobody wants any more.
    if (isKept) await this.#fileSystem.replace(`${picturesFolder}/${file}`, bytes);
    else this.#unsaved.set(file, bytes);
    return { file, mediaType, width, height, size: bytes.byteLength };
  }

  /** The bytes of a picture; `undefined` where its file is gone, damaged or can't be read. */
  async read({ file, size }: StoredPicture): Promise<Uint8Array | undefined> {
    if (!isPictureFile(file)) return undefined;
    const unsaved = this.#unsaved.get(file);
    if (unsaved) return unsaved;
    try {
      const bytes = await this.#fileSystem.read(`${picturesFolder}/${file}`);
      return bytes?.byteLength === size ? bytes : undefined;
    } catch {
      // For whoever shows or sends it, a picture that can't be read is one that isn't there.
      return undefined;
    }
  }
}

/** Names of files come from conversations' files, which anybody may have written: only our own may pass. */
export function isPictureFile(name: string): boolean {
  return /^[0-9a-f]{64}\.(?:jpg|png)$/.test(name);
}
