import type { UserMessage } from './message';

const editedMark = '\n\nThe person has since put their request into other words:\n\n';

/**
 * A message of the person's in other words, with what was attached to it. Where the model is sent more than the
 * transcript shows (Explain sends the passage), it is sent that again, and the new words below it.
 */
export function editedMessage(
  old: UserMessage,
  text: string,
  place: { readonly id: string; readonly createdAt: number },
): UserMessage {
  const edited = { ...old, ...place, text };
  if (old.promptText === undefined || text === old.text) return edited;
  const [material] = old.promptText.split(editedMark, 1);
  return { ...edited, promptText: `${material ?? ''}${editedMark}${text}` };
}
