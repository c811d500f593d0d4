import { importChats, type ImportFile, type ImportSummary } from '../../../src/core/exchange/importChats';
import type { ConversationStore } from '../../../src/core/storage/conversationStore';
import type { ChatWindow } from '../../support/chatWindow';

const encoder = new TextEncoder();

export function fileOf(content: string | Uint8Array | object, name = 'chats.json'): ImportFile {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const bytes = content instanceof Uint8Array ? content : encoder.encode(text);
  return { name, read: () => Promise.resolve(bytes) };
}

/** Imports into a window's store as a person would, in turns that never end by themselves. */
export function importInto(
  window: ChatWindow,
  files: readonly ImportFile[],
  options: { signal?: AbortSignal; pause?: () => Promise<void>; now?: () => number } = {},
): Promise<ImportSummary> {
  return importChats({
    files,
    target: targetOf(window),
    signal: options.signal ?? new AbortController().signal,
    onProgress: () => undefined,
    now: options.now ?? (() => 0),
    pause: options.pause ?? (() => Promise.resolve()),
  });
}

function targetOf({ store, pictures }: ChatWindow): Parameters<typeof importChats>[0]['target'] {
  return {
    read: (id) => store.read(id),
    importConversation: (id, records) => store.importConversation(id, records),
    addPicture: (picture) => pictures.add(picture),
  };
}

export interface ReadChat {
  readonly title: string;
  /** The shown path, as in `user: Hello`. */
  readonly shown: readonly string[];
  readonly all: readonly string[];
  readonly updatedAt: number;
}

/** A conversation as a person finds it after an import. */
export async function chatIn(store: ConversationStore, id: string): Promise<ReadChat> {
  const stored = await store.read(id);
  if (!stored) throw new Error(`There is no ${id}.`);
  const { messages, headId, title } = stored.conversation;
  const words = [...messages.values()].map(({ role, text }) => `${role}: ${text}`);
  const shown: string[] = [];
  for (let message = messages.get(headId ?? ''); message; message = messages.get(message.parentId ?? '')) {
    shown.unshift(`${message.role}: ${message.text}`);
  }
  return { title, shown, all: words, updatedAt: stored.updatedAt };
}
