import { livingMessages } from './livingMessages';
import type { Message } from './message';

/**
 * A conversation as a tree of messages of which one path is visible. Values of this type never change: every
 * function below returns a new one.
 */
export interface Conversation {
  readonly id: string;
  /** Empty until the first message. */
  readonly title: string;
  /** Every message of every branch that is not deleted, in the order in which they were written. */
  readonly messages: ReadonlyMap<string, Message>;
  /** The last message of the visible path; `null` while nothing is visible. */
  readonly headId: string | null;
  /** All that was ever written, as it was written; the same map as `messages` while nothing is deleted. */
  readonly written: ReadonlyMap<string, Message>;
  /** What of it a person deleted: kept, so that it can come back, and shown nowhere. */
  readonly deletedIds: ReadonlySet<string>;
  /** Where the visible path has ended so far, the latest last, so that a branch is shown again as it was left. */
  readonly visited: ReadonlySet<string>;
}

export function emptyConversation(id: string): Conversation {
  const messages: ReadonlyMap<string, Message> = new Map();
  const none: ReadonlySet<string> = new Set();
  return { id, title: '', messages, headId: null, written: messages, deletedIds: none, visited: none };
}

/** Adds a message, which becomes the end of the visible path. */
export function withMessage(conversation: Conversation, message: Message): Conversation {
  return withHead(withWritten(conversation, message), message.id);
}

/** Puts a message in the place of the one with the same id. The tree's shape stays; an unknown id changes nothing. */
export function withMessageReplaced(conversation: Conversation, message: Message): Conversation {
  const old = conversation.messages.get(message.id);
  const asWritten = conversation.written.get(message.id);
  if (!old || !asWritten || old.parentId !== message.parentId) return conversation;
  if (message.role === 'user') return withWritten(conversation, { ...message, parentId: asWritten.parentId });
  return withWritten(conversation, { ...message, parentId: asWritten.parentId ?? message.parentId });
}

function withWritten(conversation: Conversation, message: Message): Conversation {
  const written = new Map(conversation.written).set(message.id, message);
  return { ...conversation, written, messages: livingMessages(written, conversation.deletedIds) };
}

/** Makes the path that ends in this message the visible one. An unknown id changes nothing. */
export function withHead(conversation: Conversation, headId: string | null): Conversation {
  if (headId === null) return { ...conversation, headId };
  if (!conversation.messages.has(headId)) return conversation;
  const visited = new Set(conversation.visited);
  visited.delete(headId);
  return { ...conversation, headId, visited: visited.add(headId) };
}

export function withTitle(conversation: Conversation, title: string): Conversation {
  return { ...conversation, title };
}

/** The path from the first message to this one, oldest first; empty for an unknown id. */
export function pathTo(conversation: Conversation, messageId: string | null): readonly Message[] {
  const path: Message[] = [];
  const seen = new Set<string>();
  let message = messageId === null ? undefined : conversation.messages.get(messageId);
  while (message && !seen.has(message.id)) {
    seen.add(message.id);
    path.push(message);
    message = message.parentId === null ? undefined : conversation.messages.get(message.parentId);
  }
  return path.reverse();
}

/** The messages that are shown, oldest first. */
export function visiblePath(conversation: Conversation): readonly Message[] {
  return pathTo(conversation, conversation.headId);
}

/** How the visible path of one state of a conversation differs from that of another. */
export interface PathChange {
  /** The last message of the part that is the same in both; `null` if there is none. */
  readonly afterMessageId: string | null;
  /** What comes after it now. */
  readonly messages: readonly Message[];
}

export function pathChange(before: Conversation, after: Conversation): PathChange {
  const [old, path] = [visiblePath(before), visiblePath(after)];
  const firstOther = path.findIndex(({ id }, index) => id !== old[index]?.id);
  const kept = firstOther < 0 ? path.length : firstOther;
  return { afterMessageId: path[kept - 1]?.id ?? null, messages: path.slice(kept) };
}
