import type { Conversation } from '../chat/conversation';
import { conversationSettingsOf } from '../chat/conversationSettings';
import type {
  AssistantMessage,
  Attachment,
  Message,
  PictureAttachment,
  PictureType,
  StoredPicture,
} from '../chat/message';
import { picturesOf } from '../chat/pictures';
import { withoutTokens } from '../inference/token';
import { bytesFromBase64 } from './fields';
import { formatVersion, type ConversationRecord } from '../storage/conversationRecord';
import type { NewPicture } from '../storage/pictureStore';
import type { StoredConversation } from '../storage/readConversation';

/** What is told of a conversation's file, not of what was written: it is not exported. */
type NotExported = 'conversation' | 'tails' | 'hasBeginning' | 'isNewer' | 'unreadableLines';

/** What a person deleted is not handed on. */
type Deleted = 'written' | 'deletedIds';

/**
 * All that a conversation is made of, as plain values: what goes out in an export and comes in by an import. A field
 * that is added to what is stored is asked for here by the compiler, so that no export forgets it.
 */
export interface PortableConversation
  extends Omit<StoredConversation, NotExported>, Omit<Conversation, 'messages' | 'visited' | Deleted> {
  /** Every message of every branch, in the order in which they were written. */
  readonly messages: readonly Message[];
  /** Ids: where the visible path has ended so far, the latest last, so that a branch is shown again as it was left. */
  readonly visited: readonly string[];
  /** The bytes of its pictures as `data:` addresses, by file. One that is missing is shown as gone. */
  readonly pictures: Readonly<Record<string, string>>;
}

export function portableOf(
  stored: StoredConversation,
  pictures: PortableConversation['pictures'],
): PortableConversation {
  const { conversation, draft, attachments, updatedAt, titledBy, pinned, settings } = stored;
  const { id, title, headId, messages } = conversation;
  return {
    id,
    title,
    titledBy,
    pinned,
    updatedAt,
    headId,
    messages: [...messages.values()],
    visited: [...conversation.visited].filter((visited) => messages.has(visited)),
    draft,
    attachments,
    settings,
    pictures,
  };
}

/** Every picture that a conversation shows or was going to show, each once. */
export function picturesIn({
  messages,
  attachments,
}: Pick<PortableConversation, 'messages' | 'attachments'>): readonly StoredPicture[] {
  const attached = [...messages.flatMap((message) => picturesOf(message)), ...attachments.filter(isPicture)];
  return [...new Map(attached.map(({ picture }) => [picture.file, picture])).values()];
}

/** Its pictures, as they are kept; without those whose bytes are missing, or are none of a picture. */
export function newPicturesOf(conversation: PortableConversation): readonly NewPicture[] {
  return picturesIn(conversation).flatMap(({ file, mediaType, width, height }) => {
    const address = conversation.pictures[file];
    const head = `data:${mediaType};base64,`;
    const bytes = address?.startsWith(head) ? bytesFromBase64(address.slice(head.length)) : undefined;
    if (!bytes || !firstBytes[mediaType].every((byte, index) => bytes[index] === byte)) return [];
    return [{ bytes, mediaType, width, height }];
  });
}

const firstBytes: Readonly<Record<PictureType, readonly number[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47],
};

function isPicture(attachment: Attachment): attachment is PictureAttachment {
  return attachment.kind === 'picture';
}

/**
 * The same without anything that looks like a token of Hugging Face, and without `token`: an export is made to be
 * handed on, and somebody may have pasted theirs into a message.
 */
export function withoutSecrets(conversation: PortableConversation, token?: string): PortableConversation {
  return {
    ...conversation,
    title: withoutTokens(conversation.title, token),
    draft: withoutTokens(conversation.draft, token),
    settings: conversationSettingsOf({
      ...conversation.settings,
      instructions: withoutTokens(conversation.settings.instructions ?? '', token),
    }),
    attachments: conversation.attachments.map((attachment) => withoutSecretsIn(attachment, token)),
    messages: conversation.messages.map((message): Message => {
      if (message.role === 'user') {
        const { text, promptText, attachments } = message;
        return {
          ...message,
          text: withoutTokens(text, token),
          ...(promptText !== undefined && { promptText: withoutTokens(promptText, token) }),
          attachments: attachments.map((attachment) => withoutSecretsIn(attachment, token)),
        };
      }
      const { text, reasoning, error } = message;
      const { serviceMessage } = error ?? {};
      return {
        ...message,
        text: withoutTokens(text, token),
        reasoning: withoutTokens(reasoning, token),
        ...(error &&
          serviceMessage !== undefined && {
            error: { ...error, serviceMessage: withoutTokens(serviceMessage, token) },
          }),
      };
    }),
  };
}

