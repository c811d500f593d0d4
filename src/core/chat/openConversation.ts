import type { ModelClient } from '../inference/modelClient';
import type { Log } from '../log';
import { formatVersion, type ConversationRecord } from '../storage/conversationRecord';
import type { ConversationStore } from '../storage/conversationStore';
import type { AnswerTail, StoredConversation } from '../storage/readConversation';
import type { AnswerOutcome } from './answerOutcome';
import type { ChatEvent, ConversationSnapshot } from './chatEvent';
import {
  emptyConversation,
  pathTo,
  visiblePath,
  withHead,
  withMessage,
  withMessageReplaced,
  withTitle,
  type Conversation,
} from './conversation';
import { Draft } from './draft';
import type { AssistantMessage, Attachment, Message, UserMessage } from './message';
import type { ChatSettings, ModelChoice } from './modelChoice';
import { buildPrompt } from './prompt';
import { StreamingAnswer } from './streamingAnswer';
import { titleOf } from './title';

/** What every open conversation needs. */
export interface ConversationServices {
  readonly client: ModelClient;
  readonly selection: { resolve(): Promise<ModelChoice> };
  readonly store: ConversationStore;
  readonly settings: () => ChatSettings;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** An id unlike any other, in any window (a UUID). */
  readonly newId: () => string;
}

/** A message as it is about to be sent. */
export interface OutgoingMessage {
  readonly text: string;
  /** What the model is sent instead of `text`, where that differs. */
  readonly promptText?: string;
  readonly attachments: readonly Attachment[];
  /** It is what stood in the composer: sending it empties the draft. */
  readonly isDraft: boolean;
}

/** An answer that has begun, and what is needed to stream it. */
interface AnswerJob {
  readonly answer: StreamingAnswer;
  /** What the model is to see: up to the question, or up to the answer that it goes on with. */
  readonly path: readonly Message[];
  readonly continueLast: boolean;
  /** Resolves when the question is on disk, or known not to get there now. */
  readonly saved: Promise<unknown>;
  readonly model: Promise<ModelChoice | undefined>;
  readonly abort: AbortController;
}

/**
 * One conversation in memory, and everything that can happen to it. One answer at a time: while one is on its way,
 * whatever would begin another does nothing.
 */
export class OpenConversation {
  readonly #services: ConversationServices;
  readonly #fire: (event: ChatEvent, source: OpenConversation) => void;
  readonly #tails: Map<string, AnswerTail>;
  readonly draft: Draft;
  #conversation: Conversation;
  #onDisk: boolean;
  #streaming: StreamingAnswer | undefined;
  #abort: AbortController | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #interrupted = false;

  constructor(
    source: { readonly id: string } | StoredConversation,
    services: ConversationServices,
    fire: (event: ChatEvent, source: OpenConversation) => void,
  ) {
    const stored = 'conversation' in source ? source : undefined;
    this.#services = services;
    this.#fire = fire;
    this.#conversation = 'conversation' in source ? source.conversation : emptyConversation(source.id);
    this.#onDisk = stored !== undefined;
    this.#tails = new Map(stored?.tails);
    this.draft = new Draft({
      text: stored?.draft ?? '',
      attachments: stored?.attachments ?? [],
      timers: services.store.timers,
      append: (records) => this.#append(records),
    });
  }

  get id(): string {
    return this.#conversation.id;
  }

  get isEmpty(): boolean {
    return this.#conversation.messages.size === 0;
  }

  /** An answer is on its way, or about to be. */
  get busy(): boolean {
    return this.#abort !== undefined;
  }

  get streamingMessageId(): string | undefined {
    return this.#streaming?.id;
  }

