import { conversationSettingsOf } from '../chat/conversationSettings';
import type { Attachment, StoredPicture, UserMessage } from '../chat/message';
import type { InferenceError, InferenceErrorCause, InferenceErrorKind } from '../inference/inferenceError';
import type { TokenUsage } from '../inference/streamEvent';
import type {
  AnswerEnd,
  AnswerPosition,
  ConversationRecord,
  EndState,
  WrittenRecord,
} from './conversationRecord';
import { isPictureFile } from './pictureStore';

type Fields = Readonly<Record<string, unknown>>;

const endStates: ReadonlySet<string> = new Set<EndState>(['done', 'stopped', 'cut-off', 'error']);

const errorKinds: ReadonlySet<string> = new Set(
  Object.keys({
    noToken: true,
    badToken: true,
    tokenLacksPermission: true,
    noCredit: true,
    modelUnavailable: true,
    modelGated: true,
    tooLong: true,
    rateLimited: true,
    providerDown: true,
    offline: true,
    timedOut: true,
    badRequest: true,
    unexpected: true,
  } satisfies Record<InferenceErrorKind, true>),
);

const errorCauses: ReadonlySet<string> = new Set(
  Object.keys({
    emptyAnswer: true,
    notAnAnswer: true,
    redirected: true,
    starting: true,
    connectionClosed: true,
    connectionNotTrusted: true,
    badAddress: true,
    badBillTo: true,
    conversationShape: true,
    stalled: true,
  } satisfies Record<InferenceErrorCause, true>),
);

/**
 * Reads one line of a conversation's file. `undefined` for whatever is not a record that this version knows: a torn
 * line, garbage, a kind that a later version added. A damaged disk can hold anything, so every field is checked.
 */
export function parseRecord(line: string): WrittenRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isFields(value)) return undefined;
  const record = recordOf(value);
  return record && { writer: textOf(value['writer']), sequence: numberOf(value['sequence'], -1), record };
}

function recordOf(fields: Fields): ConversationRecord | undefined {
  const { kind, id, run } = fields;
  switch (kind) {
    case 'header':
      return {
        kind,
        format: numberOf(fields['format']),
        id: textOf(id),
        createdAt: numberOf(fields['createdAt']),
      };
    case 'message': {
      const message = userMessageOf(fields['message']);
      return message && { kind, message };
    }
    case 'answer':
      if (!isName(id) || !isName(run)) return undefined;
      return {
        kind,
        id,
        run,
        parentId: textOf(fields['parentId']),
        createdAt: numberOf(fields['createdAt']),
      };
    case 'continue':
      if (!isName(id) || !isName(run)) return undefined;
      return {
        kind,
        id,
        run,
        afterRun: textOf(fields['afterRun']),
        at: positionOf(fields['at']),
      };
    case 'model':
      if (!isName(id) || !isName(run)) return undefined;
      return { kind, id, run, model: textOf(fields['model']) };
    case 'text':
      if (!isName(id) || !isName(run)) return undefined;
      return {
        kind,
        id,
        run,
        at: positionOf(fields['at']),
        text: textOf(fields['text']),
        reasoning: textOf(fields['reasoning']),
      };
    case 'end':
      if (!isName(id) || !isName(run) || !isFields(fields['end'])) return undefined;
      return { kind, id, run, end: endOf(fields['end']) };
    case 'head':
      return id === null || isName(id) ? { kind, id } : undefined;
    case 'deleted':
    case 'restored': {
      const { ids } = fields;
      return Array.isArray(ids) ? { kind, ids: ids.filter(isName) } : undefined;
    }
    case 'title':
      // Who wrote it may be missing; a title that nobody claims is not given up for a model's.
      return {
        kind,
        title: textOf(fields['title']),
        by: fields['by'] === 'model' ? 'model' : 'person',
      };
    case 'pin':
      return { kind, pinned: fields['pinned'] === true };
    case 'draft':
      return { kind, text: textOf(fields['text']) };
    case 'attachments':
      return { kind, attachments: attachmentsOf(fields['attachments']) };
    case 'settings':
      return { kind, settings: conversationSettingsOf(fields['settings']) };
    default:
      return undefined;
  }
}

