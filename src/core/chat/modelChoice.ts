import type { ModelOffer, Pricing } from '../inference/modelCatalogue';

/** The model that answers next, as far as chat needs to know it. */
export interface ModelChoice {
  /** Repository id, without a routing suffix. */
  readonly id: string;
  /** Repository id with its routing suffix: what a request names. */
  readonly routedId: string;
  /** Tokens that prompt and answer may take together, where the service tells. */
  readonly contextLength?: number;
  /** Whether it can read pictures; absent where the service does not tell. */
  readonly seesPictures?: boolean;
  /** Of the provider that will most likely answer, where published. */
  readonly pricing?: Pricing;
  /** All that is known of who runs it: tells the price of the one that answered. */
  readonly offers?: readonly ModelOffer[];
}

/** What a person set for all chats. */
export interface ChatSettings {
  /** Most tokens of an answer; absent: the provider's own limit. */
  readonly maxTokens?: number;
  /** 0 to 2; absent: the model's own default. */
  readonly temperature?: number;
  readonly customInstructions: string;
  /** Whether a model may be asked once for a better title than a conversation's first words. Absent: no. */
  readonly betterTitles?: boolean;
  /** Whether new conversations are kept on disk. Absent: yes. */
  readonly keepHistory?: boolean;
  /** Those of the folder that is open, which add to the person's own. Absent: none, or the folder is not trusted. */
  readonly workspaceInstructions?: string;
}