  /** Everything that a person has of it here; whenever anything happens to it, a part is another one. */
  get standing(): readonly unknown[] {
    return [this.#conversation, this.#abort, this.draft.text, this.draft.attachments];
  }

  get snapshot(): ConversationSnapshot {
    const streaming = this.#streaming;
    return {
      id: this.id,
      title: this.#conversation.title,
      messages: visiblePath(this.#conversation).map((message) =>
        message.id === streaming?.id ? streaming.message() : message,
      ),
      draft: this.draft.text,
      attachments: this.draft.attachments,
    };
  }

  /** Adds the person's message, saves it, then asks the model. Resolves when the answer has ended and is saved. */
  send(message: OutgoingMessage): Promise<void> {
    return this.#work((abort) => {
      const user: UserMessage = {
        role: 'user',
        id: this.#services.newId(),
        parentId: this.#conversation.headId,
        createdAt: this.#services.now(),
        text: message.text,
        ...(message.promptText !== undefined && { promptText: message.promptText }),
        attachments: message.attachments,
      };
      if (this.isEmpty) this.#conversation = withTitle(this.#conversation, titleOf(user));
      this.#add(user);
      const emptied = message.isDraft ? this.draft.take() : [];
      if (emptied.some((record) => record.kind === 'attachments'))
        this.#tell({ type: 'attachmentsChanged', attachments: [] });
      return this.#answer(user, [{ kind: 'message', message: user }, ...emptied], abort);
    });
  }

  /** Asks the question of this message again. The answer there was stays on disk, as another branch. */
  tryAgain(messageId: string): Promise<void> {
    const path = visiblePath(this.#conversation);
    const index = path.findIndex((message) => message.id === messageId);
    const question = path.slice(0, index + 1).findLast((message) => message.role === 'user');
    if (!question) return Promise.resolve();
    return this.#work((abort) => {
      const leaving = path[path.indexOf(question) + 1];
      this.#conversation = withHead(this.#conversation, question.id);
      if (leaving) this.#tell({ type: 'truncated', fromMessageId: leaving.id });
      return this.#answer(question, [], abort);
    });
  }

  /** Has the model go on with an answer that is not whole, in the same message. One without text is asked anew. */
  continueAnswer(messageId: string): Promise<void> {
    const message = visiblePath(this.#conversation).find(({ id }) => id === messageId);
    if (message?.role !== 'assistant' || message.state === 'done') return Promise.resolve();
    const before = this.#tails.get(messageId);
    if (message.text.trim() === '' || !before) return this.tryAgain(messageId);
    return this.#work(async (abort) => {
      const { answerId, position } = before;
      const run = this.#services.newId();
      const answer = this.#begin(message, { answerId, run, position });
      this.#tell({ type: 'messageChanged', message: answer.message() });
      const saved = this.#append([
        { kind: 'continue', id: answerId, run, afterRun: before.run, at: position },
      ]);
      const model = this.#resolveModel(abort.signal);
      await this.#run({
        answer,
        path: pathTo(this.#conversation, messageId),
        continueLast: true,
        saved,
        model,
        abort,
      });
    });
  }

  /** Ends the answer that is on its way; what there is of it stays. */
  stop(): void {
    this.#abort?.abort();
  }

  /** Resolves when no answer is on its way any more, however the last one ended. */
  async whenIdle(): Promise<void> {
    while (this.busy) await this.#ended.catch(() => undefined);
  }

  /** Ends the answer because the window closes: it is then `cut-off`, so that it can be continued. */
  async interrupt(): Promise<void> {
    this.#interrupted = true;
    // Saved before anything is waited for: a window that closes may not get much more time.
    const saved = Promise.all([this.#streaming?.save(), this.draft.flush()]);
    this.stop();
    await Promise.all([saved, this.#ended]);
  }

  async #work(task: (abort: AbortController) => Promise<void>): Promise<void> {
    if (this.#abort) return;
    const abort = new AbortController();
    this.#abort = abort;
    const ended = task(abort).finally(() => this.#release(abort));
    this.#ended = ended;
    await ended;
  }

  #release(abort: AbortController): void {
    if (this.#abort === abort) this.#abort = undefined;
  }

  async #answer(
    question: Message,
    records: readonly ConversationRecord[],
    abort: AbortController,
  ): Promise<void> {
    const { newId, now } = this.#services;
    const place = { id: newId(), parentId: question.id, createdAt: now() };
    const run = newId();
    const saved = this.#append([...records, { kind: 'answer', ...place, run }]);
    let knownModel = '';
    const model = this.#resolveModel(abort.signal).then((choice) => {
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
    this.#add(answer.message());
    await this.#run({ answer, path, continueLast: false, saved, model, abort });
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
      void this.#append([answer.modelRecord(model.id)]);
    }
    // The question is on disk before anything is asked: whatever happens next, it is not lost.
    await job.saved;
    let outcome = await this.#outcome(job, model);
    if (this.#interrupted && outcome.state === 'stopped') outcome = { state: 'cut-off' };
    const { message, record } = answer.end(outcome, model, this.#services.now());
    this.#tails.set(message.id, answer.tail);
    this.#conversation = withMessageReplaced(this.#conversation, message);
    this.#streaming = undefined;
    this.#release(abort);
    this.#tell({ type: 'messageChanged', message });
    await Promise.all([answer.save(), this.#append([record])]);
  }

  async #outcome(job: AnswerJob, model: ModelChoice | undefined): Promise<AnswerOutcome> {
    const { answer, path, continueLast } = job;
    const { signal } = job.abort;
    if (signal.aborted) return { state: 'stopped' };
    if (!model) return { state: 'error', error: { kind: 'unexpected' } };
    const { client, settings, log } = this.#services;
    const { customInstructions, maxTokens, temperature } = settings();
    const prompt = buildPrompt(path, {
      customInstructions,
      continueLast,
      ...(model.contextLength !== undefined && { contextLength: model.contextLength }),
      ...(maxTokens !== undefined && { maxTokens }),
    });
    if (prompt.kind === 'tooLong') {
      const serviceMessage = `Not sent: about ${prompt.estimatedTokens} tokens, where ${prompt.availableTokens} fit.`;
      return { state: 'error', error: { kind: 'tooLong', serviceMessage } };
    }
    const request = {
      model: model.routedId,
      messages: prompt.messages,
      // Providers refuse a limit that, with the prompt, is more than the model takes.
      ...(maxTokens !== undefined && {
        maxTokens: Math.min(maxTokens, (model.contextLength ?? Infinity) - prompt.estimatedTokens),
      }),
      ...(temperature !== undefined && { temperature }),
    };
    const listener = {
      delta: (text: string, reasoning: string) =>
        this.#tell({ type: 'delta', messageId: answer.id, text, reasoning }),
      changed: () => this.#tell({ type: 'messageChanged', message: answer.message() }),
    };
    return answer.run(client, request, signal, listener, log);
  }

  /** The model to ask; `undefined` if that could not be told, or is not wanted any more. */
  async #resolveModel(signal: AbortSignal): Promise<ModelChoice | undefined> {
    const stopped = new Promise<undefined>((resolve) => {
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    try {
      return await Promise.race([this.#services.selection.resolve(), stopped]);
    } catch (error) {
      this.#services.log.error(
        `No model could be chosen: ${error instanceof Error ? error.name : typeof error}.`,
      );
      return undefined;
    }
  }

  #add(message: Message): void {
    this.#conversation = withMessage(this.#conversation, message);
    this.#tell({ type: 'messageAdded', message });
  }

  #append(records: readonly ConversationRecord[]): Promise<unknown> {
    if (records.length === 0) return Promise.resolve();
    const { store, now } = this.#services;
    const header: readonly ConversationRecord[] = this.#onDisk
      ? []
      : [{ kind: 'header', format: formatVersion, id: this.id, createdAt: now() }];
    this.#onDisk = true;
    return store.append(this.id, [...header, ...records]);
  }

  #tell(event: ChatEvent): void {
    this.#fire(event, this);
  }
}
