import type { ConversationSnapshot } from '../../core/chat/chatEvent';
import type { Message, PictureAttachment } from '../../core/chat/message';
import { draftId } from '../../core/chat/nextPrompt';
import { mostPictures, picturesOf } from '../../core/chat/pictures';
import { sizeInWords } from '../../core/chat/refusalWords';
import type { PromptPlan } from '../../core/chat/prompt';
import type { Pricing } from '../../core/inference/modelCatalogue';
import { contextInWords, costInWords, costOf } from '../../core/inference/modelWords';
import type { ContextFigure, ContextView, RefusalView } from '../../protocol';
import { settingsInWords } from './chatSettingsWords';

export interface ContextFacts {
  readonly plan: PromptPlan;
  readonly conversation: ConversationSnapshot;
  readonly model: { readonly name: string; readonly pricing?: Pricing; readonly seesPictures?: boolean };
  /** Whether every text was counted by the model's own tokenizer. */
  readonly isExact: boolean;
  /** Whether the folder that is open adds instructions of its own. */
  readonly hasWorkspaceInstructions: boolean;
  /** Whether the person has instructions for all chats. */
  readonly hasCustomInstructions: boolean;
}

/** From this share of what fits on, the meter says that room gets short. */
const nearlyFullFrom = 0.85;

/** Tokens of the answer that a price is told for: about three quarters of a page. */
const typicalAnswer = 500;

/** The context meter in words. */
export function contextView(facts: ContextFacts): ContextView {
  const { plan, model } = facts;
  const { budget, size } = plan;
  const share = Math.min(1, size / budget.window);
  const boundary = boundaryOf(facts);
  const isNearlyFull =
    boundary?.unseen === 'messages' || size > (budget.window - budget.answer) * nearlyFullFrom;
  const pictureNote = unseenPicturesInWords(facts);
  const view = {
    share,
    summary: budget.isKnown
      ? `${model.name} can read ${tokens(budget.window)} at once: ${contextInWords(budget.window)}.`
      : `How much ${model.name} can read at once is not published; ${tokens(budget.window)} are assumed.`,
    figures: figures(facts),
    notes: notes(facts),
    ...(boundary && { boundary }),
    ...(pictureNote !== undefined && { pictureNote }),
  };
  if (plan.kind === 'tooLong') {
    return {
      ...view,
      level: 'tooLong',
      name: 'Context: the message is longer than the model can read',
      refusal: refusal(facts),
    };
  }
  return {
    ...view,
    level: isNearlyFull ? 'nearlyFull' : 'roomy',
    name: `Context: ${percent(share)} of what the model can read`,
  };
}

function figures({ plan, conversation, isExact }: ContextFacts): readonly ContextFigure[] {
  const { sizes, budget, size } = plan;
  const value = (amount: number): string =>
    (isExact ? '' : 'about ') + number(isExact ? amount : round(amount));
  const free = Math.max(0, budget.window - budget.answer - size);
  const hasDraft = conversation.draft.trim() !== '';
  return [
    ...(conversation.messages.length > 0
      ? [{ label: 'Conversation so far', value: value(sizes.earlier) }]
      : []),
    ...(sizes.attachments > 0 ? [{ label: 'Attachments', value: value(sizes.attachments) }] : []),
    ...(hasDraft ? [{ label: 'Your message', value: value(sizes.latest) }] : []),
    { label: 'Instructions', value: value(sizes.instructions) },
    { label: 'Kept for the answer', value: number(budget.answer) },
    { label: 'Still free', value: value(free) },
  ];
}

function notes(facts: ContextFacts): readonly string[] {
  const { isExact, hasWorkspaceInstructions, hasCustomInstructions, conversation } = facts;
  const instructions = [
    hasCustomInstructions ? 'your own for all chats' : '',
    hasWorkspaceInstructions ? 'those that this folder adds' : '',
    conversation.settings.instructions === undefined ? '' : 'those for this chat',
  ].filter((part) => part !== '');
  return [
    isExact
      ? 'Counted in tokens, with the model’s own tokenizer.'
      : 'Counted in tokens: three words are about four. An estimate, which may be off by a fifth.',
    leftOutInWords(facts),
    instructions.length === 0 ? '' : `Instructions: ${listed(instructions)}.`,
    settingsInWords(conversation.settings),
    costOfNextQuestion(facts),
  ].filter((note) => note !== '');
}

