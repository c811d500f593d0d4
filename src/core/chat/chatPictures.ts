import type { NewPicture, PictureStore } from '../storage/pictureStore';
import type { Message, PictureAttachment, StoredPicture } from './message';
import { picturesOf, seenPictures } from './pictures';

/** The pictures of a path that a model is shown. */
export interface ShownPictures {
  /** Ids of attachments. What is not in it is told of in words. */
  readonly seen: ReadonlySet<string>;
  /** Their bytes as `data:` addresses, by file. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** Keeps the pictures of conversations, and gets them ready to be shown to a model or a person. */
export class ChatPictures {
  readonly #store: PictureStore;

  constructor(store: PictureStore) {
    this.#store = store;
  }

  /**
   * Keeps a picture, once however often it is attached. Rejects with a `StorageError`.
   *
   * @param isKept false where its conversation is in memory only
   */
  add(picture: NewPicture, isKept = true): Promise<StoredPicture> {
    return this.#store.add(picture, isKept);
  }

  /** A picture as a `data:` address; `undefined` where its file is gone. Never rejects. */
  async address(picture: StoredPicture): Promise<string | undefined> {
    const bytes = await this.#store.read(picture);
    return bytes && `data:${picture.mediaType};base64,${base64(bytes)}`;
  }

  /** What of a path's pictures goes to a model. A picture whose file is gone counts as not seen. Never rejects. */
  async shownTo(
    model: { readonly seesPictures?: boolean } | undefined,
    path: readonly Message[],
  ): Promise<ShownPictures> {
    const wanted = seenPictures(path, model?.seesPictures ?? model !== undefined);
    const addresses = new Map<string, string>();
    const seen = new Set<string>();
    if (wanted.size === 0) return { seen, addresses };
    const isWanted = ({ id }: PictureAttachment): boolean => wanted.has(id);
    for (const { id, picture } of path.flatMap(picturesOf).filter(isWanted)) {
      const address = addresses.get(picture.file) ?? (await this.address(picture));
      if (address === undefined) continue;
      addresses.set(picture.file, address);
      seen.add(id);
    }
    return { seen, addresses };
  }
}

/** Bytes taken at once: as many arguments as any engine takes. */
const chunkSize = 0x8000;

function base64(bytes: Uint8Array): string {
  const chunks: string[] = [];
  for (let start = 0; start < bytes.length; start += chunkSize) {
    chunks.push(String.fromCharCode(...bytes.subarray(start, start + chunkSize)));
  }
  return btoa(chunks.join(''));
}
