import { answerSettings, type ConversationSettings } from './conversationSettings';
import type { ConversationServices } from './conversationServices';
import type { Message } from './message';
import { seenPictures } from './pictures';
import { planPrompt } from './prompt';

/** What a person wanted: to send a message, to put one into other words, to have an answer anew, or to have it go on. */
export type Turn = 'send' | 'edit' | 'tryAgain' | 'continue';

/** A turn of which nothing was sent, as the model can't read it, even without all that was said before. */
export interface TurnRefusal {
  readonly kind: 'tooLong';
  readonly turn: Turn;
  /** Repository id of the model that was to answer. */
  readonly modelId: string;
  /** Tokens of the instructions and the latest turn. */
  readonly size: number;
  /** Tokens that fit beside the room for the answer. Less than `size`. */
  readonly available: number;
}

/**
 * Whether the model that is known to answer can't read what is about to be sent. Where it is not known how much the
 * model can read, nothing is refused: the model is asked.
 *
 * @param path what is to be answered, up to the question or, for `continue`, up to the answer that is gone on with
 * @param own what is set for the conversation alone
 * @param modelId repository id of the model that is to answer this once; absent: the one that is chosen
 */
export function turnRefusal(
  turn: Turn,
  path: readonly Message[],
  own: ConversationSettings,
  services: Pick<ConversationServices, 'selection' | 'settings' | 'measure'>,
  modelId?: string,
): TurnRefusal | undefined {
  const { id, contextLength, seesPictures = true } = services.selection.resolveNow(modelId);
  const plan = planPrompt(path, {
    ...answerSettings(services.settings(), own),
    continueLast: turn === 'continue',
    seenPictures: seenPictures(path, seesPictures),
    ...(contextLength !== undefined && { contextLength }),
    ...(services.measure && { measure: services.measure(id) }),
  });
  if (plan.kind !== 'tooLong') return undefined;
  const { budget, size } = plan;
  return { kind: 'tooLong', turn, modelId: id, size, available: budget.window - budget.answer };
}
