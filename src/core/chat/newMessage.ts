import type { NewAttachment } from './message';
import type { TurnRefusal } from './turnRefusal';

/** A message to send. */
export interface NewMessage {
  /** What the transcript shows. */
  readonly text: string;
  /** What the model is sent instead of `text`, where that differs. */
  readonly promptText?: string;
  /**
   * What goes along. Absent together with `promptText`: the message comes from the composer, so what is attached
   * there goes along and the draft is emptied. Commands give at least an empty list; the composer is then left alone.
   */
  readonly attachments?: readonly NewAttachment[];
  /**
   * What stood in the composer, where the message comes from there although `promptText` says more, as when it calls
   * a prompt: what is attached goes along, the draft is emptied, and this comes back if nothing is sent.
   */
  readonly typed?: string;
  /** Repository id of the model that is to answer this once; absent: the one that is chosen. */
  readonly modelId?: string;
}

/**
 * `busy`: an answer is on its way. A refusal: the model can't read the message. In both cases nothing was sent, and a
 * text from the composer is its draft again, with what is attached to it.
 */
export type SendOutcome = 'answered' | 'busy' | 'empty' | TurnRefusal;
