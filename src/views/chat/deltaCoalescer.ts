import type { Releasable } from '../../core/emitter';

/** Text to append to one streaming answer. */
export interface Delta {
  readonly messageId: string;
  readonly text: string;
  readonly reasoning: string;
}

/** Runs `action` after a frame; letting go of the result before then prevents it. */
export type AfterFrame = (action: () => void) => Releasable;

/** One frame of a 60 Hz screen, in milliseconds. */
const frame = 16;

export const afterFrame: AfterFrame = (action) => {
  const timer = setTimeout(action, frame);
  return { dispose: () => clearTimeout(timer) };
};

/**
 * Posts deltas at most once a frame: the first at once, so that it is on screen without delay, those that follow
 * within the frame together. A message to a webview costs far more than the few letters that it carries.
 */
export class DeltaCoalescer implements Releasable {
  readonly #post: (delta: Delta) => void;
  readonly #afterFrame: AfterFrame;
  #messageId = '';
  #text: string[] = [];
  #reasoning: string[] = [];
  #frame: Releasable | undefined;

  constructor(post: (delta: Delta) => void, schedule: AfterFrame = afterFrame) {
    this.#post = post;
    this.#afterFrame = schedule;
  }

  add(delta: Delta): void {
    if (this.#messageId !== delta.messageId) {
      this.flush();
      this.#messageId = delta.messageId;
    }
    this.#text.push(delta.text);
    this.#reasoning.push(delta.reasoning);
    if (this.#frame === undefined) this.#postAndWait();
  }

  /** Posts what is held back, as something must come after it. */
  flush(): void {
    const text = this.#text.join('');
    const reasoning = this.#reasoning.join('');
    this.drop();
    if (text !== '' || reasoning !== '') this.#post({ messageId: this.#messageId, text, reasoning });
  }

  /** Forgets what is held back, as a snapshot is to carry it. */
  drop(): void {
    this.#frame?.dispose();
    this.#frame = undefined;
    this.#text = [];
    this.#reasoning = [];
  }

  dispose(): void {
    this.drop();
  }

  #postAndWait(): void {
    this.flush();
    this.#frame = this.#afterFrame(() => {
      this.#frame = undefined;
      if (this.#text.length > 0) this.#postAndWait();
    });
  }
}
