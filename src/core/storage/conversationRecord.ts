import type { ConversationSettings } from '../chat/conversationSettings';
import type { Attachment, MessageState, UserMessage } from '../chat/message';
import type { InferenceError } from '../inference/inferenceError';
import type { TokenUsage } from '../inference/streamEvent';

/** The version of the format that this code writes. Later ones are read as far as they are understood. */
export const formatVersion = 1;

/** How an answer can have ended, on disk. One without an end was cut off by whatever ended its window. */
export type EndState = Exclude<MessageState, 'streaming'>;

/** Who wrote a conversation's title, where it is not just its first words. */
export type TitleWriter = 'person' | 'model';

/** How far into an answer's whole text something stands, in UTF-16 units. */
export interface AnswerPosition {
  readonly text: number;
  readonly reasoning: number;
}

/** How one run of an answer ended, and what is known of it. */
export interface AnswerEnd {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly state: EndState;
  readonly provider?: string;
  readonly requestId?: string;
  readonly usage?: TokenUsage;
  readonly cost?: number;
  readonly error?: InferenceError;
}

/**
 * One line of a conversation's file. An answer is written by runs: the first by `answer`, each "Continue" by
 * `continue`, which says from which place of which run it went on. Two windows that continue the same answer
 * thus write two runs from one place, and neither spoils the other's text.
 */
export type ConversationRecord =
  | { readonly kind: 'header'; readonly format: number; readonly id: string; readonly createdAt: number }
  | { readonly kind: 'message'; readonly message: UserMessage }
  | {
      readonly kind: 'answer';
      readonly id: string;
      readonly parentId: string;
      readonly createdAt: number;
      readonly run: string;
    }
  | {
      readonly kind: 'continue';
      readonly id: string;
      readonly run: string;
      readonly afterRun: string;
      readonly at: AnswerPosition;
    }
  /** Which model writes a run: it may be known only after the run has begun. */
  | { readonly kind: 'model'; readonly id: string; readonly run: string; readonly model: string }
  /** What was received since the last of these, and where it stands in the whole answer. */
  | {
      readonly kind: 'text';
      readonly id: string;
      readonly run: string;
      readonly at: AnswerPosition;
      readonly text: string;
      readonly reasoning: string;
    }
  | { readonly kind: 'end'; readonly id: string; readonly run: string; readonly end: AnswerEnd }
  | { readonly kind: 'head'; readonly id: string | null }
  /** A person deleted these messages. They stay in the file, so that they can come back. */
  | { readonly kind: 'deleted'; readonly ids: readonly string[] }
  /** These are not deleted after all. */
  | { readonly kind: 'restored'; readonly ids: readonly string[] }
  /** One by the person always wins over one by a model, in whatever order they stand; of each kind the last counts. */
  | { readonly kind: 'title'; readonly title: string; readonly by: TitleWriter }
  /** Whether the person wants it at the top of the list. The last one counts. */
  | { readonly kind: 'pin'; readonly pinned: boolean }
  | { readonly kind: 'draft'; readonly text: string }
  | { readonly kind: 'attachments'; readonly attachments: readonly Attachment[] }
  /** All that is set for this conversation alone; the last of these counts. */
  | { readonly kind: 'settings'; readonly settings: ConversationSettings };

/** A record as it stands in a file: with who wrote it and its number, so that one written twice counts once. */
export interface WrittenRecord {
  readonly writer: string;
  readonly sequence: number;
  readonly record: ConversationRecord;
}

/** One line, without its line break. */
export function formatRecord({ writer, sequence, record }: WrittenRecord): string {
  return JSON.stringify({ writer, sequence, ...record });
}
