import { visiblePath } from '../chat/conversation';
import type { Pace } from '../pace';
import type { FileFacts } from '../storage/fileSystem';
import type { StoredConversation } from '../storage/readConversation';
import { foldText } from './foldText';

/** A text in which can be found, with the message that it belongs to. */
export interface SearchablePart {
  readonly messageId: string;
  readonly text: string;
  readonly folded: string;
}

/** All of a conversation in which can be found: its title, its messages of every branch, its attachments' names. */
export interface SearchableConversation {
  readonly title: string;
  readonly foldedTitle: string;
  /** Those on the visible path first. */
  readonly parts: readonly SearchablePart[];
}

export async function searchableText(
  title: string,
  { conversation }: StoredConversation,
  pace: Pace,
): Promise<SearchableConversation> {
  const visible = visiblePath(conversation);
  const isVisible = new Set(visible);
  const messages = [
    ...visible,
    ...[...conversation.messages.values()].filter((message) => !isVisible.has(message)),
  ];
  const parts: SearchablePart[] = [];
  for (const message of messages) {
    const texts =
      message.role === 'user'
        ? [message.text, ...message.attachments.map(({ label }) => label)]
        : [message.text];
    for (const text of texts) {
      parts.push({ messageId: message.id, text, folded: foldText(text) });
      await pace.step();
    }
  }
  return { title, foldedTitle: foldText(title), parts };
}

/** UTF-16 units that are kept at most: the texts that were looked at last, for the next letter of the same word. */
const mostKept = 8_000_000;

/** The searchable texts that were read last. */
export class RecentTexts {
  readonly #texts = new Map<string, { file: FileFacts; text: SearchableConversation; size: number }>();
  #size = 0;

  /** The text of a conversation whose file has not changed since it was read. */
  get(id: string, file: FileFacts): SearchableConversation | undefined {
    const known = this.#texts.get(id);
    if (known?.file.size !== file.size || known.file.modifiedAt !== file.modifiedAt) return undefined;
    // Behind all others, for the first are forgotten first.
    this.#texts.delete(id);
    this.#texts.set(id, known);
    return known.text;
  }

  set(id: string, file: FileFacts, text: SearchableConversation): void {
    this.#forget(id);
    const size = text.parts.reduce((sum, part) => sum + part.text.length + part.folded.length, 0);
    if (size > mostKept / 2) return;
    this.#texts.set(id, { file, text, size });
    this.#size += size;
    for (const oldest of this.#texts.keys()) {
      if (this.#size <= mostKept) break;
      this.#forget(oldest);
    }
  }

  clear(): void {
    this.#texts.clear();
    this.#size = 0;
  }

  #forget(id: string): void {
    this.#size -= this.#texts.get(id)?.size ?? 0;
    this.#texts.delete(id);
  }
}
