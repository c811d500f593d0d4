import type { AttachmentView } from '../../src/protocol';

/** What a screen reader says when attachments have come; empty where none did. */
export function additionsInWords(
  before: readonly AttachmentView[],
  after: readonly AttachmentView[],
): string {
  const added = after.filter(({ id }) => !before.some((known) => known.id === id));
  const [first] = added;
  if (!first) return '';
  return added.length === 1 ? `Attached ${first.label}` : `Attached ${added.length} things`;
}
