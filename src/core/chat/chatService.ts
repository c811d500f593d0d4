import { Emitter, type Listen, type Releasable } from '../emitter';
import type { ConversationSummary } from '../storage/conversationIndex';
import { StorageError, type StorageErrorKind } from '../storage/fileSystem';
import type { StoredConversation } from '../storage/readConversation';
import { Branching } from './branching';
import type { ChatEvent, ConversationSnapshot, StorageTrouble } from './chatEvent';
import type { ConversationServices } from './conversationServices';
import type { Attachment, NewAttachment } from './message';
import { OpenConversation } from './openConversation';

/** Where a window remembers which conversation it shows. Each workspace has its own. */
export interface LastConversation {
  get(): PromiseLike<string | undefined>;
  set(conversationId: string): PromiseLike<void>;
}

export interface ChatServiceOptions extends ConversationServices {
  readonly lastConversation: LastConversation;
}

/** A message to send. */
export interface NewMessage {
  /** What the transcript shows. */
  readonly text: string;
  /** What the model is sent instead of `text`, where that differs. */
  readonly promptText?: string;
  /**
   * What goes along. Absent together with `promptText`: the message comes from the composer, so what is attached
   * there goes along and the draft is emptied. Commands give at least an empty list; the composer is then left alone.
   */
  readonly attachments?: readonly NewAttachment[];
}

/** `busy`: an answer is on its way; nothing was sent, and a text from the composer is its draft again. */
export type SendOutcome = 'answered' | 'busy' | 'empty';

/**
 * The chat of one window: one conversation is current, others may go on in the background. All that happens to the
 * current one is told through {@link onDidChange}; whoever shows it needs nothing else but {@link current} to begin.
 *
 * An answer that streams while another conversation is opened goes on and is saved in its own; opening that again
 * shows it where it stands. Nothing here rejects: what fails is in the conversation, in an event or in the log.
 */
export class ChatService implements Releasable {
  readonly #options: ChatServiceOptions;
  /** What `lastConversation` holds. */
  #remembered: string | undefined;
  readonly #changed = new Emitter<ChatEvent>();
  readonly #storeListener: Releasable;
  /** Conversations that are not shown but still receive an answer. */
  readonly #background = new Map<string, OpenConversation>();
  #current: OpenConversation;
  /** What was shown before {@link #current}: the last words typed in it may still be on their way. */
  #previous: OpenConversation | undefined;
  #loading: Promise<void> | undefined;
  #loaded = false;
  /** Counts what was asked to be shown, so that a slow reading doesn't replace a later choice. */
  #choice = 0;
  /** Why the last reading failed; `undefined` if it didn't. */
  #readTrouble: StorageErrorKind | undefined;

