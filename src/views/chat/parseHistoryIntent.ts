import { mostConversationsAtOnce, type HistoryIntent } from '../../protocol/history';

/** Longest texts taken from the webview, in UTF-16 units. */
const limits = { identifier: 200, query: 1_000, title: 1_000 } as const;

/** A message about the history, checked like every message of the webview; `undefined` for anything else. */
export function parseHistoryIntent(fields: ReadonlyMap<string, unknown>): HistoryIntent | undefined {
  const type = fields.get('type');
  const conversationId = identifierOf(fields.get('conversationId'));
  const conversationIds = identifiersOf(fields.get('conversationIds'));
  switch (type) {
    case 'showChatFiles':
    case 'historyClosed':
    case 'restoreAllDeleted':
      return { type };
    case 'listConversations': {
      const part = partOf(fields);
      const query = textOf(fields.get('query'), limits.query);
      return part === undefined || query === undefined ? undefined : { type, ...part, query };
    }
    case 'listDeleted': {
      const part = partOf(fields);
      return part === undefined ? undefined : { type, ...part };
    }
    case 'listConversationIds': {
      const request = countOf(fields.get('request'));
      const query = textOf(fields.get('query'), limits.query);
      return request === undefined || query === undefined ? undefined : { type, request, query };
    }
    case 'openConversation':
    case 'exportConversation':
      return conversationId === undefined ? undefined : { type, conversationId };
    case 'renameConversation': {
      const title = textOf(fields.get('title'), limits.title);
      return conversationId === undefined || title === undefined
        ? undefined
        : { type, conversationId, title };
    }
    case 'pinConversation': {
      const pinned = fields.get('pinned');
      return conversationId === undefined || typeof pinned !== 'boolean'
        ? undefined
        : { type, conversationId, pinned };
    }
    case 'deleteConversations':
    case 'restoreConversations':
      return conversationIds === undefined ? undefined : { type, conversationIds };
    default:
      return undefined;
  }
}

/** Which part of a list is asked for, and by which question. */
function partOf(
  fields: ReadonlyMap<string, unknown>,
): { readonly request: number; readonly offset: number; readonly count: number } | undefined {
  const [request, offset, count] = ['request', 'offset', 'count'].map((name) => countOf(fields.get(name)));
  if (request === undefined || offset === undefined) return undefined;
  if (count === undefined || count > mostConversationsAtOnce) return undefined;
  return { request, offset, count };
}

function textOf(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value.length <= longest ? value : undefined;
}

function identifierOf(value: unknown): string | undefined {
  const text = textOf(value, limits.identifier);
  return text === '' ? undefined : text;
}

/** A copy, so that what was checked is what is used. */
function identifiersOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > mostConversationsAtOnce) return undefined;
  const identifiers = value.map(identifierOf);
  return identifiers.every((identifier) => identifier !== undefined) ? identifiers : undefined;
}

function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
