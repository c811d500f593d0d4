import type { FileFacts } from './fileSystem';

/** What a list of conversations shows of one. */
export interface ConversationSummary {
  readonly id: string;
  /** The first words of its first message; of what stands unsent in it, where there is no message yet. */
  readonly title: string;
  /** When the last message was written or the last answer ended, in milliseconds since the epoch. */
  readonly updatedAt: number;
  /** Messages on the visible path; 0 where something was written and never sent. */
  readonly messageCount: number;
  /** Whether the person wants it at the top of the list. */
  readonly pinned: boolean;
}

interface IndexEntry {
  readonly summary: ConversationSummary;
  /** The file as it was when it was summarised. */
  readonly file: FileFacts;
}

/** Remembered summaries, each good only for a file of exactly the same size and change time. */
export class ConversationIndex {
  readonly #entries = new Map<string, IndexEntry>();

  /** Reads an index; whatever is damaged in it is left out, and made anew from the conversation's file. */
  static parse(json: string | undefined): ConversationIndex {
    const index = new ConversationIndex();
    let value: unknown;
    try {
      value = JSON.parse(json ?? '');
    } catch {
      return index;
    }
    if (!isFields(value) || value['version'] !== 1 || !Array.isArray(value['entries'])) return index;
    for (const entry of value['entries'].map(entryOf)) if (entry) index.#entries.set(entry.summary.id, entry);
    return index;
  }

  format(): string {
    return JSON.stringify({ version: 1, entries: [...this.#entries.values()] });
  }

  /** The summary of a conversation whose file has not changed since it was made. */
  get(id: string, file: FileFacts): ConversationSummary | undefined {
    const entry = this.#entries.get(id);
    if (entry?.file.size !== file.size || entry.file.modifiedAt !== file.modifiedAt) return undefined;
    return entry.summary;
  }

  set(summary: ConversationSummary, file: FileFacts): void {
    this.#entries.set(summary.id, { summary, file });
  }

  /** Forgets all but these; tells whether there was anything to forget. */
  keepOnly(ids: ReadonlySet<string>): boolean {
    const gone = [...this.#entries.keys()].filter((id) => !ids.has(id));
    for (const id of gone) this.#entries.delete(id);
    return gone.length > 0;
  }
}

function entryOf(value: unknown): IndexEntry | undefined {
  if (!isFields(value) || !isFields(value['summary']) || !isFields(value['file'])) return undefined;
  const { id, title, updatedAt, messageCount, pinned } = value['summary'];
  const { size, modifiedAt } = value['file'];
  if (typeof id !== 'string' || typeof title !== 'string') return undefined;
  if (typeof updatedAt !== 'number' || typeof messageCount !== 'number') return undefined;
  if (typeof pinned !== 'boolean') return undefined;
  if (typeof size !== 'number' || typeof modifiedAt !== 'number') return undefined;
  return { summary: { id, title, updatedAt, messageCount, pinned }, file: { size, modifiedAt } };
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
