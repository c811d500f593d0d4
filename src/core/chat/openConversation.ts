import type { ConversationRecord, TitleWriter } from '../storage/conversationRecord';
import type { AnswerTail, StoredConversation } from '../storage/readConversation';
import { askModel, resolveModel, type AnswerJob } from './askModel';
import { branchPositions } from './branches';
import type { ChatEvent, ConversationSnapshot } from './chatEvent';
import {
  emptyConversation,
  pathTo,
  visiblePath,
  withHead,
  withMessageReplaced,
  withTitle,
  type Conversation,
} from './conversation';
import type { ConversationServices } from './conversationServices';
import { ConversationNaming } from './conversationNaming';
import { ConversationWriter } from './conversationWriter';
import { OwnSettings } from './conversationSettings';
import { ConversationTree } from './conversationTree';
import { Draft } from './draft';
import { editedMessage } from './editedMessage';
import type { AssistantMessage, Message, OutgoingMessage, UserMessage } from './message';
import { OneAtATime } from './oneAtATime';
import { StreamingAnswer } from './streamingAnswer';
import { titleOf } from './title';
import { turnRefusal, type Turn, type TurnRefusal } from './turnRefusal';

/** Resolves when the answer has ended and is saved, or at once with why nothing was sent. */
type TurnOutcome = Promise<TurnRefusal | undefined>;

const nothingToDo: TurnOutcome = Promise.resolve(undefined);

/**
 * One conversation in memory, and everything that can happen to it. One answer at a time: while one is on its way,
 * whatever would begin another does nothing.
 */
export class OpenConversation {
  readonly #services: ConversationServices;
  readonly #fire: (event: ChatEvent, source: OpenConversation) => void;
  readonly #tails: Map<string, AnswerTail>;
  readonly draft: Draft;
  /** A later version of Huggingphaze has written in it: something of it may not be shown. */
  readonly isNewer: boolean;
  readonly naming: ConversationNaming;
  readonly settings: OwnSettings;
  /** What is done to it while an answer is on its way spoils that answer's place: ask {@link busy} before. */
  readonly tree: ConversationTree;
  readonly #writer: ConversationWriter;
  readonly #work = new OneAtATime(() => this.tree.settleDeletion());
  #streaming: StreamingAnswer | undefined;
  #interrupted = false;

  constructor(
    source: { readonly id: string } | StoredConversation,
    services: ConversationServices,
    fire: (event: ChatEvent, source: OpenConversation) => void,
  ) {
    const stored = 'conversation' in source ? source : undefined;
    const conversation = 'conversation' in source ? source.conversation : emptyConversation(source.id);
    this.#services = services;
    this.#fire = fire;
    this.tree = new ConversationTree(conversation, {
      tell: (event) => this.#tell(event),
      append: (records) => this.#writer.append(records),
    });
    this.isNewer = stored?.isNewer ?? false;
    this.#writer = new ConversationWriter(conversation.id, stored, services);
    this.#tails = new Map(stored?.tails);
    this.draft = new Draft({
      text: stored?.draft ?? '',
      attachments: stored?.attachments ?? [],
      timers: services.store.timers,
      append: (records) => this.#writer.append(records),
    });
    this.naming = new ConversationNaming({
      services,
      titledBy: stored?.titledBy,
      stored: () => services.store.read(this.id),
      apply: (title, by) => this.#name(title, by),
    });
    this.settings = new OwnSettings(stored?.settings ?? {}, (records) => this.#writer.append(records));
  }

  get #conversation(): Conversation {
    return this.tree.current;
  }

