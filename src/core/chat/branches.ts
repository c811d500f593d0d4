import { visiblePath, withHead, type Conversation } from './conversation';
import type { Message } from './message';

/** Which of several messages that could stand in one place is shown there. */
export interface BranchPosition {
  readonly messageId: string;
  /** From 1, in the order in which they were written. */
  readonly position: number;
  /** At least 2. */
  readonly count: number;
}

/** Towards the messages that were written earlier in the same place, or later. */
export type BranchDirection = 'previous' | 'next';

/** All messages by the one that they stand after, in the order of writing; those that begin a path by `null`. */
function messagesByParent({ messages }: Conversation): ReadonlyMap<string | null, readonly Message[]> {
  const byParent = new Map<string | null, Message[]>();
  for (const message of messages.values()) {
    const place = placeOf(message, messages);
    const siblings = byParent.get(place);
    if (siblings) siblings.push(message);
    else byParent.set(place, [message]);
  }
  return byParent;
}

function placeOf(message: Message, messages: ReadonlyMap<string, Message>): string | null {
  return message.parentId !== null && messages.has(message.parentId) ? message.parentId : null;
}

/** For each message of the visible path in whose place another could stand, which of them it is. */
export function branchPositions(conversation: Conversation): readonly BranchPosition[] {
  const byParent = messagesByParent(conversation);
  return visiblePath(conversation).flatMap((message) => {
    const siblings = byParent.get(placeOf(message, conversation.messages)) ?? [];
    if (siblings.length < 2) return [];
    const position = siblings.findIndex(({ id }) => id === message.id) + 1;
    return [{ messageId: message.id, position, count: siblings.length }];
  });
}

/**
 * Shows what was written before or after this message in its place, with all that followed it, as it was left. Changes
 * nothing where there is nothing further in that direction, or no such message on the visible path.
 */
export function withStep(
  conversation: Conversation,
  messageId: string,
  direction: BranchDirection,
): Conversation {
  const message = visiblePath(conversation).find(({ id }) => id === messageId);
  if (!message) return conversation;
  const siblings = messagesByParent(conversation).get(placeOf(message, conversation.messages)) ?? [];
  const index = siblings.indexOf(message) + (direction === 'next' ? 1 : -1);
  const sibling = siblings[index];
  return sibling ? withHead(conversation, latestEnd(conversation, sibling.id)) : conversation;
}

/**
 * The end of the path that was shown last of those through this message (`null`: of all), or that was written last if
 * none ever was. The message itself where nothing follows it; `null` in an empty conversation.
 */
export function latestEnd(conversation: Conversation, messageId: string | null): string | null {
  const byParent = messagesByParent(conversation);
  const below = new Set<string>();
  const open = messageId === null ? [...(byParent.get(null) ?? [])].map(({ id }) => id) : [messageId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (below.has(id)) continue;
    below.add(id);
    for (const child of byParent.get(id) ?? []) open.push(child.id);
  }
  let end = [...conversation.visited].findLast((id) => below.has(id)) ?? messageId;
  for (let last = byParent.get(end)?.at(-1); last; last = byParent.get(end)?.at(-1)) end = last.id;
  return end;
}
