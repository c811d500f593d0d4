import type { Deletion } from '../../core/chat/deletion';
import type { UndoOffer } from '../../protocol';

/** What the panel offers to undo after a deletion, as in "Question and answer deleted. What follows is kept." */
export function undoOffer(deletion: Deletion | undefined): { readonly undo?: UndoOffer } {
  if (!deletion) return {};
  const { messageId, keptWhatFollows } = deletion;
  const kept = keptWhatFollows ? ' What follows is kept.' : '';
  return { undo: { id: messageId, sentence: `${whatWent(deletion)} deleted.${kept}` } };
}

function whatWent({ role, ids }: Deletion): string {
  if (role === 'assistant') return 'Answer';
  const answers = ids.length - 1;
  if (answers === 0) return 'Question';
  return answers === 1 ? 'Question and answer' : `Question and its ${answers} answers`;
}
