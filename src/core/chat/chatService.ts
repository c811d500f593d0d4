import { Emitter, type Listen, type Releasable } from '../emitter';
import type { ConversationSummary } from '../storage/conversationIndex';
import type { StoredConversation } from '../storage/readConversation';
import { Branching } from './branching';
import { changesList, type ChatEvent, type ConversationSnapshot, type StorageTrouble } from './chatEvent';
import type { ConversationSettings } from './conversationSettings';
import type { ConversationServices } from './conversationServices';
import { Composing } from './composing';
import type { NewAttachment } from './message';
import { ConversationReader } from './conversationReader';
import { LastShown, type LastConversation } from './lastShown';
import type { NewMessage, SendOutcome } from './newMessage';
import { OpenConversation } from './openConversation';
import { OpenConversations } from './openConversations';
import type { TurnRefusal } from './turnRefusal';

export interface ChatServiceOptions extends ConversationServices {
  readonly lastConversation: LastConversation;
}

/**
 * The chat of one window: one conversation is current, others may go on in the background. All that happens to the
 * current one is told through {@link onDidChange}; whoever shows it needs nothing else but {@link current} to begin.
 *
 * An answer that streams while another conversation is opened goes on and is saved in its own; opening that again
 * shows it where it stands. Nothing here rejects: what fails is in the conversation, in an event or in the log.
 */
export class ChatService implements Releasable {
  readonly #options: ChatServiceOptions;
  readonly #lastShown: LastShown;
  readonly #reader: ConversationReader;
  readonly #changed = new Emitter<ChatEvent>();
  readonly #listChanged = new Emitter<undefined>();
  readonly #storeListener: Releasable;
  readonly #open: OpenConversations;
  readonly #composing: Composing;
  #loading: Promise<void> | undefined;
  #loaded = false;
  /** Counts what was asked to be shown, so that a slow reading doesn't replace a later choice. */
  #choice = 0;

