import type { ConversationRecord } from '../storage/conversationRecord';
import { StorageError, type StorageErrorKind } from '../storage/fileSystem';
import type { NewPicture } from '../storage/pictureStore';
import type { StoredConversation } from '../storage/readConversation';
import { fingerprint, type ImportedChat } from './importedChat';
import { newPicturesOf, recordsOf, type PortableConversation } from './portableConversation';
import { readChats, type ReadProblem } from './readChats';
import { isZip, unpackChats } from './unpack';

/** Why nothing could be read of a file as a whole. */
export type FileProblem = 'unreadable' | 'tooLarge' | 'damagedZip' | 'zipWithoutChats';

/** A file that a person chose. */
export interface ImportFile {
  /** As a person knows it, without its folder. */
  readonly name: string;
  /** Its bytes, read when its turn comes. Rejects, or tells why it is not read. */
  read(): Promise<Uint8Array | FileProblem>;
}

/** Where conversations go. */
export interface ImportTarget {
  read(conversationId: string): Promise<StoredConversation | undefined>;
  /** Makes a conversation's file whole or not at all; false if there is one of this id. */
  importConversation(conversationId: string, records: readonly ConversationRecord[]): Promise<boolean>;
  /** Keeps a picture, once however often it is shown. */
  addPicture(picture: NewPicture): Promise<unknown>;
}

export interface ImportOptions {
  readonly files: readonly ImportFile[];
  readonly target: ImportTarget;
  readonly signal: AbortSignal;
  /** Told how far it is, from 0 to 1, and how many conversations were added so far. */
  readonly onProgress: (progress: number, imported: number) => void;
  /** Milliseconds of any clock. */
  readonly now: () => number;
  /** Lets everything else have its turn. */
  readonly pause: () => Promise<void>;
}

export interface ImportTrouble {
  readonly file: string;
  /** The conversation's title; empty where it is about the whole file, or can't be told. */
  readonly title: string;
  readonly problem: ReadProblem | FileProblem;
}

/** What came of an import. */
export interface ImportSummary {
  /** Ids of the conversations that were added. */
  readonly imported: readonly string[];
  /** How many of those stand beside an older or newer self, which was left as it is. */
  readonly besides: number;
  readonly alreadyHere: number;
  readonly empty: number;
  /** Pictures and files that the messages only name. */
  readonly leftOut: number;
  readonly troubles: readonly ImportTrouble[];
  readonly cancelled: boolean;
  /** Why the rest could not be kept: the disk took no more. */
  readonly storageTrouble: StorageErrorKind | undefined;
}

/** Milliseconds of work after which everything else has its turn. */
const longestTurn = 20;

/**
 * Adds the conversations in the files. Each is added whole or not at all, none is changed that is here already, and
 * what can't be read of one doesn't keep the others out. Never rejects.
 */
export async function importChats(options: ImportOptions): Promise<ImportSummary> {
  const importing = new Importing(options);
  await importing.run();
  return importing.summary();
}

class Importing {
  readonly #options: ImportOptions;
  readonly #imported: string[] = [];
  readonly #troubles: ImportTrouble[] = [];
  #besides = 0;
  #alreadyHere = 0;
  #empty = 0;
  #leftOut = 0;
  #storageTrouble: StorageErrorKind | undefined;
  #turnBegan: number;

  constructor(options: ImportOptions) {
    this.#options = options;
    this.#turnBegan = options.now();
  }

  summary(): ImportSummary {
    return {
      imported: this.#imported,
      besides: this.#besides,
      alreadyHere: this.#alreadyHere,
      empty: this.#empty,
      leftOut: this.#leftOut,
      troubles: this.#troubles,
      cancelled: this.#options.signal.aborted,
      storageTrouble: this.#storageTrouble,
    };
  }

  async run(): Promise<void> {
    const { files } = this.#options;
    for (const [index, file] of files.entries()) {
      const contents = await this.#contentsOf(file);
      for (const [part, bytes] of contents.entries()) {
        await this.#importFrom(file.name, bytes, (progress) => {
          this.#options.onProgress(
            (index + (part + progress) / contents.length) / files.length,
            this.#imported.length,
          );
        });
        if (this.#isOver) return;
      }
      if (this.#isOver) return;
    }
  }

  get #isOver(): boolean {
    return this.#options.signal.aborted || this.#storageTrouble !== undefined;
  }

  async #contentsOf(file: ImportFile): Promise<readonly Uint8Array[]> {
    let bytes: Uint8Array | FileProblem;
    try {
      bytes = await file.read();
    } catch {
      bytes = 'unreadable';
    }
    if (typeof bytes === 'string') return this.#nothingIn(file, bytes);
    if (!isZip(bytes)) return [bytes];
    const unpacked = unpackChats(bytes);
    switch (unpacked.kind) {
      case 'files':
        return unpacked.files;
      case 'noChats':
        return this.#nothingIn(file, 'zipWithoutChats');
      case 'tooLarge':
        return this.#nothingIn(file, 'tooLarge');
      default:
        return this.#nothingIn(file, 'damagedZip');
    }
  }

  #nothingIn(file: ImportFile, problem: FileProblem): readonly Uint8Array[] {
    this.#troubles.push({ file: file.name, title: '', problem });
    return [];
  }

  async #importFrom(file: string, bytes: Uint8Array, onProgress: (progress: number) => void): Promise<void> {
    for (const found of readChats(bytes)) {
      if (this.#isOver) return;
      if (found.kind === 'problem') {
        this.#troubles.push({ file, title: found.title, problem: found.problem });
      } else if (found.kind === 'empty') {
        this.#empty += 1;
      } else {
        await this.#keep(found.chat);
      }
      if (this.#options.now() - this.#turnBegan > longestTurn) {
        onProgress(found.progress);
        await this.#options.pause();
        this.#turnBegan = this.#options.now();
      }
    }
  }

  async #keep({ conversation, leftOut }: ImportedChat): Promise<void> {
    try {
      const outcome = await this.#place(conversation);
      if (outcome === undefined) {
        this.#alreadyHere += 1;
        return;
      }
      this.#imported.push(outcome);
      if (outcome !== conversation.id) this.#besides += 1;
      this.#leftOut += leftOut;
    } catch (error) {
      this.#storageTrouble = error instanceof StorageError ? error.kind : 'unexpected';
    }
  }

  /** @returns the id under which it was added; `undefined` if all of it was here already */
  async #place(conversation: PortableConversation): Promise<string | undefined> {
    const { target } = this.#options;
    const ids = [conversation.id, idOfCopy(conversation)];
    for (const id of ids) {
      const present = await target.read(id);
      if (present) {
        if (holdsAll(present, conversation)) return undefined;
        continue;
      }
      for (const picture of newPicturesOf(conversation)) await target.addPicture(picture);
      if (await target.importConversation(id, recordsOf({ ...conversation, id }))) return id;
    }
    return undefined;
  }
}

/** The id of one that stands beside another of the same id: always the same for the same messages. */
function idOfCopy({ id, messages, draft }: PortableConversation): string {
  const content = messages.length > 0 ? messages.map((message) => message.id).join('\n') : draft;
  return `${id.slice(0, 80)}-${fingerprint(content)}`;
}

function holdsAll(present: StoredConversation, { messages, draft }: PortableConversation): boolean {
  if (messages.length === 0) return present.draft === draft || present.conversation.messages.size > 0;
  return messages.every(({ id }) => present.conversation.messages.has(id));
}
