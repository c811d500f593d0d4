import type { Conversation } from '../chat/conversation';
import { endingInLiving } from '../chat/deletion';
import { livingMessages } from '../chat/livingMessages';
import type { ConversationSettings } from '../chat/conversationSettings';
import type { Attachment, AssistantMessage, Message, UserMessage } from '../chat/message';
import { titleOf } from '../chat/title';
import type { TokenUsage } from '../inference/streamEvent';
import type { Pace } from '../pace';
import { AnswerRuns, type AnswerVersion } from './answerRuns';
import {
  formatVersion,
  type AnswerPosition,
  type ConversationRecord,
  type TitleWriter,
} from './conversationRecord';
import { parseRecord } from './parseRecord';

/** Where on disk an answer ends: what "Continue" goes on from. */
export interface AnswerTail {
  /** The answer's id in the file; a second version of it is shown under an id of its own. */
  readonly answerId: string;
  readonly run: string;
  readonly position: AnswerPosition;
}

/** All that could be read of a conversation's file. */
export interface StoredConversation {
  readonly conversation: Conversation;
  readonly draft: string;
  /** What was going to go along with the draft. */
  readonly attachments: readonly Attachment[];
  /** What is set for this conversation alone. */
  readonly settings: ConversationSettings;
  /** By message id, for each answer. */
  readonly tails: ReadonlyMap<string, AnswerTail>;
  /** When the last message was written or the last answer ended, in milliseconds since the epoch. */
  readonly updatedAt: number;
  /** Who wrote the title; `undefined` where it is the first words. */
  readonly titledBy: TitleWriter | undefined;
  /** Whether the person wants it at the top of the list. */
  readonly pinned: boolean;
  /** Whether its first line was found. Without it, what was written before lies elsewhere or is damaged. */
  readonly hasBeginning: boolean;
  /** Whether a later version of the format stands in it, so that something may mean more than is understood here. */
  readonly isNewer: boolean;
  /** Lines that are no record: torn, damaged, or of a later version. They stay in the file. */
  readonly unreadableLines: number;
}

interface AnswerEntry {
  readonly id: string;
  readonly parentId: string;
  readonly createdAt: number;
  readonly runs: AnswerRuns;
}

/**
 * Reads a conversation's file, however damaged: what is readable is shown, a message whose question was lost stands
 * after whatever was written before it, and an answer that nobody ended is `cut-off`. Changes nothing on disk.
 */
export function readConversation(id: string, content: string): StoredConversation {
  const reading = new Reading();
  for (const line of content.split('\n')) reading.addLine(line);
  return reading.result(id);
}

const lineBreak = 0x0a;

/**
 * {@link readConversation} of a file's bytes and of lines that are to follow them, in slices between which everything
 * else has its turn: a file may have a hundred megabytes. The bytes must not change meanwhile.
 */
export async function readConversationFile(
  id: string,
  bytes: Uint8Array,
  lines: readonly string[],
  pace: Pace,
): Promise<StoredConversation> {
  const reading = new Reading();
  const decoder = new TextDecoder();
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(lineBreak, start);
    const end = found === -1 ? bytes.length : found;
    reading.addLine(decoder.decode(bytes.subarray(start, end)));
    start = end + 1;
    if (pace.isDue) await pace.step();
  }
  for (const line of lines) reading.addLine(line);
  return reading.result(id);
}

class Reading {
  readonly #seen = new Set<string>();
  readonly #entries = new Map<string, UserMessage | AnswerEntry>();
  #head: string | null = null;
  readonly #visited = new Set<string>();
  readonly #deletedIds = new Set<string>();
  #titles: Readonly<Record<TitleWriter, string>> = { person: '', model: '' };
  #pinned = false;
  #hasBeginning = false;
  #isNewer = false;
  #draft = '';
  #attachments: readonly Attachment[] = [];
  #settings: ConversationSettings = {};
  #updatedAt = 0;
  #unreadableLines = 0;