  constructor(options: ChatServiceOptions) {
    this.#options = options;
    this.#lastShown = new LastShown(options.lastConversation, options.log);
    this.#open = new OpenConversations(this.#new({ id: options.newId() }));
    this.#composing = new Composing({
      current: () => this.#current,
      newId: options.newId,
      begins: () => this.#remember(),
      tell: (event) => this.#tell(event),
    });
    const tellTrouble = (): void => this.#tell({ type: 'storageTrouble', trouble: this.storageTrouble });
    this.#reader = new ConversationReader(options.store, options.log, tellTrouble);
    this.#storeListener = options.store.onDidChangeTrouble(tellTrouble);
  }

  get #current(): OpenConversation {
    return this.#open.shown;
  }

  readonly onDidChange: Listen<ChatEvent> = this.#changed.event;

  /** Something that a list of conversations shows is another, shown or not: a title, an answer that began or ended. */
  readonly onDidChangeList: Listen<undefined> = this.#listChanged.event;

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

  /** Whether the conversation that is shown is, or will be, on disk. */
  get isKept(): boolean {
    return this.#current.isKept;
  }

  /** The conversations that receive an answer in this window. */
  get answering(): ReadonlySet<string> {
    return this.#open.answering;
  }

  /** The conversation of this id if this window writes it now; whoever else wants to write to it has to ask here. */
  openConversation(conversationId: string): OpenConversation | undefined {
    return this.#open.find(conversationId);
  }

  /**
   * Lets go of conversations that are to be deleted: their answers are stopped, and where one of them is shown, an
   * empty one takes its place. Resolves when nothing of this window writes to them any more.
   */
  async leave(isLeft: (conversationId: string) => boolean): Promise<void> {
    await this.load();
    await this.#open.leave(isLeft);
    this.#choice += 1;
    if (isLeft(this.#current.id)) await this.#show(this.#new({ id: this.#options.newId() }));
    this.#open.forgetPrevious(isLeft);
  }

  /** Why something waits unwritten, or that something could not be read; the last `storageTrouble` event told the same. */
  get storageTrouble(): StorageTrouble | undefined {
    return (
      this.#options.store.trouble ??
      (this.#reader.trouble && 'unreadable') ??
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
    const id = await this.#lastShown.get();
    const stored = id === undefined ? undefined : await this.#reader.read(id);
    if (stored) {
      // What was typed before the conversation was there stays in the composer, below what stood there already.
      const typed = this.#current.draft.text;
      this.#current.draft.dispose();
      this.#open.replaceFirst(this.#new(stored));
      const { draft } = this.#current;
      if (typed !== '') draft.setText(draft.text === '' ? typed : `${draft.text}\n\n${typed}`);
    }
    this.#loaded = true;
    this.#tellOpened();
  }

  /** Sends a message and resolves when its answer has ended and is saved, or at once if it can't be sent now. */
  async send(message: NewMessage): Promise<SendOutcome> {
    await this.load();
    return this.#composing.send(message);
  }

  /** Ends the answer that is on its way in the current conversation. */
  stop(): void {
    this.#current.stop();
  }

  /**
   * Asks the question of this message again, with the model that is chosen now, or with another this once. The old
   * answer and all after it leave the visible path (`truncated`) and stay as another branch. Does nothing while an
   * answer streams, or (and says so) if the model can't read the question.
   */
  async tryAgain(messageId: string, modelId?: string): Promise<TurnRefusal | undefined> {
    await this.load();
    return this.#current.tryAgain(messageId, modelId);
  }

  /**
   * Has the model go on exactly where an answer stopped that was cut off, stopped or broken by an error; the text is
   * added to the same message. Does nothing while an answer streams, or (and says so) if the model can't read it.
   *
   * @param modelId as for {@link tryAgain}
   */
  async continueAnswer(messageId: string, modelId?: string): Promise<TurnRefusal | undefined> {
    await this.load();
    return this.#current.continueAnswer(messageId, modelId);
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
    const live = shown.id === conversationId ? undefined : this.#open.find(conversationId);
    const stored = live ? undefined : await this.#reader.read(conversationId);
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
  list(): Promise<readonly ConversationSummary[]> {
    return this.#reader.list();
  }

  /**
   * Takes the composer's text as it is typed. Saved when the typing rests, and before anything else is shown. Words
   * that were typed just before another conversation was opened go to the one that they were typed in.
   */
  setDraft(text: string, conversationId = this.#current.id): void {
    if (conversationId === this.#current.id) {
      this.#current.draft.setText(text);
      if (text !== '' && this.#loaded) this.#remember();
    } else if (conversationId === this.#open.previous?.id) {
      const { draft } = this.#open.previous;
      draft.setText(text);
      void draft.flush();
    }
  }

  /**
   * Has texts go along with the next message from the composer. Each call saves everything attached so far, so give
   * it all that there is at once.
   */
  async addAttachments(attachments: readonly NewAttachment[]): Promise<void> {
    await this.load();
    await this.#composing.add(attachments);
  }

  async removeAttachment(attachmentId: string): Promise<void> {
    await this.load();
    await this.#composing.remove(attachmentId);
  }

  /** Sets what holds for the current conversation alone, all of it at once, from the next answer on. */
  async setSettings(settings: ConversationSettings): Promise<void> {
    await this.load();
    this.#remember();
    const conversation = this.#current;
    const saved = conversation.settings.set(settings);
    this.#tell({ type: 'settingsChanged', settings: conversation.settings.current });
    await saved;
  }

  /**
   * Ends and saves everything: answers on their way are `cut-off` and can be continued later. Resolves when all is on
   * disk that the disk takes; await it when the window closes.
   */
  async close(): Promise<void> {
    this.#storeListener.dispose();
    this.#changed.dispose();
    this.#listChanged.dispose();
    await Promise.all(this.#open.all.map((open) => open.interrupt()));
    await this.#options.store.flush();
  }

  /** {@link close} for those who can't wait. */
  dispose(): void {
    void this.close();
  }

  #new(source: { readonly id: string } | StoredConversation): OpenConversation {
    return new OpenConversation(source, this.#options, (event, conversation) => {
      if (conversation === this.#current) this.#tell(event);
      else this.#open.happened(conversation);
      if (changesList(event)) this.#listChanged.fire(undefined);
    });
  }

  async #show(next: OpenConversation): Promise<void> {
    const last = this.#current;
    this.#open.show(next);
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
    if (this.#current.isNewer !== (this.#open.previous?.isNewer ?? false))
      this.#tell({ type: 'storageTrouble', trouble: this.storageTrouble });
  }

  /** Notes that this window shows the current conversation. */
  #remember(): void {
    this.#lastShown.set(this.#current.id);
  }
}

/** What may be logged of an error: its message can hold what a person wrote. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
