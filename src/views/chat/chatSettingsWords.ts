import type { AnswerLength, ConversationSettings, Creativity } from '../../core/chat/conversationSettings';

/** A choice as a person reads it. */
export interface ChoiceWords {
  readonly label: string;
  readonly detail: string;
}

export const creativityWords: Readonly<Record<Creativity, ChoiceWords>> = {
  precise: { label: 'Precise', detail: 'Keeps to the likeliest words: for facts, summaries and code.' },
  balanced: { label: 'Balanced', detail: 'Some freedom: for letters and everyday questions.' },
  inventive: {
    label: 'Inventive',
    detail: 'Chooses words freely: for ideas and stories. May be wrong more often.',
  },
};

export const lengthWords: Readonly<Record<AnswerLength, ChoiceWords>> = {
  short: { label: 'Short', detail: 'A few sentences.' },
  normal: { label: 'Normal', detail: 'Up to about a page.' },
  long: { label: 'Long', detail: 'In detail, over several pages if need be.' },
};

/** What is set for a conversation alone, as in "This chat: Precise, Short."; empty where nothing is. */
export function settingsInWords({ creativity, length }: ConversationSettings): string {
  const parts = [
    creativity ? `creativity ${creativityWords[creativity].label}` : '',
    length ? `length ${lengthWords[length].label}` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `Set for this chat: ${parts.join(', ')}.`;
}