  set #conversation(conversation: Conversation) {
    this.tree.current = conversation;
  }

  get id(): string {
    return this.#conversation.id;
  }

  get isEmpty(): boolean {
    return this.#conversation.messages.size === 0;
  }

  /** An answer is on its way, or about to be. */
  get busy(): boolean {
    return this.#work.current !== undefined;
  }

  /** False where the person wants no history: it is then gone when the window closes. */
  get isKept(): boolean {
    return this.#writer.isKept;
  }

  get streamingMessageId(): string | undefined {
    return this.#streaming?.id;
  }

  /** Everything that a person has of it here; whenever anything happens to it, a part is another one. */
  get standing(): readonly unknown[] {
    return [
      this.#conversation,
      this.#work.current,
      this.draft.text,
      this.draft.attachments,
      this.settings.current,
    ];
  }

  get snapshot(): ConversationSnapshot {
    const streaming = this.#streaming;
    return {
      id: this.id,
      title: this.#conversation.title,
      messages: visiblePath(this.#conversation).map((message) =>
        message.id === streaming?.id ? streaming.message() : message,
      ),
      branches: branchPositions(this.#conversation),
      deletion: this.tree.deletion,
      draft: this.draft.text,
      attachments: this.draft.attachments,
      settings: this.settings.current,
    };
  }

  /** Adds the person's message, saves it, then asks the model. Resolves when the answer has ended and is saved. */
  send(message: OutgoingMessage): TurnOutcome {
    const { newId, now } = this.#services;
    const user: UserMessage = {
      role: 'user',
      id: newId(),
      parentId: this.#conversation.headId,
      createdAt: now(),
      text: message.text,
      ...(message.promptText !== undefined && { promptText: message.promptText }),
      attachments: message.attachments,
    };
    const path = [...visiblePath(this.#conversation), user];
    const { modelId } = message;
    const ask = (abort: AbortController): Promise<void> => {
      if (this.isEmpty) this.#conversation = withTitle(this.#conversation, titleOf(user));
      this.tree.add(user);
      const emptied = message.isDraft ? this.draft.take() : [];
      if (emptied.some((record) => record.kind === 'attachments'))
        this.#tell({ type: 'attachmentsChanged', attachments: [] });
      return this.#answer(user, [{ kind: 'message', message: user }, ...emptied], abort, modelId);
    };
    return this.#unlessRefused('send', path, ask, modelId);
  }

  /**
   * Asks a message of the person's anew with other words. The old one, with all that follows it, stays as another
   * branch; what is attached to it goes along again.
   */
  edit(messageId: string, text: string): TurnOutcome {
    const old = visiblePath(this.#conversation).find(({ id }) => id === messageId);
    if (old?.role !== 'user' || (text.trim() === '' && old.attachments.length === 0)) return nothingToDo;
    const { newId, now } = this.#services;
    const message = editedMessage(old, text, { id: newId(), createdAt: now() });
    const path = [...pathTo(this.#conversation, old.parentId), message];
    return this.#unlessRefused('edit', path, (abort) => {
      this.#conversation = withHead(this.#conversation, old.parentId);
      this.#tell({ type: 'truncated', fromMessageId: old.id });
      this.tree.add(message);
      return this.#answer(message, [{ kind: 'message', message }], abort);
    });
  }

  /**
   * Asks the question of this message again. The answer there was stays on disk, as another branch.
   *
   * @param modelId repository id of the model that is to answer this once; absent: the one that is chosen
   */
  tryAgain(messageId: string, modelId?: string): TurnOutcome {
    const path = visiblePath(this.#conversation);
    const index = path.findIndex((message) => message.id === messageId);
    const question = path.slice(0, index + 1).findLast((message) => message.role === 'user');
    if (!question) return nothingToDo;
    const after = path.indexOf(question) + 1;
    const ask = (abort: AbortController): Promise<void> => {
      const leaving = path[after];
      this.#conversation = withHead(this.#conversation, question.id);
      if (leaving) this.#tell({ type: 'truncated', fromMessageId: leaving.id });
      return this.#answer(question, [], abort, modelId);
    };
    return this.#unlessRefused('tryAgain', path.slice(0, after), ask, modelId);
  }

  /**
   * Has the model go on with an answer that is not whole, in the same message. One without text is asked anew.
   *
   * @param modelId as for {@link tryAgain}
   */
  continueAnswer(messageId: string, modelId?: string): TurnOutcome {
    const message = visiblePath(this.#conversation).find(({ id }) => id === messageId);
    if (message?.role !== 'assistant' || message.state === 'done') return nothingToDo;
    const before = this.#tails.get(messageId);
    if (message.text.trim() === '' || !before) return this.tryAgain(messageId, modelId);
    const path = pathTo(this.#conversation, messageId);
    const goOn = async (abort: AbortController): Promise<void> => {
      const { answerId, position } = before;
      const run = this.#services.newId();
      const answer = this.#begin(message, { answerId, run, position });
      this.#tell({ type: 'messageChanged', message: answer.message() });
      const saved = this.#writer.append([
        { kind: 'continue', id: answerId, run, afterRun: before.run, at: position },
      ]);
      const model = resolveModel(this.#services, abort.signal, modelId);
      const settings = this.settings.current;
      await this.#run({ answer, path, continueLast: true, settings, saved, model, abort });
    };
    return this.#unlessRefused('continue', path, goOn, modelId);
  }

  /** Ends the answer that is on its way; what there is of it stays. */
  stop(): void {
    this.#work.stop();
  }

  /** Resolves when no answer is on its way any more, however the last one ended. */
  whenIdle(): Promise<void> {
    return this.#work.whenIdle();
  }

  /** Ends the answer because the conversation is to be deleted. Resolves when all that it had to write is written. */
  async leave(): Promise<void> {
    this.naming.leave();
    this.stop();
    await this.#work.ended;
    await this.draft.flush();
  }

  /** Ends the answer because the window closes: it is then `cut-off`, so that it can be continued. */
  async interrupt(): Promise<void> {
    this.#interrupted = true;
    this.naming.leave();
    // Saved before anything is waited for: a window that closes may not get much more time.
    const saved = Promise.all([this.#streaming?.save(), this.draft.flush()]);
    this.stop();
    await Promise.all([saved, this.#work.ended]);
  }

  /** Does the task, unless an answer is on its way or the model can't read the path that is to be answered. */
  async #unlessRefused(
    turn: Turn,
    path: readonly Message[],
    task: (abort: AbortController) => Promise<void>,
    modelId?: string,
  ): TurnOutcome {
    if (this.busy) return undefined;
    const refusal = turnRefusal(turn, path, this.settings.current, this.#services, modelId);
    if (!refusal) await this.#work.begin(task);
    return refusal;
  }

  async #answer(
    question: Message,
    records: readonly ConversationRecord[],
    abort: AbortController,
    modelId?: string,
  ): Promise<void> {
    const { newId, now } = this.#services;
    const place = { id: newId(), parentId: question.id, createdAt: now() };
    const run = newId();
    const saved = this.#writer.append([...records, { kind: 'answer', ...place, run }]);
    let knownModel = '';
    const model = resolveModel(this.#services, abort.signal, modelId).then((choice) => {
      knownModel = choice?.id ?? '';
      return choice;
    });
    // Mostly the model is known at once, and the answer appears under its name from the first moment; where a list
    // of models has to be fetched, it appears (and can be stopped) all the same.
    await Promise.race([model, saved]);
    const message: AssistantMessage = {
      role: 'assistant',
      ...place,
      text: '',
      reasoning: '',
      state: 'streaming',
      model: knownModel,
    };
    const path = pathTo(this.#conversation, question.id);
    const answer = this.#begin(message, { answerId: place.id, run, position: { text: 0, reasoning: 0 } });
    this.tree.add(answer.message());
    const settings = this.settings.current;
    await this.#run({ answer, path, continueLast: false, settings, saved, model, abort });
  }

  #begin(message: AssistantMessage, tail: AnswerTail): StreamingAnswer {
    this.#streaming = new StreamingAnswer(message, tail, this.#services.store, this.id);
    return this.#streaming;
  }

  async #run(job: AnswerJob): Promise<void> {
    const { answer, abort } = job;
    const model = await job.model;
    if (model) {
      if (answer.useModel(model.id)) this.#tell({ type: 'messageChanged', message: answer.message() });
      void this.#writer.append([answer.modelRecord(model.id)]);
    }
    // The question is on disk before anything is asked: whatever happens next, it is not lost.
    await job.saved;
    let outcome = await askModel(job, model, this.#services, (event) => this.#tell(event));
    if (this.#interrupted && outcome.state === 'stopped') outcome = { state: 'cut-off' };
    const { message, record } = answer.end(outcome, model, this.#services.now());
    this.#tails.set(message.id, answer.tail);
    this.#conversation = withMessageReplaced(this.#conversation, message);
    this.#streaming = undefined;
    this.#work.release(abort);
    this.#tell({ type: 'messageChanged', message });
    await Promise.all([answer.save(), this.#writer.append([record])]);
    void this.naming.answerEnded(this.#conversation, message, model);
  }

  #name(title: string, by: TitleWriter): void {
    this.#conversation = withTitle(this.#conversation, title);
    void this.#writer.append([{ kind: 'title', title, by }]);
    this.#tell({ type: 'titleChanged', title });
  }

  #tell(event: ChatEvent): void {
    this.#fire(event, this);
  }
}
