import type { Releasable } from '../emitter';
import type { ConversationRecord } from '../storage/conversationRecord';
import type { Timers } from '../storage/clock';
import type { Attachment } from './message';

/**
 * Milliseconds of quiet until a draft is saved. Each saving writes the whole draft, so a long one waits longer: the
 * file grows by about 20 bytes a millisecond of typing at most.
 */
const saveAfter = (length: number): number => Math.min(Math.max(500, length / 20), 10_000);

/** Milliseconds until a draft is saved that is typed without such a quiet moment. */
const savedAtLatestAfter = 10_000;

/** What stands in the composer of one conversation, and its saving. */
export class Draft implements Releasable {
  readonly #timers: Timers;
  readonly #append: (records: readonly ConversationRecord[]) => Promise<unknown>;
  #text: string;
  #savedText: string;
  #attachments: readonly Attachment[];
  #quiet: Releasable | undefined;
  #latest: Releasable | undefined;

  constructor(options: {
    readonly text: string;
    readonly attachments: readonly Attachment[];
    readonly timers: Timers;
    readonly append: (records: readonly ConversationRecord[]) => Promise<unknown>;
  }) {
    this.#text = options.text;
    this.#savedText = options.text;
    this.#attachments = options.attachments;
    this.#timers = options.timers;
    this.#append = options.append;
  }

  get text(): string {
    return this.#text;
  }

  get attachments(): readonly Attachment[] {
    return this.#attachments;
  }

  /** Takes the text as it is typed, and saves it when the typing rests, or goes on for long. */
  setText(text: string): void {
    this.#text = text;
    if (text === this.#savedText) {
      this.dispose();
      return;
    }
    this.#quiet?.dispose();
    this.#quiet = this.#timers.after(saveAfter(text.length), () => void this.flush());
    this.#latest ??= this.#timers.after(savedAtLatestAfter, () => void this.flush());
  }

  setAttachments(attachments: readonly Attachment[]): Promise<unknown> {
    this.#attachments = attachments;
    return this.#append([{ kind: 'attachments', attachments }]);
  }

  /** Empties the draft because it is sent; the records say so on disk, beside the message. */
  take(): readonly ConversationRecord[] {
    const records: ConversationRecord[] = [];
    if (this.#savedText !== '') records.push({ kind: 'draft', text: '' });
    if (this.#attachments.length > 0) records.push({ kind: 'attachments', attachments: [] });
    this.dispose();
    this.#text = '';
    this.#savedText = '';
    this.#attachments = [];
    return records;
  }

  /** Saves now what is not saved yet. */
  async flush(): Promise<void> {
    this.dispose();
    if (this.#text === this.#savedText) return;
    this.#savedText = this.#text;
    await this.#append([{ kind: 'draft', text: this.#text }]);
  }

  /** Ends the timers without saving. */
  dispose(): void {
    this.#quiet?.dispose();
    this.#quiet = undefined;
    this.#latest?.dispose();
    this.#latest = undefined;
  }
}
