import { looksLikeChatGpt, readChatGpt } from './chatGpt';
import { isFields, textOf, type Fields } from './fields';
import { looksLikeHuggingChat, readHuggingChat } from './huggingChat';
import { fileId, type ImportedChat } from './importedChat';
import { looksLikeOurs, ourVersion, readOurs } from './ourFormat';
import { scanJson, type JsonEnd, type JsonPiece } from './scanJson';

/** Why something in a file could not be read. */
export type ReadProblem =
  /** It is no conversation of a kind that we know. */
  | 'notAChat'
  /** It is one, but not whole. */
  | 'damaged'
  /** The file ends in the middle, as after a download that broke off. */
  | 'cutOff'
  /** A later version of this extension made it. */
  | 'laterVersion'
  /** It holds no JSON. */
  | 'notJson';

type Reading =
  | { readonly kind: 'chat'; readonly chat: ImportedChat }
  /** A conversation in which nothing was written. */
  | { readonly kind: 'empty' }
  /** `title` is empty where it can't be told. */
  | { readonly kind: 'problem'; readonly problem: ReadProblem; readonly title: string };

/** What was found next in a file, and how far into the file that is, from 0 to 1. */
export type Found = Reading & { readonly progress: number };

/** Bytes. What is longer is no conversation that could be shown, and may be longer than a text can be. */
const longestValue = 256 * 1024 * 1024;

/**
 * Reads the conversations of a file one after the other: of our export, HuggingChat's or ChatGPT's, told by what is in
 * it, not by its name. What is damaged is told as a problem, and the others are read all the same.
 */
export function* readChats(bytes: Uint8Array): Generator<Found> {
  const scan = scanJson(bytes, 'conversations');
  let isLaterVersion = false;
  let listed = 0;
  let members = 0;
  for (;;) {
    const step: IteratorResult<JsonPiece, JsonEnd> = scan.next();
    if (step.done === true) {
      const reading = readingOfRest(step.value, bytes, { listed, members });
      if (reading) yield { ...reading, progress: 1 };
      return;
    }
    const { within, name, start, end } = step.value;
    if (within === 'object' && name !== 'conversations') {
      members += 1;
      if (name === 'version') isLaterVersion = isLater(valueIn(bytes, start, end));
    } else if (isLaterVersion) {
      yield { ...problem('laterVersion'), progress: 1 };
      return;
    } else {
      listed += 1;
      yield { ...readingOf(valueIn(bytes, start, end)), progress: end / bytes.length };
    }
  }
}

/** What is to be said of a file besides what it listed: that it is damaged, or the one conversation that it is. */
function readingOfRest(
  end: JsonEnd,
  bytes: Uint8Array,
  seen: { readonly listed: number; readonly members: number },
): Reading | undefined {
  if (end !== 'complete') return problem(end);
  if (seen.listed > 0) return undefined;
  // A list without a part is an export of somebody who has no chat.
  if (seen.members === 0) return { kind: 'empty' };
  const value = valueIn(bytes, 0, bytes.length);
  if (isFields(value) && Array.isArray(value['conversations'])) return { kind: 'empty' };
  return readingOf(value);
}

function readingOf(value: unknown): Reading {
  if (!isFields(value)) return problem(value === undefined ? 'damaged' : 'notAChat');
  const title = textOf(value['title']);
  try {
    if (looksLikeOurs(value)) return readingOfOurs(value, title);
    const read = looksLikeChatGpt(value)
      ? readChatGpt
      : looksLikeHuggingChat(value)
        ? readHuggingChat
        : undefined;
    if (!read) return problem('notAChat', title);
    const chat = read(value);
    return chat ? { kind: 'chat', chat } : { kind: 'empty' };
  } catch {
    // Nobody's file is to end the reading of the others, whatever is in it.
    return problem('damaged', title);
  }
}

function readingOfOurs(value: Fields, title: string): Reading {
  const conversation = readOurs(value);
  if (!conversation) return problem('damaged', title);
  const { id, messages, draft, attachments } = conversation;
  if (messages.length === 0 && draft === '' && attachments.length === 0) return { kind: 'empty' };
  const safeId = /^[\w-]{1,100}$/.test(id) ? id : fileId('chat', id, () => JSON.stringify(messages));
  return { kind: 'chat', chat: { conversation: { ...conversation, id: safeId }, leftOut: 0 } };
}

function problem(kind: ReadProblem, title = ''): Reading {
  return { kind: 'problem', problem: kind, title };
}

function isLater(version: unknown): boolean {
  return typeof version === 'number' && version > ourVersion;
}

/** A part of the file as a value; `undefined` if it is none. */
function valueIn(bytes: Uint8Array, start: number, end: number): unknown {
  if (end - start > longestValue) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes.subarray(start, end)));
  } catch {
    return undefined;
  }
}
