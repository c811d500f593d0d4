import { conversationSettingsOf } from '../chat/conversationSettings';
import type { AssistantMessage, Message, UserMessage } from '../chat/message';
import type { PortableConversation } from './portableConversation';

/** A conversation that was read from a file. */
export interface ImportedChat {
  readonly conversation: PortableConversation;
  /** How many pictures and files of it the export does not hold, or we can't show. */
  readonly leftOut: number;
}

/** What a question says that another program's file lacks. */
const missingQuestion = 'The beginning of this chat is missing in the file that it was imported from.';

/** Builds a conversation out of another program's messages, which come with each after the one that it follows. */
export class ChatBuilder {
  readonly #messages = new Map<string, Message>();

  addUser(message: Omit<UserMessage, 'role'>): void {
    const { parentId } = message;
    const known = parentId !== null && this.#messages.has(parentId) ? parentId : null;
    this.#messages.set(message.id, { role: 'user', ...message, parentId: known });
  }

  /** An answer without a question gets one that says so: models are asked in turns, and an answer is one half of one. */
  addAnswer(
    message: Omit<AssistantMessage, 'role' | 'parentId'> & { readonly parentId: string | null },
  ): void {
    let { parentId } = message;
    if (parentId === null || !this.#messages.has(parentId)) {
      parentId = `${message.id}-question`;
      const { createdAt } = message;
      this.addUser({ id: parentId, parentId: null, createdAt, text: missingQuestion, attachments: [] });
    }
    this.#messages.set(message.id, { role: 'assistant', ...message, parentId });
  }

  /** @returns the conversation; `undefined` if it holds no message */
  build(options: {
    readonly id: string;
    readonly title: string;
    readonly updatedAt: number | undefined;
    /** The end of the path that was shown; the last message where it isn't known. */
    readonly headId: string | undefined;
    /** What the model was told at the beginning of this conversation; may be empty. */
    readonly instructions: string;
  }): PortableConversation | undefined {
    const messages = [...this.#messages.values()];
    const last = messages.at(-1);
    if (!last) return undefined;
    const { id, title, updatedAt, headId, instructions } = options;
    return {
      id,
      title: title.trim(),
      // Other programs' titles are mostly a model's; a person's own words come before them.
      titledBy: title.trim() === '' ? undefined : 'model',
      pinned: false,
      headId: headId !== undefined && this.#messages.has(headId) ? headId : last.id,
      messages,
      visited: messages.map((message) => message.id),
      draft: '',
      attachments: [],
      settings: conversationSettingsOf({ instructions }),
      pictures: {},
      updatedAt: messages.reduce((latest, message) => Math.max(latest, message.createdAt), updatedAt ?? 0),
    };
  }
}

/** Stands in a message where something was that could not be brought along, as in `[Picture: cat.png]`. */
export function placeholder(what: 'Picture' | 'File' | 'Recording', name: string): string {
  return name === '' ? `[${what}]` : `[${what}: ${name.replace(/[\r\n[\]]+/g, ' ')}]`;
}

/** An id that may be a file's name, from another program's id or, where that is none, from whatever tells it apart. */
export function fileId(program: string, id: string, otherwise: () => string): string {
  if (/^[\w-]{1,80}$/.test(id)) return `${program}-${id}`;
  return `${program}-${fingerprint(id === '' ? otherwise() : id)}`;
}

/** Sixteen letters and digits that tell texts apart, not made to keep anything secret. */
export function fingerprint(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((seed) => {
      let hash = seed;
      for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
      return hash.toString(16).padStart(8, '0');
    })
    .join('');
}
