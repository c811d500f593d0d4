import type { ConversationSnapshot } from './chatEvent';
import { answerSettings } from './conversationSettings';
import type { UserMessage } from './message';
import type { ChatSettings, ModelChoice } from './modelChoice';
import { seenPictures } from './pictures';
import { planPrompt, type PromptPlan } from './prompt';
import type { Measure } from './promptAttachments';

/** Stands for what is in the composer, where messages are named by their ids. No message has it. */
export const draftId = '';

/** What the next question would send, with the composer's text and attachments as they stand. Sends nothing. */
export function planNextPrompt(
  conversation: Pick<ConversationSnapshot, 'messages' | 'draft' | 'attachments' | 'settings'>,
  model: Pick<ModelChoice, 'contextLength' | 'seesPictures'>,
  settings: ChatSettings,
  measure?: Measure,
): PromptPlan {
  const question: UserMessage = {
    role: 'user',
    id: draftId,
    parentId: null,
    createdAt: 0,
    text: conversation.draft,
    attachments: conversation.attachments,
  };
  const path = [...conversation.messages, question];
  return planPrompt(path, {
    ...answerSettings(settings, conversation.settings),
    seenPictures: seenPictures(path, model.seesPictures ?? true),
    ...(model.contextLength !== undefined && { contextLength: model.contextLength }),
    ...(measure && { measure }),
  });
}