  constructor(options: ChatServiceOptions) {
    this.#options = options;
    this.#current = this.#new({ id: options.newId() });
    this.#storeListener = options.store.onDidChangeTrouble(() =>
      this.#tell({ type: 'storageTrouble', trouble: this.storageTrouble }),
    );
  }

  readonly onDidChange: Listen<ChatEvent> = this.#changed.event;

  readonly branching = new Branching(async () => {
    await this.load();
    return this.#current;
  });

  /** The conversation that is shown. Empty until {@link load} has ended. */
  get current(): ConversationSnapshot {
    return this.#current.snapshot;
  }

  /** The answer that is being written in the current conversation. */
  get streamingMessageId(): string | undefined {
    return this.#current.streamingMessageId;
  }

  /** An answer is on its way in the current conversation, perhaps not with its first word yet. {@link stop} ends it. */
  get busy(): boolean {
    return this.#current.busy;
  }

  /** Resolves when no answer is on its way in the conversation that is shown now. */
  async whenIdle(): Promise<void> {
    await this.#current.whenIdle();
  }

  /** Why something waits unwritten, or that something could not be read; the last `storageTrouble` event told the same. */
  get storageTrouble(): StorageTrouble | undefined {
    return (
      this.#options.store.trouble ??
      (this.#readTrouble && 'unreadable') ??
      (this.#current.isNewer ? 'newer' : undefined)
    );
  }

  /**
   * Reopens this window's last conversation; every other method waits for this first. An answer that a killed window
   * left half-way is `cut-off`, with what was saved of it. Reads only, whatever the state of the file.
   */
  load(): Promise<void> {
    this.#loading ??= this.#loadLast();
    return this.#loading;
  }

  async #loadLast(): Promise<void> {
    const id = await this.#options.lastConversation.get();
    this.#remembered = id;
    const stored = id === undefined ? undefined : await this.#read(id);
    if (stored) {
      // What was typed before the conversation was there stays in the composer, below what stood there already.
      const typed = this.#current.draft.text;
      this.#current.draft.dispose();
      this.#current = this.#new(stored);
      const { draft } = this.#current;
      if (typed !== '') draft.setText(draft.text === '' ? typed : `${draft.text}\n\n${typed}`);
    }
    this.#loaded = true;
    this.#tellOpened();
  }

  /** Sends a message and resolves when its answer has ended and is saved, or at once if it can't be sent now. */
  async send(message: NewMessage): Promise<SendOutcome> {
    await this.load();
    const conversation = this.#current;
    const isDraft = message.promptText === undefined && message.attachments === undefined;
    const attachments = isDraft
      ? conversation.draft.attachments
      : (message.attachments ?? []).map((attachment) => this.#withId(attachment));
    if ((message.promptText ?? message.text).trim() === '' && attachments.length === 0) return 'empty';
    if (conversation.busy) {
      if (isDraft) {
        conversation.draft.setText(message.text);
        this.#tell({ type: 'draftChanged', draft: message.text });
      }
      return 'busy';
    }
    this.#remember();
    const { text, promptText } = message;
    await conversation.send({ text, ...(promptText !== undefined && { promptText }), attachments, isDraft });
    return 'answered';
  }

  /** Ends the answer that is on its way in the current conversation. */
  stop(): void {
    this.#current.stop();
  }

  /**
   * Asks the question of this message again, with the model that is chosen now, or with another this once. The old
   * answer and all after it leave the visible path (`truncated`) and stay as another branch. Does nothing while an
   * answer streams.
   */
  async tryAgain(messageId: string, modelId?: string): Promise<void> {
    await this.load();
    await this.#current.tryAgain(messageId, modelId);
  }

  /**
   * Has the model go on exactly where an answer stopped that was cut off, stopped or broken by an error; the text is
   * added to the same message. Does nothing while an answer streams.
   */
  async continueAnswer(messageId: string): Promise<void> {
    await this.load();
    await this.#current.continueAnswer(messageId);
  }

  /** Shows an empty conversation; one that is empty already stays, with its draft. */
  async newChat(): Promise<void> {
    await this.load();
    this.#choice += 1;
    if (this.#current.isEmpty && !this.#current.busy) this.#tellOpened();
    else await this.#show(this.#new({ id: this.#options.newId() }));
  }

  /**
   * Shows a conversation as it is on disk now, or in memory if it receives an answer here. Unknown ids are ignored.
   * One that is shown already stays as it is if something happens to it while it is read.
   */
  async open(conversationId: string): Promise<void> {
    await this.load();
    this.#choice += 1;
    const choice = this.#choice;
    const shown = this.#current;
    if (shown.id === conversationId) await shown.draft.flush();
    const before = shown.standing;
    const live = this.#background.get(conversationId);
    const stored = live ? undefined : await this.#read(conversationId);
    if (choice !== this.#choice) return;
    const hasChanged = shown.standing.some((part, index) => part !== before[index]);
    if (shown.id === conversationId && (shown.busy || hasChanged)) {
      this.#tellOpened();
      return;
    }
    const next = live ?? (stored && this.#new(stored));
    if (next) await this.#show(next);
  }

  /** Every conversation with a message in it, sent or not, the latest first. */
  async list(): Promise<readonly ConversationSummary[]> {
    try {
      const summaries = await this.#options.store.list();
      this.#setReadTrouble(undefined);
      return summaries;
    } catch (error) {
      this.#setReadTrouble(error instanceof StorageError ? error.kind : 'unexpected');
      return [];
    }
  }

  /**
   * Takes the composer's text as it is typed. Saved when the typing rests, and before anything else is shown. Words
   * that were typed just before another conversation was opened go to the one that they were typed in.
   */
  setDraft(text: string, conversationId = this.#current.id): void {
    if (conversationId === this.#current.id) {
      this.#current.draft.setText(text);
      if (text !== '' && this.#loaded) this.#remember();
    } else if (conversationId === this.#previous?.id) {
      this.#previous.draft.setText(text);
      void this.#previous.draft.flush();
    }
  }

  /**
   * Has texts go along with the next message from the composer. Each call saves everything attached so far, so give
   * it all that there is at once.
   */
  async addAttachments(attachments: readonly NewAttachment[]): Promise<void> {
    await this.load();
    if (attachments.length === 0) return;
    this.#remember();
    const added = attachments.map((attachment) => this.#withId(attachment));
    await this.#setAttachments([...this.#current.draft.attachments, ...added]);
  }

  async removeAttachment(attachmentId: string): Promise<void> {
    await this.load();
    await this.#setAttachments(this.#current.draft.attachments.filter(({ id }) => id !== attachmentId));
  }

  /**
   * Ends and saves everything: answers on their way are `cut-off` and can be continued later. Resolves when all is on
   * disk that the disk takes; await it when the window closes.
   */
  async close(): Promise<void> {
    this.#storeListener.dispose();
    this.#changed.dispose();
    await Promise.all([this.#current, ...this.#background.values()].map((open) => open.interrupt()));
    await this.#options.store.flush();
  }

  /** {@link close} for those who can't wait. */
  dispose(): void {
    void this.close();
  }

  #new(source: { readonly id: string } | StoredConversation): OpenConversation {
    return new OpenConversation(source, this.#options, (event, conversation) => {
      if (conversation === this.#current) this.#tell(event);
      else if (!conversation.busy) this.#background.delete(conversation.id);
    });
  }

  async #show(next: OpenConversation): Promise<void> {
    const last = this.#current;
    if (last.busy) this.#background.set(last.id, last);
    this.#background.delete(next.id);
    this.#previous = last;
    this.#current = next;
    this.#remember();
    this.#tellOpened();
    await last.draft.flush();
  }

  /** A listener that fails must cost nobody an answer: what comes after it, the saving above all, goes on. */
  #tell(event: ChatEvent): void {
    try {
      this.#changed.fire(event);
    } catch (error) {
      this.#options.log.error(`Showing "${event.type}" failed: ${nameOf(error)}.`);
    }
  }

  #tellOpened(): void {
    this.#tell({ type: 'opened', conversation: this.#current.snapshot });
    if (this.#current.isNewer !== (this.#previous?.isNewer ?? false))
      this.#tell({ type: 'storageTrouble', trouble: this.storageTrouble });
  }

  async #setAttachments(attachments: readonly Attachment[]): Promise<void> {
    const saved = this.#current.draft.setAttachments(attachments);
    this.#tell({ type: 'attachmentsChanged', attachments });
    await saved;
  }

  #withId(attachment: NewAttachment): Attachment {
    return { ...attachment, id: this.#options.newId() };
  }

  async #read(conversationId: string): Promise<StoredConversation | undefined> {
    try {
      const stored = await this.#options.store.read(conversationId);
      this.#setReadTrouble(undefined);
      return stored;
    } catch (error) {
      this.#setReadTrouble(error instanceof StorageError ? error.kind : 'unexpected');
      return undefined;
    }
  }

  #setReadTrouble(trouble: StorageErrorKind | undefined): void {
    if (trouble === this.#readTrouble) return;
    this.#readTrouble = trouble;
    if (trouble) this.#options.log.warn(`Conversations can't be read from disk: ${trouble}.`);
    this.#tell({ type: 'storageTrouble', trouble: this.storageTrouble });
  }

  /** Notes that this window shows the current conversation. */
  #remember(): void {
    const { lastConversation, log } = this.#options;
    if (this.#remembered === this.#current.id) return;
    this.#remembered = this.#current.id;
    lastConversation.set(this.#current.id).then(undefined, (error: unknown) => {
      log.warn(`The last conversation can't be noted: ${nameOf(error)}.`);
    });
  }
}

/** What may be logged of an error: its message can hold what a person wrote. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
