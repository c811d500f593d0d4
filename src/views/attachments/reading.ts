import type { NewAttachment } from '../../core/chat/message';

/** What came of looking at something that a person wants to attach. */
export type Reading =
  | { readonly kind: 'attachment'; readonly attachment: NewAttachment }
  /** Why it can't go along and what to do, in words. */
  | { readonly kind: 'refused'; readonly sentence: string };

export function refused(sentence: string): Reading {
  return { kind: 'refused', sentence };
}
