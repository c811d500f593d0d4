import type { Message } from './message';

/**
 * What is left of all that was written when these messages are deleted. A message that followed a deleted one stands
 * after whatever came before that, so that nothing else goes with it. Keeps the order of writing; where nothing is
 * deleted, the very same map.
 */
export function livingMessages(
  written: ReadonlyMap<string, Message>,
  deletedIds: ReadonlySet<string>,
): ReadonlyMap<string, Message> {
  if (deletedIds.size === 0) return written;
  const living = new Map<string, Message>();
  for (const message of written.values())
    if (!deletedIds.has(message.id)) living.set(message.id, afterLiving(message, written, deletedIds));
  return living;
}

/** The nearest message at or before this one that is not deleted; `null` if there is none. */
export function nearestLiving(
  messageId: string | null,
  written: ReadonlyMap<string, Message>,
  deletedIds: ReadonlySet<string>,
): string | null {
  let id = messageId;
  const seen = new Set<string>();
  while (id !== null && deletedIds.has(id) && !seen.has(id)) {
    seen.add(id);
    id = written.get(id)?.parentId ?? null;
  }
  return id === null || deletedIds.has(id) ? null : id;
}

function afterLiving(
  message: Message,
  written: ReadonlyMap<string, Message>,
  deletedIds: ReadonlySet<string>,
): Message {
  if (message.parentId === null || !deletedIds.has(message.parentId)) return message;
  const parentId = nearestLiving(message.parentId, written, deletedIds);
  if (message.role === 'user') return { ...message, parentId };
  // An answer always names what it answers; where nothing is left before it, it begins the conversation all the same.
  return parentId === null ? message : { ...message, parentId };
}
