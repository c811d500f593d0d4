import type { ConversationRecord } from '../storage/conversationRecord';
import type { ChatSettings } from './modelChoice';
import type { Instructions } from './systemPrompt';

/** How freely the model chooses its words. */
export const creativities = ['precise', 'balanced', 'inventive'] as const;
export type Creativity = (typeof creativities)[number];

/** How long answers are to be. */
export const answerLengths = ['short', 'normal', 'long'] as const;
export type AnswerLength = (typeof answerLengths)[number];

/** What is set for one conversation alone. What is absent is as in the settings for all. */
export interface ConversationSettings {
  /** Never empty. */
  readonly instructions?: string;
  readonly creativity?: Creativity;
  readonly length?: AnswerLength;
}

/** What an answer is asked for with. */
export interface AnswerSettings extends Instructions {
  /** Most tokens of an answer; absent: the provider's own limit. */
  readonly maxTokens?: number;
  /** 0 to 2; absent: the model's own default. */
  readonly temperature?: number;
}

/** Beyond 1 many models lose the thread, and at 0 some repeat themselves without end. */
const temperatures: Readonly<Record<Creativity, number>> = { precise: 0.2, balanced: 0.7, inventive: 1 };

/**
 * What the model is told, and the tokens at which it is cut: far beyond what it is told, since models that think first
 * spend them on that too, and an answer cut in the middle is worse than one that is somewhat long. A long answer has
 * no limit of ours: providers refuse one that is beyond their own.
 */
const lengths: Readonly<Record<AnswerLength, { readonly request: string; readonly maxTokens?: number }>> = {
  short: {
    request: 'Keep your answers short: a few sentences, unless more is asked for.',
    maxTokens: 2_048,
  },
  normal: {
    request: 'Keep your answers to about a page at most, unless more is asked for.',
    maxTokens: 4_096,
  },
  long: {
    request: 'Answer at length and in detail; several pages are welcome where the question calls for it.',
  },
};

/** The settings for all chats, with those of one conversation over them. */
export function answerSettings(settings: ChatSettings, own: ConversationSettings): AnswerSettings {
  const length = own.length && lengths[own.length];
  const temperature = own.creativity ? temperatures[own.creativity] : settings.temperature;
  const maxTokens = length ? length.maxTokens : settings.maxTokens;
  const chatInstructions = [length?.request ?? '', own.instructions ?? '']
    .filter((part) => part !== '')
    .join('\n');
  return {
    customInstructions: settings.customInstructions,
    ...(settings.workspaceInstructions !== undefined && {
      workspaceInstructions: settings.workspaceInstructions,
    }),
    ...(chatInstructions !== '' && { chatInstructions }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(temperature !== undefined && { temperature }),
  };
}

/** Reads what a file holds: what is not known, or no setting at all, counts as not set. */
export function conversationSettingsOf(value: unknown): ConversationSettings {
  if (typeof value !== 'object' || value === null) return {};
  const fields = new Map<string, unknown>(Object.entries(value));
  const instructions = fields.get('instructions');
  const creativity = creativities.find((name) => name === fields.get('creativity'));
  const length = answerLengths.find((name) => name === fields.get('length'));
  return {
    ...(typeof instructions === 'string' && instructions.trim() !== '' && { instructions }),
    ...(creativity && { creativity }),
    ...(length && { length }),
  };
}

/** The settings of one open conversation, and their saving. */
export class OwnSettings {
  readonly #append: (records: readonly ConversationRecord[]) => Promise<unknown>;
  #current: ConversationSettings;

  constructor(
    settings: ConversationSettings,
    append: (records: readonly ConversationRecord[]) => Promise<unknown>,
  ) {
    this.#current = settings;
    this.#append = append;
  }

  get current(): ConversationSettings {
    return this.#current;
  }

  /** Takes all of them at once. Resolves when they are on disk, or wait for one that takes them. */
  async set(settings: ConversationSettings): Promise<void> {
    this.#current = conversationSettingsOf(settings);
    await this.#append([{ kind: 'settings', settings: this.#current }]);
  }
}
