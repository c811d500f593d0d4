import { longestText, type ErrorActionId, type ViewIntent } from '../../protocol';
import { parseAttachmentIntent } from './parseAttachmentIntent';
import { parseHistoryIntent } from './parseHistoryIntent';
import { parsePromptIntent } from './parsePromptIntent';

/** Longest texts taken from the webview, in UTF-16 units. */
const limits = { text: longestText, identifier: 200, language: 100, href: 8_000 } as const;

const errorActions: Readonly<Record<ErrorActionId, true>> = {
  tryAgain: true,
  chooseModel: true,
  setToken: true,
  addCredits: true,
  openModelPage: true,
  openProviderSettings: true,
  newChat: true,
  openSettings: true,
  showLog: true,
};

/**
 * A message of the webview, checked and copied field by field; `undefined` for anything that is not exactly an
 * intent. The webview shows what models wrote, so what comes from there is not trusted.
 */
export function parseIntent(message: unknown): ViewIntent | undefined {
  const fields = ownFields(message);
  if (fields === undefined) return undefined;
  const text = (name: string, longest: number): string | undefined => {
    const value = fields.get(name);
    return typeof value === 'string' && value.length <= longest ? value : undefined;
  };
  const identifier = (name: string): string | undefined => {
    const value = text(name, limits.identifier);
    return value === '' ? undefined : value;
  };
  const type = fields.get('type');
  switch (type) {
    case 'ready':
    case 'stop':
    case 'newChat':
    case 'selectModel':
    case 'signIn':
    case 'openSettings':
    case 'dismissUndo':
    case 'chatSettings':
      return { type };
    case 'draftChanged': {
      const conversationId = identifier('conversationId');
      const value = text('text', limits.text);
      return conversationId === undefined || value === undefined
        ? undefined
        : { type, conversationId, text: value };
    }
    case 'send':
    case 'copyText': {
      const value = text('text', limits.text);
      return value === undefined ? undefined : { type, text: value };
    }
    case 'tryAgain':
    case 'tryAgainWithModel':
    case 'continueAnswer':
    case 'continueWithModel':
    case 'deleteMessage': {
      const messageId = identifier('messageId');
      return messageId === undefined ? undefined : { type, messageId };
    }
    case 'editMessage': {
      const messageId = identifier('messageId');
      const value = text('text', limits.text);
      return messageId === undefined || value === undefined ? undefined : { type, messageId, text: value };
    }
    case 'stepBranch': {
      const messageId = identifier('messageId');
      const direction = fields.get('direction');
      if (messageId === undefined || (direction !== 'previous' && direction !== 'next')) return undefined;
      return { type, messageId, direction };
    }
    case 'undo': {
      const id = identifier('id');
      return id === undefined ? undefined : { type, id };
    }
    case 'errorAction': {
      const messageId = identifier('messageId');
      const action = fields.get('action');
      return messageId === undefined || !isErrorAction(action) ? undefined : { type, messageId, action };
    }
    case 'insertAtCursor': {
      const code = text('code', limits.text);
      return code === undefined ? undefined : { type, code };
    }
    case 'newFile': {
      const code = text('code', limits.text);
      const language = text('language', limits.language);
      return code === undefined || language === undefined ? undefined : { type, code, language };
    }
    case 'openLink': {
      const href = text('href', limits.href);
      return href === undefined || !isOpenableLink(href) ? undefined : { type, href };
    }
    default:
      return parseAttachmentIntent(fields) ?? parsePromptIntent(fields) ?? parseHistoryIntent(fields);
  }
}

/** True for addresses that a browser or a mail program opens; never `command:`, `file:`, `javascript:` and their like. */
export function isOpenableLink(href: string): boolean {
  try {
    return ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol);
  } catch {
    return false;
  }
}

function isErrorAction(value: unknown): value is ErrorActionId {
  return typeof value === 'string' && Object.hasOwn(errorActions, value);
}

/** The object's own plain fields, each read once; `undefined` for what is no object or cannot be read. */
function ownFields(message: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return undefined;
  try {
    return new Map<string, unknown>(Object.entries(message));
  } catch {
    return undefined;
  }
}
