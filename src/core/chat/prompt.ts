import type { PromptMessage, PromptPicture } from '../inference/modelClient';
import { estimateTokens, tokensPerMessage } from '../inference/tokenEstimate';
import { contextBudget, fitTurns, type ContextBudget, type TurnSizes } from './contextPolicy';
import type { Attachment, Message } from './message';
import {
  briefAttachment,
  sizeOfAttachment,
  wholeAttachment,
  type Measure,
  type WrittenAttachment,
} from './promptAttachments';
import { systemPrompt, type Instructions } from './systemPrompt';

const continueInstruction =
  'Your last message was cut off. Go on exactly where it stopped, in the middle of a word if need be. ' +
  'Repeat nothing of it, and add no introduction and no comment.';

export interface PromptOptions extends Instructions {
  /** Tokens that prompt and answer may take together; absent where the service does not tell. */
  readonly contextLength?: number;
  /** The limit asked for the answer, in tokens. */
  readonly maxTokens?: number;
  /** The ids of the attached pictures that the model gets to see; a note stands in the place of every other one. */
  readonly seenPictures?: ReadonlySet<string>;
  /** The path's last message is an answer that is to be gone on with. */
  readonly continueLast?: boolean;
  /** Absent: {@link estimateTokens}. */
  readonly measure?: Measure;
}

/** What the parts of a prompt take, in tokens. They add up to the whole of it. */
export interface PromptSizes {
  /** The system prompt with everybody's instructions. */
  readonly instructions: number;
  /** The latest message of the person's, without what is attached to it. */
  readonly latest: number;
  /** All the rest that is shown of the conversation, without attachments. */
  readonly earlier: number;
  /** All that is attached to any message that is shown. */
  readonly attachments: number;
}

/** What a model would be sent, told by its sizes. */
export type PromptPlan =
  | {
      readonly kind: 'ready';
      readonly budget: ContextBudget;
      /** Tokens of the whole prompt. */
      readonly size: number;
      readonly sizes: PromptSizes;
      /** The first message of the path that the model still sees. */
      readonly firstSeenId: string | undefined;
      /**
       * The first message from which on attachments are seen, where some of a message that is seen itself are not;
       * else absent.
       */
      readonly attachmentsSeenFromId?: string;
      /** The turns that are seen, oldest first, and whether with what is attached to them. */
      readonly turns: readonly { readonly messages: readonly Message[]; readonly isWhole: boolean }[];
    }
  /** The latest turn alone does not fit. */
  | {
      readonly kind: 'tooLong';
      readonly budget: ContextBudget;
      /** Tokens of the system prompt and the latest turn. */
      readonly size: number;
      readonly sizes: PromptSizes;
    };

export type Prompt =
  | {
      readonly kind: 'ready';
      readonly messages: readonly PromptMessage[];
      /** The first message of the path that the model still sees. */
      readonly firstSeenId: string | undefined;
      /** By {@link PromptOptions.measure}. */
      readonly estimatedTokens: number;
    }
  /** The last turn alone does not fit. */
  | { readonly kind: 'tooLong'; readonly estimatedTokens: number; readonly availableTokens: number };

/** What a model is sent for a path of messages, decided by the policy in `contextPolicy.ts`. */
export function buildPrompt(path: readonly Message[], options: PromptOptions): Prompt {
  const plan = planPrompt(path, options);
  if (plan.kind === 'tooLong') {
    const { size, budget } = plan;
    return { kind: 'tooLong', estimatedTokens: size, availableTokens: budget.window - budget.answer };
  }
  const system: PromptMessage = { role: 'system', content: systemPrompt(options) };
  const { whole, brief } = formsOf(options);
  const shown = plan.turns.flatMap(({ messages, isWhole }) =>
    messages.flatMap((message) => promptMessagesOf(message, isWhole ? whole : brief)),
  );
  return {
    kind: 'ready',
    messages: [system, ...alternating([...shown, ...instructionsToContinue(options)])],
    firstSeenId: plan.firstSeenId,
    estimatedTokens: plan.size,
  };
}

/** The same without writing it: which turns are seen, and what everything takes. Measures no more than it must. */
export function planPrompt(path: readonly Message[], options: PromptOptions): PromptPlan {
  const measure = options.measure ?? estimateTokens;
  const budget = contextBudget(options.contextLength, options.maxTokens);
  const sizeOf = ({ content }: PromptMessage): number => measure(content) + tokensPerMessage;
  const instructions =
    measure(systemPrompt(options)) +
    tokensPerMessage +
    instructionsToContinue(options).reduce((sum, message) => sum + sizeOf(message), 0);
  const turns = turnsOf(path).map((messages) => new MeasuredTurn(messages, measure, formsOf(options)));
  const available = budget.window - budget.answer - instructions;
  const latest = turns.at(-1);
  const latestAttachments = latest?.attachments ?? 0;
  const latestText = (latest?.whole() ?? 0) - latestAttachments;
  const fit = fitTurns(turns, available) ?? (budget.isKnown ? undefined : onlyLatest(turns));
  if (!fit) {
    const sizes = { instructions, latest: latestText, earlier: 0, attachments: latestAttachments };
    return { kind: 'tooLong', budget, size: instructions + latestText + latestAttachments, sizes };
  }
  const seen = turns.slice(fit.firstSeen).map((turn, index) => {
    const isWhole = fit.firstSeen + index >= fit.firstWhole;
    return { turn, messages: turn.messages, isWhole, lacks: !isWhole && turn.whole() > turn.bare() };
  });
  const attachments = seen.reduce((sum, { turn, isWhole }) => sum + (isWhole ? turn.attachments : 0), 0);
  const lacking = seen.findLastIndex(({ lacks }) => lacks);
  const attachmentsSeenFromId = lacking < 0 ? undefined : seen[lacking + 1]?.messages[0]?.id;
  return {
    kind: 'ready',
    budget,
    size: instructions + fit.size,
    sizes: { instructions, latest: latestText, earlier: fit.size - latestText - attachments, attachments },
    firstSeenId: seen[0]?.messages[0]?.id,
    ...(attachmentsSeenFromId !== undefined && { attachmentsSeenFromId }),
    turns: seen.map(({ messages, isWhole }) => ({ messages, isWhole })),
  };
}

