import { latestEnd } from './branches';
import { visiblePath, withHead, type Conversation } from './conversation';
import { livingMessages, nearestLiving } from './livingMessages';
import type { Message } from './message';

/** What a person deleted, and can have back. */
export interface Deletion {
  /** The message that they chose to delete. */
  readonly messageId: string;
  readonly role: Message['role'];
  /** Everything that went, in the order of writing. */
  readonly ids: readonly string[];
  /** Something that followed what went is still on the visible path. */
  readonly keptWhatFollows: boolean;
  readonly before: Conversation;
  readonly after: Conversation;
}

/**
 * Deletes a message: an answer alone; a question with every answer to it, as they make no sense without it. What
 * followed is kept and stands after what came before. If the visible path ended in what went, it ends in what was
 * shown last in its place, or else before it. `undefined` for an unknown id.
 */
export function deletionOf(before: Conversation, messageId: string): Deletion | undefined {
  const message = before.messages.get(messageId);
  if (!message) return undefined;
  const goes = ({ id, role, parentId }: Message): boolean =>
    id === messageId || (message.role === 'user' && role === 'assistant' && parentId === messageId);
  const ids = [...before.messages.values()].filter(goes).map(({ id }) => id);
  const after = withDeletedIds(before, new Set([...before.deletedIds, ...ids]));
  const path = visiblePath(before);
  const followers = path.slice(path.findIndex(({ id }) => id === messageId) + 1);
  const shown = new Set(visiblePath(after).map(({ id }) => id));
  const keptWhatFollows = followers.some(({ id }) => shown.has(id));
  return { messageId, role: message.role, ids, keptWhatFollows, before, after };
}

/**
 * Puts what was deleted back where it stood, and shows it: all is as it was before if nothing has happened since, and
 * what has been written since stays.
 */
export function withDeletionUndone(conversation: Conversation, deletion: Deletion): Conversation {
  const { messageId, ids, before, after } = deletion;
  const deletedIds = new Set(conversation.deletedIds);
  for (const id of ids) deletedIds.delete(id);
  const restored = withDeletedIds(conversation, deletedIds);
  const next = conversation.headId === after.headId ? withHead(restored, before.headId) : restored;
  if (visiblePath(next).some(({ id }) => id === messageId)) return next;
  return withHead(next, latestEnd(next, messageId));
}

/** The conversation with a visible path, if the message that it ended in is deleted. */
export function endingInLiving(conversation: Conversation): Conversation {
  const { headId, written, deletedIds } = conversation;
  if (headId === null || !deletedIds.has(headId)) return conversation;
  return withHead(conversation, latestEnd(conversation, nearestLiving(headId, written, deletedIds)));
}

function withDeletedIds(conversation: Conversation, deletedIds: ReadonlySet<string>): Conversation {
  const messages = livingMessages(conversation.written, deletedIds);
  return endingInLiving({ ...conversation, messages, deletedIds });
}
