import fc from 'fast-check';
import { emptyConversation, withMessage, type Conversation } from '../../src/core/chat/conversation';
import type { Message } from '../../src/core/chat/message';

export const messageAt = (index: number, parentId: string | null): Message => ({
  role: 'user',
  id: `m${index}`,
  parentId,
  createdAt: index,
  text: `text ${index}`,
  attachments: [],
});

/** An answer to a question, or a question after an answer or at the beginning. */
function turnPart(index: number, parent: Message | undefined): Message {
  if (parent?.role !== 'user') return messageAt(index, parent?.id ?? null);
  return {
    role: 'assistant',
    id: `m${index}`,
    parentId: parent.id,
    createdAt: index,
    text: `text ${index}`,
    reasoning: '',
    state: 'done',
    model: 'maker/model',
  };
}

const parents = fc.array(fc.option(fc.nat(), { freq: 8 }), { minLength: 1, maxLength: 40 });

function treeOf(
  choices: readonly (number | null)[],
  make: (index: number, parent: Message | undefined) => Message,
): Conversation {
  return choices.reduce<Conversation>((conversation, choice, index) => {
    const parent =
      choice === null || index === 0 ? undefined : conversation.messages.get(`m${choice % index}`);
    return withMessage(conversation, make(index, parent));
  }, emptyConversation('c'));
}

/** Any tree: each message stands after one that was written before it, or begins the conversation. */
export const trees: fc.Arbitrary<Conversation> = parents.map((choices) =>
  treeOf(choices, (index, parent) => messageAt(index, parent?.id ?? null)),
);

/** Any tree of questions and answers. */
export const dialogues: fc.Arbitrary<Conversation> = parents.map((choices) => treeOf(choices, turnPart));