  addLine(line: string): void {
    if (line.trim() === '') return;
    const written = parseRecord(line);
    if (!written) {
      this.#unreadableLines += 1;
      return;
    }
    // A write that failed half-way is repeated whole: its first records then stand in the file twice.
    const name = `${written.writer} ${String(written.sequence)}`;
    if (written.sequence >= 0 && this.#seen.has(name)) return;
    this.#seen.add(name);
    this.#add(written.record);
  }

  #add(record: ConversationRecord): void {
    switch (record.kind) {
      case 'header':
        this.#hasBeginning = true;
        this.#isNewer ||= record.format > formatVersion;
        this.#touch(record.createdAt);
        return;
      case 'message':
        if (this.#entries.has(record.message.id)) return;
        this.#entries.set(record.message.id, record.message);
        this.#setHead(record.message.id);
        this.#touch(record.message.createdAt);
        return;
      case 'answer':
        this.#answer(record.id, record.parentId, record.createdAt)?.runs.begin(record);
        this.#setHead(record.id);
        this.#touch(record.createdAt);
        return;
      case 'continue':
        this.#answer(record.id)?.runs.begin(record);
        return;
      case 'model':
        this.#answer(record.id)?.runs.useModel(record);
        return;
      case 'text':
        this.#answer(record.id)?.runs.addText(record);
        return;
      case 'end':
        this.#answer(record.id)?.runs.finish(record);
        this.#touch(record.end.time);
        return;
      case 'head':
        this.#setHead(record.id);
        return;
      case 'deleted':
        for (const id of record.ids) this.#deletedIds.add(id);
        return;
      case 'restored':
        for (const id of record.ids) this.#deletedIds.delete(id);
        return;
      case 'title':
        this.#titles = { ...this.#titles, [record.by]: record.title };
        return;
      case 'pin':
        this.#pinned = record.pinned;
        return;
      case 'draft':
        this.#draft = record.text;
        return;
      case 'attachments':
        this.#attachments = record.attachments;
        return;
      case 'settings':
        this.#settings = record.settings;
        return;
    }
  }

  /** The answer of this id, begun here if its own beginning was lost. */
  #answer(id: string, parentId = '', createdAt = this.#updatedAt): AnswerEntry | undefined {
    const known = this.#entries.get(id);
    if (known) return 'runs' in known ? known : undefined;
    const entry: AnswerEntry = { id, parentId, createdAt, runs: new AnswerRuns() };
    this.#entries.set(id, entry);
    this.#setHead(id);
    return entry;
  }

  #setHead(id: string | null): void {
    this.#head = id;
    if (id === null) return;
    this.#visited.delete(id);
    this.#visited.add(id);
  }

  #touch(time: number): void {
    this.#updatedAt = Math.max(this.#updatedAt, time);
  }

  result(id: string): StoredConversation {
    const written = new Map<string, Message>();
    const tails = new Map<string, AnswerTail>();
    let previousId: string | null = null;
    for (const entry of this.#entries.values()) {
      if ('runs' in entry) {
        const parentId = written.has(entry.parentId) ? entry.parentId : (previousId ?? entry.parentId);
        entry.runs.versions().forEach((version, index) => {
          const messageId = index === 0 ? entry.id : `${entry.id}~${version.run}`;
          written.set(messageId, answerOf(version, messageId, parentId, entry.createdAt));
          tails.set(messageId, { answerId: entry.id, run: version.run, position: version.position });
        });
      } else {
        const { parentId } = entry;
        written.set(
          entry.id,
          parentId === null || written.has(parentId) ? entry : { ...entry, parentId: previousId },
        );
      }
      previousId = entry.id;
    }
    const headId = this.#head === null || written.has(this.#head) ? this.#head : previousId;
    const messages = livingMessages(written, this.#deletedIds);
    const { person, model } = this.#titles;
    return {
      conversation: endingInLiving({
        id,
        title: person || model || firstWords(messages),
        messages,
        headId,
        written,
        deletedIds: this.#deletedIds,
        visited: this.#visited,
      }),
      draft: this.#draft,
      attachments: this.#attachments,
      settings: this.#settings,
      tails,
      updatedAt: this.#updatedAt,
      titledBy: person !== '' ? 'person' : model !== '' ? 'model' : undefined,
      pinned: this.#pinned,
      hasBeginning: this.#hasBeginning,
      isNewer: this.#isNewer,
      unreadableLines: this.#unreadableLines,
    };
  }
}

function firstWords(messages: ReadonlyMap<string, Message>): string {
  for (const message of messages.values()) if (message.role === 'user') return titleOf(message);
  return '';
}

function answerOf(version: AnswerVersion, id: string, parentId: string, createdAt: number): AssistantMessage {
  const { lastEnd } = version;
  const usage = sumOfUsage(version);
  const cost = sumOfCost(version);
  return {
    role: 'assistant',
    id,
    parentId,
    createdAt,
    text: version.text,
    reasoning: version.reasoning,
    state: lastEnd?.state ?? 'cut-off',
    model: version.model,
    ...(lastEnd?.provider !== undefined && { provider: lastEnd.provider }),
    ...(lastEnd?.requestId !== undefined && { requestId: lastEnd.requestId }),
    ...(usage && { usage }),
    ...(cost !== undefined && { cost }),
    ...(lastEnd?.error && { error: lastEnd.error }),
  };
}

function sumOfUsage(version: AnswerVersion): TokenUsage | undefined {
  return version.ends
    .flatMap((end) => (end.usage ? [end.usage] : []))
    .reduce<TokenUsage | undefined>(addUsage, undefined);
}

function sumOfCost(version: AnswerVersion): number | undefined {
  const costs = version.ends.flatMap((end) => (end.cost === undefined ? [] : [end.cost]));
  return costs.length === 0 ? undefined : costs.reduce((sum, cost) => sum + cost, 0);
}

/** The tokens of two runs of one answer together. */
export function addUsage(one: TokenUsage | undefined, other: TokenUsage): TokenUsage {
  if (!one) return other;
  return {
    promptTokens: one.promptTokens + other.promptTokens,
    completionTokens: one.completionTokens + other.completionTokens,
  };
}
