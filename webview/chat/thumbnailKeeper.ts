import type { HostMessage, ViewIntent } from '../../src/protocol';
import { smallPicture } from './pictures';
import type { WantedThumbnail } from './thumbnail';

/** Side of a thumbnail in pixels: twice what it takes on a chip, for screens that show more. */
const side = 40;

/** Thumbnails that are kept, of a few kilobytes each. */
const mostKept = 200;

/** Has thumbnails made of attached pictures, each once: the host brings the picture, and what is kept of it is tiny. */
export class ThumbnailKeeper {
  readonly #post: (intent: ViewIntent) => void;
  /** Addresses by the attachment's id, the one that was made last at the end. */
  readonly #kept = new Map<string, string>();
  readonly #waiting = new Map<string, ((address: string) => void)[]>();

  constructor(root: EventTarget, post: (intent: ViewIntent) => void) {
    this.#post = post;
    root.addEventListener('thumbnail-wanted', (event) => {
      event.stopPropagation();
      this.#wanted((event as CustomEvent<WantedThumbnail>).detail);
    });
  }

  /** Takes a picture that the host brings; one that is gone keeps its symbol. */
  receive({ attachmentId, address }: Extract<HostMessage, { readonly type: 'thumbnailSource' }>): void {
    if (address === undefined) {
      this.#waiting.delete(attachmentId);
      return;
    }
    smallPicture(address, side).then(
      (blob) => {
        const small = this.#keep(attachmentId, blob);
        for (const show of this.#waiting.get(attachmentId) ?? []) show(small);
        this.#waiting.delete(attachmentId);
      },
      // What can't be drawn keeps its symbol as well; pressing the chip says more.
      () => this.#waiting.delete(attachmentId),
    );
  }

  #wanted({ attachmentId, show }: WantedThumbnail): void {
    const kept = this.#kept.get(attachmentId);
    if (kept !== undefined) {
      show(kept);
      return;
    }
    const waiting = this.#waiting.get(attachmentId);
    if (waiting) {
      waiting.push(show);
      return;
    }
    this.#waiting.set(attachmentId, [show]);
    this.#post({ type: 'wantThumbnail', attachmentId });
  }

  #keep(attachmentId: string, blob: Blob): string {
    const address = URL.createObjectURL(blob);
    this.#kept.set(attachmentId, address);
    const [oldest] = this.#kept;
    if (oldest && this.#kept.size > mostKept) {
      this.#kept.delete(oldest[0]);
      // What shows it has drawn it already.
      URL.revokeObjectURL(oldest[1]);
    }
    return address;
  }
}