/** What of the conversation the model does not see, for the line in the transcript. */
function boundaryOf({ plan, conversation }: ContextFacts): ContextView['boundary'] {
  if (conversation.messages.length === 0) return undefined;
  if (plan.kind === 'tooLong') return undefined;
  if (plan.firstSeenId !== conversation.messages[0]?.id)
    return { unseen: 'messages', firstSeenId: plan.firstSeenId ?? draftId };
  const { attachmentsSeenFromId } = plan;
  return attachmentsSeenFromId === undefined
    ? undefined
    : { unseen: 'attachments', firstSeenId: attachmentsSeenFromId };
}

function leftOutInWords({ plan, conversation }: ContextFacts): string {
  if (plan.kind === 'tooLong') return '';
  const seen = new Set(plan.turns.flatMap(({ messages }) => messages.map(({ id }) => id)));
  const unseen = conversation.messages.filter(({ id }) => !seen.has(id)).length;
  const lostFiles = plan.turns
    .filter(({ isWhole }) => !isWhole)
    .flatMap(({ messages }) => messages)
    .some(hasAttachments);
  const parts = [
    unseen === 0 ? '' : unseen === 1 ? 'the first message' : `the first ${number(unseen)} messages`,
    lostFiles ? 'what was attached to earlier messages' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `For lack of room, the model no longer sees ${listed(parts)}.`;
}

/** Of a model that sees none at all, the panel says so by other means. */
function unseenPicturesInWords({ conversation, model }: ContextFacts): string | undefined {
  if (model.seesPictures === false) return undefined;
  const attached = conversation.attachments.filter(
    (attachment): attachment is PictureAttachment => attachment.kind === 'picture',
  );
  const unseen = [...conversation.messages.flatMap(picturesOf), ...attached].slice(0, -mostPictures);
  const [first] = unseen;
  if (first === undefined) return undefined;
  const others = unseen.length - 1;
  const which = `${first.label}${others === 0 ? '' : others === 1 ? ' and 1 other' : ` and ${number(others)} others`}`;
  return `The model sees the latest ${mostPictures} pictures of a chat, and no longer ${which}. To ask about an earlier one, attach it again.`;
}

function hasAttachments(message: Message): boolean {
  return message.role === 'user' && message.attachments.length > 0;
}

/** What the next question will about cost; empty where no price is published. */
function costOfNextQuestion({ plan, model }: ContextFacts): string {
  if (plan.kind === 'tooLong') return '';
  const usage = { promptTokens: plan.size, completionTokens: typicalAnswer };
  const cost = costOf(usage, model.pricing);
  if (cost === undefined) return '';
  if (cost === 0) return 'The next question is free.';
  return `The next question will cost ${costInWords(cost)}, with an answer of three quarters of a page.`;
}

function refusal({ plan, conversation, model, isExact }: ContextFacts): RefusalView {
  const { budget, size } = plan;
  const about = isExact ? '' : 'about ';
  const needed = isExact ? number(size) : sizeInWords(size);
  const largest = largestAttachment(conversation);
  return {
    sentence:
      `This is more than ${model.name} can read at once, so it was not sent: it takes ${about}${needed} ` +
      `tokens, and ${number(budget.window - budget.answer)} fit beside the room for an answer. ` +
      `Choose a model that reads more, ${largest ? 'remove an attachment, ' : ''}or shorten your message.`,
    ...(largest && { removal: largest }),
  };
}

function largestAttachment({ attachments }: ConversationSnapshot): RefusalView['removal'] {
  const bySize = attachments.toSorted((one, other) => lengthOf(other) - lengthOf(one));
  const [largest] = bySize;
  return largest && { attachmentId: largest.id, label: largest.label };
}

/** How long an attachment is, to compare them: a picture counts as some pages of text. */
function lengthOf(attachment: ConversationSnapshot['attachments'][number]): number {
  return attachment.kind === 'picture' ? 6_000 : attachment.text.length;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

const format = new Intl.NumberFormat('en');

function number(value: number): string {
  return format.format(value);
}

/** To two digits, as an estimate has no more to say. */
function round(value: number): number {
  if (value < 100) return value;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.round(value / unit) * unit;
}

function tokens(value: number): string {
  return `${number(value)} tokens`;
}

function percent(share: number): string {
  const value = Math.round(share * 100);
  return value === 0 && share > 0 ? 'less than 1%' : `about ${value}%`;
}
