import { conversationSettingsOf } from '../chat/conversationSettings';
import type { ConversationRecord } from '../storage/conversationRecord';
import { parseRecord } from '../storage/parseRecord';
import { readConversation } from '../storage/readConversation';
import { fieldsOf, isFields, listOf, textOf, timeOf, type Fields } from './fields';
import { picturesIn, placeBefore, portableOf, type PortableConversation } from './portableConversation';

/**
 * Our export, for keeping and for moving:
 *
 *     {
 *       "format": "huggingphaze-chats",
 *       "version": 1,
 *       "exportedAt": "2026-11-25T14:05:00.000Z",
 *       "conversations": [{
 *         "id", "title", "titledBy"?: "person" or "model", "pinned", "updatedAt", "headId",
 *         "messages": [
 *           { "role": "user", "id", "parentId", "createdAt", "text", "promptText"?,
 *             "attachments": [{ "id", "label", "languageId", "text" },
 *                             { "kind": "picture", "id", "label",
 *                               "picture": { "file", "mediaType", "width", "height", "size" } }] },
 *           { "role": "assistant", "id", "parentId", "createdAt", "text", "reasoning", "state", "model",
 *             "provider"?, "requestId"?, "usage"?: { "promptTokens", "completionTokens" }, "cost"?, "error"? }
 *         ],
 *         "visited", "draft", "attachments",
 *         "settings": { "instructions"?, "creativity"?, "length"? },
 *         "pictures": { "<file>": "data:image/png;base64,…" }
 *       }]
 *     }
 *
 * Times within a conversation are milliseconds since the epoch, costs US dollars. `messages` holds every branch, in
 * the order in which they were written, parents before children; `parentId` is `null` for a first message, and
 * `headId` is the last message of the path that is shown. A new field keeps the version, and is passed over by who
 * doesn't know it; the version goes up when a field means something else than before.
 */
export const ourFormat = 'huggingphaze-chats';
export const ourVersion = 1;

/** An export in pieces, one for each conversation, as one text of all may be longer than a text can be. */
export function* formatOurs(
  conversations: Iterable<PortableConversation>,
  exportedAt: Date,
): Generator<string> {
  const head = { format: ourFormat, version: ourVersion, exportedAt: exportedAt.toISOString() };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "conversations": [`;
  let between = '\n';
  for (const conversation of conversations) {
    yield `${between}${JSON.stringify(conversation, null, 2)}`;
    between = ',\n';
  }
  yield '\n]}\n';
}

export function looksLikeOurs(value: Fields): boolean {
  return Array.isArray(value['messages']) && 'headId' in value;
}

/**
 * A conversation of our export, with every field checked by what reads our files; `undefined` where something in it
 * is not what it should be, as part of a conversation is none.
 */
export function readOurs(value: Fields): PortableConversation | undefined {
  const id = textOf(value['id']);
  const messages = listOf(value['messages']);
  const rawRecords: Fields[] = [];
  const known = new Set<string>();
  for (const message of messages) {
    if (!isFields(message)) return undefined;
    const role = message['role'] === 'assistant' ? 'assistant' : 'user';
    const place = {
      role,
      parentId: textOf(message['parentId']),
      createdAt: timeOf(message['createdAt']) ?? 0,
    } as const;
    rawRecords.push(...placeBefore(place, known).map((record) => ({ ...record })));
    known.add(textOf(message['id']));
    rawRecords.push(...(role === 'assistant' ? rawAnswer(message) : [{ kind: 'message', message }]));
  }
  const { draft, attachments, headId } = value;
  rawRecords.push({ kind: 'attachments', attachments: listOf(attachments) });
  const lines = rawRecords.map((record) => JSON.stringify(record));
  const complete = rawRecords.every((record, index) =>
    isWhole(record, parseRecord(lines[index] ?? '')?.record),
  );
  if (!complete) return undefined;
  const stored = portableOf(readConversation(id, lines.join('\n')), {});
  if (stored.messages.length !== messages.length) return undefined;
  const living = new Set(stored.messages.map((message) => message.id));
  const pictures = fieldsOf(value['pictures']);
  const shown = picturesIn(stored).flatMap(({ file }) => {
    const address = pictures[file];
    return typeof address === 'string' ? [[file, address] as const] : [];
  });
  const visited = listOf(value['visited']).filter((messageId) => typeof messageId === 'string');
  return {
    ...stored,
    visited: [
      ...new Set([...stored.visited, ...visited.filter((messageId) => living.has(messageId))].reverse()),
    ].reverse(),
    pictures: Object.fromEntries(shown),
    ...titleOf(value, stored.title),
    pinned: value['pinned'] === true,
    settings: conversationSettingsOf(value['settings']),
    draft: textOf(draft),
    headId:
      typeof headId === 'string' && living.has(headId) ? headId : headId === null ? null : stored.headId,
    updatedAt: Math.max(timeOf(value['updatedAt']) ?? 0, stored.updatedAt),
  };
}

/** A title that nobody is said to have written counts as a person's, unless it is just the first words. */
function titleOf(value: Fields, firstWords: string): Pick<PortableConversation, 'title' | 'titledBy'> {
  const title = textOf(value['title']);
  if (title === '' || (title === firstWords && value['titledBy'] === undefined))
    return { title: firstWords, titledBy: undefined };
  return { title, titledBy: value['titledBy'] === 'model' ? 'model' : 'person' };
}

function rawAnswer(message: Fields): readonly Fields[] {
  const { id, parentId, createdAt, model, text, reasoning, ...end } = message;
  const run = id;
  return [
    { kind: 'answer', id, run, parentId, createdAt },
    { kind: 'model', id, run, model },
    { kind: 'text', id, run, at: { text: 0, reasoning: 0 }, text, reasoning },
    { kind: 'end', id, run, end: { ...end, time: createdAt } },
  ];
}

/** Whether nothing was left out when a record was checked. */
function isWhole(raw: Fields, record: ConversationRecord | undefined): boolean {
  if (!record) return false;
  if (record.kind === 'attachments') return record.attachments.length === listOf(raw['attachments']).length;
  if (record.kind !== 'message') return true;
  return record.message.attachments.length === listOf(fieldsOf(raw['message'])['attachments']).length;
}