function userMessageOf(value: unknown): UserMessage | undefined {
  if (!isFields(value) || !isName(value['id']) || typeof value['text'] !== 'string') return undefined;
  const { parentId, promptText } = value;
  return {
    role: 'user',
    id: value['id'],
    parentId: isName(parentId) ? parentId : null,
    createdAt: numberOf(value['createdAt']),
    text: value['text'],
    ...(typeof promptText === 'string' && { promptText }),
    attachments: attachmentsOf(value['attachments']),
  };
}

function attachmentsOf(value: unknown): readonly Attachment[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isFields).flatMap((fields): Attachment[] => {
    const { id, kind, label, languageId, text } = fields;
    if (!isName(id)) return [];
    if (kind === 'picture') {
      const picture = pictureOf(fields['picture']);
      return picture ? [{ kind, id, label: textOf(label), picture }] : [];
    }
    if (typeof text !== 'string') return [];
    return [{ id, label: textOf(label), languageId: textOf(languageId), text }];
  });
}

function pictureOf(value: unknown): StoredPicture | undefined {
  if (!isFields(value)) return undefined;
  const { file, mediaType } = value;
  if (typeof file !== 'string' || !isPictureFile(file)) return undefined;
  if (mediaType !== 'image/jpeg' && mediaType !== 'image/png') return undefined;
  return {
    file,
    mediaType,
    width: numberOf(value['width']),
    height: numberOf(value['height']),
    size: numberOf(value['size']),
  };
}

function endOf(fields: Fields): AnswerEnd {
  const { state, provider, requestId, cost } = fields;
  const usage = usageOf(fields['usage']);
  const end = {
    time: numberOf(fields['time']),
    ...(typeof provider === 'string' && { provider }),
    ...(typeof requestId === 'string' && { requestId }),
    ...(usage && { usage }),
    ...(typeof cost === 'number' && { cost }),
  };
  if (state === 'error') return { ...end, state, error: errorOf(fields['error']) };
  // A state of a later version is at least an end; "cut off" keeps every way on open.
  return { ...end, state: isEndState(state) ? state : 'cut-off' };
}

function usageOf(value: unknown): TokenUsage | undefined {
  if (!isFields(value)) return undefined;
  return {
    promptTokens: numberOf(value['promptTokens']),
    completionTokens: numberOf(value['completionTokens']),
  };
}

function errorOf(value: unknown): InferenceError {
  if (!isFields(value)) return { kind: 'unexpected' };
  const { kind, cause, status, provider, askedProvider, requestId, serviceMessage, retryAfterSeconds } =
    value;
  return {
    kind: isErrorKind(kind) ? kind : 'unexpected',
    ...(isErrorCause(cause) && { cause }),
    ...(typeof status === 'number' && { status }),
    ...(typeof provider === 'string' && { provider }),
    ...(typeof askedProvider === 'string' && { askedProvider }),
    ...(typeof requestId === 'string' && { requestId }),
    ...(typeof serviceMessage === 'string' && { serviceMessage }),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
  };
}

function positionOf(value: unknown): AnswerPosition {
  if (!isFields(value)) return { text: 0, reasoning: 0 };
  return { text: numberOf(value['text']), reasoning: numberOf(value['reasoning']) };
}

function isEndState(value: unknown): value is EndState {
  return typeof value === 'string' && endStates.has(value);
}

function isErrorKind(value: unknown): value is InferenceErrorKind {
  return typeof value === 'string' && errorKinds.has(value);
}

function isErrorCause(value: unknown): value is InferenceErrorCause {
  return typeof value === 'string' && errorCauses.has(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown, otherwise = 0): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}
