import type { Message, PictureAttachment } from './message';

/**
 * Most pictures that one question shows: several providers refuse more than five. Those of the latest messages are
 * seen; an older one is told of in words.
 */
export const mostPictures = 5;

/** The pictures that go along with a message, in order. */
export function picturesOf(message: Message): readonly PictureAttachment[] {
  if (message.role !== 'user') return [];
  return message.attachments.filter((attachment) => attachment.kind === 'picture');
}

/**
 * The ids of the pictures of a conversation's path that a model gets to see.
 *
 * @param seesPictures false for a model that is known to read text alone
 */
export function seenPictures(path: readonly Message[], seesPictures: boolean): ReadonlySet<string> {
  if (!seesPictures) return new Set();
  const all = path.flatMap((message) => picturesOf(message).map(({ id }) => id));
  return new Set(all.slice(-mostPictures));
}

/** What stands in the prompt's text about a picture: which one it is, or that it can't be seen. */
export function pictureNote({ label }: Pick<PictureAttachment, 'label'>, isSeen: boolean): string {
  const name = safeLabel(label);
  return isSeen
    ? `Attached picture: ${name}`
    : `(A picture, ${name}, was attached here. You cannot see it; say so if the question is about it.)`;
}

/** A label in one line that can't be taken for anything else. */
export function safeLabel(label: string): string {
  return label.replace(/[\p{Cc}\u2028\u2029`]+/gu, ' ').trim();
}
