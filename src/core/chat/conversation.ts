import type { Message } from './message';

/**
 * A conversation as a tree of messages of which one path is visible. Values of this type never change: every
 * function below returns a new one.
 */
export interface Conversation {
  readonly id: string;
  /** Empty until the first message. */
  readonly title: string;
  /** Every message of every branch, in the order in which they were written. */
  readonly messages: ReadonlyMap<string, Message>;
  /** The last message of the visible path; `null` while nothing is visible. */
  readonly headId: string | null;
}

export function emptyConversation(id: string): Conversation {
  return { id, title: '', messages: new Map(), headId: null };
}

/** Adds a message, which becomes the end of the visible path. */
export function withMessage(conversation: Conversation, message: Message): Conversation {
  const messages = new Map(conversation.messages).set(message.id, message);
  return { ...conversation, messages, headId: message.id };
}

/** Puts a message in the place of the one with the same id. The tree's shape stays; an unknown id changes nothing. */
export function withMessageReplaced(conversation: Conversation, message: Message): Conversation {
  const old = conversation.messages.get(message.id);
  if (old?.parentId !== message.parentId) return conversation;
  return { ...conversation, messages: new Map(conversation.messages).set(message.id, message) };
}

/** Makes the path that ends in this message the visible one. An unknown id changes nothing. */
export function withHead(conversation: Conversation, headId: string | null): Conversation {
  if (headId !== null && !conversation.messages.has(headId)) return conversation;
  return { ...conversation, headId };
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
