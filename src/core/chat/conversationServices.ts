import type { ChatPictures } from './chatPictures';
import type { ModelClient } from '../inference/modelClient';
import type { Log } from '../log';
import type { ConversationStore } from '../storage/conversationStore';
import type { ChatSettings, ModelChoice } from './modelChoice';

/** What every open conversation needs. */
export interface ConversationServices {
  readonly client: ModelClient;
  /** Tells the model to ask: the one of this repository id, or else the one that is chosen for all questions. */
  readonly selection: { resolve(modelId?: string): Promise<ModelChoice> };
  readonly store: ConversationStore;
  readonly pictures: ChatPictures;
  readonly settings: () => ChatSettings;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** An id unlike any other, in any window (a UUID). */
  readonly newId: () => string;
}