function onlyLatest(turns: readonly TurnSizes[]): { firstSeen: number; firstWhole: number; size: number } {
  const latest = Math.max(turns.length - 1, 0);
  return { firstSeen: latest, firstWhole: latest, size: turns[latest]?.whole() ?? 0 };
}

function instructionsToContinue({ continueLast }: PromptOptions): readonly PromptMessage[] {
  return continueLast === true ? [{ role: 'user', content: continueInstruction }] : [];
}

type WriteAttachment = (attachment: Attachment) => WrittenAttachment;

/** The two ways in which an attachment is written: in whole, and where there is no room for that. */
interface AttachmentForms {
  readonly whole: WriteAttachment;
  readonly brief: WriteAttachment;
}

function formsOf({ seenPictures = new Set(), measure = estimateTokens }: PromptOptions): AttachmentForms {
  return {
    whole: (attachment) => wholeAttachment(attachment, seenPictures),
    brief: (attachment) => briefAttachment(attachment, seenPictures, measure),
  };
}

/** One turn, measured part by part, each at most once. */
class MeasuredTurn implements TurnSizes {
  readonly messages: readonly Message[];
  readonly #measure: Measure;
  readonly #forms: AttachmentForms;
  #text: number | undefined;
  #whole: number | undefined;
  #brief: number | undefined;

  constructor(messages: readonly Message[], measure: Measure, forms: AttachmentForms) {
    this.messages = messages;
    this.#measure = measure;
    this.#forms = forms;
  }

  /** Tokens of all that is attached. */
  get attachments(): number {
    this.#whole ??= this.#sumOfAttachments(this.#forms.whole);
    return this.#whole;
  }

  whole(): number {
    return this.#textSize + this.attachments;
  }

  bare(): number {
    this.#brief ??= this.#sumOfAttachments(this.#forms.brief);
    return this.#textSize + this.#brief;
  }

  get #textSize(): number {
    this.#text ??= this.messages.reduce((sum, message) => sum + this.#sizeOfText(message), 0);
    return this.#text;
  }

  #sizeOfText(message: Message): number {
    const text = message.role === 'user' ? (message.promptText ?? message.text) : message.text;
    return isSent(message) ? this.#measure(text) + tokensPerMessage : 0;
  }

  #sumOfAttachments(write: WriteAttachment): number {
    return this.messages
      .flatMap((message) => (message.role === 'user' ? message.attachments : []))
      .reduce((sum, attachment) => sum + sizeOfAttachment(write(attachment), this.#measure), 0);
  }
}

/** A turn begins with each of the person's messages. */
function turnsOf(path: readonly Message[]): (readonly Message[])[] {
  const turns: Message[][] = [];
  for (const message of path) {
    const turn = turns.at(-1);
    if (turn && message.role === 'assistant') turn.push(message);
    else turns.push([message]);
  }
  return turns;
}

/**
 * An answer that brought no text (an error, mostly) tells the model nothing. Reasoning is not sent back: the models
 * that reason are trained without their old reasoning in the prompt.
 */
function isSent(message: Message): boolean {
  return message.role === 'user' || message.text.trim() !== '';
}

function promptMessagesOf(message: Message, write: WriteAttachment): readonly PromptMessage[] {
  if (!isSent(message)) return [];
  if (message.role === 'assistant') return [{ role: 'assistant', content: message.text }];
  const attached = message.attachments.map(write);
  const texts = [...attached.map(({ text }) => text), message.promptText ?? message.text];
  const pictures = attached.flatMap(({ picture }) => (picture ? [picture] : []));
  return [
    {
      role: 'user',
      content: texts.filter((part) => part !== '').join('\n\n'),
      ...(pictures.length > 0 && { pictures }),
    },
  ];
}

/** Chat templates of several models refuse two messages of one role in a row. */
function alternating(messages: readonly PromptMessage[]): readonly PromptMessage[] {
  const merged: PromptMessage[] = [];
  for (const message of messages) {
    const last = merged.at(-1);
    if (last?.role === message.role) merged[merged.length - 1] = together(last, message);
    else merged.push(message);
  }
  return merged;
}

function together(first: PromptMessage, second: PromptMessage): PromptMessage {
  const pictures: readonly PromptPicture[] = [...(first.pictures ?? []), ...(second.pictures ?? [])];
  return {
    ...first,
    content: `${first.content}\n\n${second.content}`,
    ...(pictures.length > 0 && { pictures }),
  };
}
