import type { Attachment } from '../chat/message';
import { ThinkTags } from '../inference/thinkTags';
import {
  bytesFromBase64,
  fieldsOf,
  firstText,
  isFields,
  listOf,
  textOf,
  timeOf,
  type Fields,
} from './fields';
import { ChatBuilder, fileId, placeholder, type ImportedChat } from './importedChat';
import { parentsFirst, shownAbove, type TreeNode } from './messageTree';

/*
 * HuggingChat's export is a ZIP with `conversations.json`: a list of its database's documents, as its source
 * (`huggingface/chat-ui`, `src/routes/api/v2/export` and `src/lib/types`) writes them. Messages are a tree by
 * `ancestors`; older ones have none and follow one another. `files` is a list of names there, the same in every
 * message of a conversation; elsewhere it is a list of files, some with their bytes.
 */

interface Place extends TreeNode {
  readonly fields: Fields;
}

export function looksLikeHuggingChat(value: Fields): boolean {
  const [first] = listOf(value['messages']);
  return Array.isArray(value['messages']) && (first === undefined || 'from' in fieldsOf(first));
}

/** @returns the conversation; `undefined` if there is no message in it */
export function readHuggingChat(value: Fields): ImportedChat | undefined {
  const places = placesOf(listOf(value['messages']));
  const above = shownAbove(places, ({ fields }) => isShown(fields));
  const shown = [...places.values()]
    .filter(({ fields }) => isShown(fields))
    .map((place) => ({ ...place, parentId: above(place.parentId) }));
  const chat = new ChatBuilder();
  const begun = timeOf(value['createdAt']) ?? timeOf(value['updatedAt']) ?? 0;
  const namedFiles = new Set<string>();
  let leftOut = 0;
  for (const { id, parentId, fields } of parentsFirst(shown)) {
    const place = { id, parentId: parentId ?? null, createdAt: timeOf(fields['createdAt']) ?? begun };
    for (const file of listOf(fields['files'])) if (typeof file === 'string') namedFiles.add(file);
    const { attachments, placeholders } = filesOf(id, listOf(fields['files']));
    leftOut += placeholders.length;
    if (fields['from'] === 'user') {
      const text = [textOf(fields['content']), ...placeholders].filter((part) => part !== '').join('\n\n');
      chat.addUser({ ...place, text, attachments });
    } else {
      chat.addAnswer({ ...place, ...answerOf(fields, placeholders, textOf(value['model'])) });
    }
  }
  const last = [...places.keys()].at(-1);
  const conversation = chat.build({
    id: fileId('huggingchat', idOf(value['_id'] ?? value['id']), () => JSON.stringify(value['messages'])),
    title: textOf(value['title']),
    updatedAt: timeOf(value['updatedAt']),
    headId: above(last),
    instructions: firstText(
      value['preprompt'],
      ...[...places.values()].map(({ fields }) => fields['from'] === 'system' && fields['content']),
    ),
  });
  return conversation && { conversation, leftOut: leftOut + namedFiles.size };
}

function placesOf(messages: readonly unknown[]): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let previousId: string | undefined;
  const hasTree = messages.some((message) => listOf(fieldsOf(message)['ancestors']).length > 0);
  for (const [index, fields] of messages.entries()) {
    if (!isFields(fields)) continue;
    const id = firstText(idOf(fields['id'])) || `message-${index}`;
    if (places.has(id)) continue;
    const ancestor = textOf(listOf(fields['ancestors']).at(-1));
    places.set(id, { id, fields, parentId: hasTree ? ancestor || undefined : previousId });
    previousId = id;
  }
  return places;
}

function isShown(fields: Fields): boolean {
  return fields['from'] === 'user' || fields['from'] === 'assistant';
}

function answerOf(
  fields: Fields,
  placeholders: readonly string[],
  conversationModel: string,
): {
  text: string;
  reasoning: string;
  state: 'done' | 'stopped';
  model: string;
  provider?: string;
} {
  // Models that think in tags were kept as they wrote.
  const tags = new ThinkTags();
  const thoughts = [tags.take(textOf(fields['content'])), tags.finish()];
  const reasoning = [textOf(fields['reasoning']), ...thoughts.map((thought) => thought.reasoning)];
  const router = fieldsOf(fields['routerMetadata']);
  const provider = textOf(router['provider']);
  return {
    text: [thoughts.map(({ text }) => text).join(''), ...placeholders]
      .filter((part) => part !== '')
      .join('\n\n'),
    reasoning: reasoning.join(''),
    state: fields['interrupted'] === true ? 'stopped' : 'done',
    model: firstText(router['model'], conversationModel),
    ...(provider !== '' && { provider }),
  };
}

/** What of a message's files is text goes along; the rest is named where it stood. */
function filesOf(
  messageId: string,
  files: readonly unknown[],
): { attachments: readonly Attachment[]; placeholders: readonly string[] } {
  const attachments: Attachment[] = [];
  const placeholders: string[] = [];
  for (const [index, file] of files.filter(isFields).entries()) {
    const { type, mime } = file;
    const name = textOf(file['name']);
    const text =
      type === 'base64' && isTextual(textOf(mime)) ? textFromBase64(textOf(file['value'])) : undefined;
    if (text === undefined) {
      placeholders.push(placeholder(textOf(mime).startsWith('image/') ? 'Picture' : 'File', name));
    } else {
      attachments.push({
        id: `${messageId}-file-${index}`,
        label: name || 'File',
        languageId: 'plaintext',
        text,
      });
    }
  }
  return { attachments, placeholders };
}

function isTextual(mime: string): boolean {
  return (
    mime.startsWith('text/') || mime === 'application/json' || mime === 'application/vnd.chatui.clipboard'
  );
}

function textFromBase64(value: string): string | undefined {
  const bytes = bytesFromBase64(value);
  if (!bytes) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** An id of MongoDB, which is written as a text or as `{"$oid": …}`. */
function idOf(value: unknown): string {
  return firstText(value, fieldsOf(value)['$oid']);
}
