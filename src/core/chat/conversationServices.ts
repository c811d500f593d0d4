import type { ChatPictures } from './chatPictures';
import type { ModelClient } from '../inference/modelClient';
import type { Log } from '../log';
import type { ConversationStore } from '../storage/conversationStore';
import type { ChatSettings, ModelChoice } from './modelChoice';
import type { Measure } from './promptAttachments';

/** What every open conversation needs. */
export interface ConversationServices {
  readonly client: ModelClient;
  /** Tells the model to ask: the one of this repository id, or else the one that is chosen for all questions. */
  readonly selection: {
    resolve(modelId?: string): Promise<ModelChoice>;
    /** The same from what is known at this moment. */
    resolveNow(modelId?: string): ModelChoice;
  };
  readonly store: ConversationStore;
  readonly pictures: ChatPictures;
  readonly settings: () => ChatSettings;
  /** How the tokens of a text are counted for a model (a repository id); absent: by estimate. */
  readonly measure?: (modelId: string) => Measure;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** An id unlike any other, in any window (a UUID). */
  readonly newId: () => string;
}