function withoutSecretsIn(attachment: Attachment, token: string | undefined): Attachment {
  const label = withoutTokens(attachment.label, token);
  if (attachment.kind === 'picture') return { ...attachment, label };
  return { ...attachment, label, text: withoutTokens(attachment.text, token) };
}

/** The lines of a new file that holds this conversation and nothing else; reading them gives it back. */
export function recordsOf(conversation: PortableConversation): readonly ConversationRecord[] {
  const { id, title, titledBy, pinned, updatedAt, headId, messages, draft, attachments } = conversation;
  const lastAnswer = messages.findLast((message) => message.role === 'assistant');
  const createdAt = lastAnswer
    ? messages.reduce((first, message) => Math.min(first, message.createdAt), updatedAt)
    : updatedAt;
  const records: ConversationRecord[] = [{ kind: 'header', format: formatVersion, id, createdAt }];
  const known = new Set<string>();
  for (const message of messages) {
    records.push(...placeBefore(message, known));
    known.add(message.id);
    if (message.role === 'user') records.push({ kind: 'message', message });
    // Of an answer it is not known when it ended, but of the last one.
    else records.push(...answerRecords(message, message === lastAnswer ? updatedAt : message.createdAt));
  }
  if (titledBy && title !== '') records.push({ kind: 'title', title, by: titledBy });
  if (pinned) records.push({ kind: 'pin', pinned });
  if (draft !== '') records.push({ kind: 'draft', text: draft });
  if (attachments.length > 0) records.push({ kind: 'attachments', attachments });
  const { settings } = conversation;
  if (Object.keys(settings).length > 0) records.push({ kind: 'settings', settings });
  for (const visited of visitedAnew(conversation)) records.push({ kind: 'head', id: visited });
  records.push({ kind: 'head', id: headId });
  return records;
}

/**
 * What an answer follows whose question was deleted: an empty message in the place of that, deleted as it was, so that
 * the answer is not taken for one to whatever was written before it.
 */
export function placeBefore(
  { role, parentId, createdAt }: Pick<AssistantMessage, 'createdAt'> & Pick<Message, 'role' | 'parentId'>,
  known: ReadonlySet<string>,
): readonly ConversationRecord[] {
  if (role === 'user' || parentId === null || parentId === '' || known.has(parentId)) return [];
  const message = {
    role: 'user' as const,
    id: parentId,
    parentId: null,
    createdAt,
    text: '',
    attachments: [],
  };
  return [
    { kind: 'message', message },
    { kind: 'deleted', ids: [parentId] },
  ];
}

/** Each message is visited when it is written; these are what was visited again, in that order. */
function visitedAnew({ messages, visited }: PortableConversation): readonly string[] {
  const places = new Map(messages.map(({ id }, index) => [id, index]));
  const inOrder = visited.findIndex((id, index) => {
    const before = index === 0 ? -1 : (places.get(visited[index - 1] ?? '') ?? -1);
    return (places.get(id) ?? -1) <= before;
  });
  return inOrder < 0 ? [] : visited.slice(inOrder);
}

/** An answer in one run, which has the answer's own id: within a file nothing more is asked of it. */
function answerRecords(message: AssistantMessage, time: number): readonly ConversationRecord[] {
  const { id, parentId, createdAt, model, text, reasoning, state, provider, requestId, usage, cost, error } =
    message;
  const run = id;
  const records: ConversationRecord[] = [{ kind: 'answer', id, parentId, createdAt, run }];
  if (model !== '') records.push({ kind: 'model', id, run, model });
  if (text !== '' || reasoning !== '') {
    records.push({ kind: 'text', id, run, at: { text: 0, reasoning: 0 }, text, reasoning });
  }
  const end = {
    time,
    state: state === 'streaming' ? ('cut-off' as const) : state,
    ...(provider !== undefined && { provider }),
    ...(requestId !== undefined && { requestId }),
    ...(usage && { usage }),
    ...(cost !== undefined && { cost }),
    ...(error && { error }),
  };
  return [...records, { kind: 'end', id, run, end }];
}
