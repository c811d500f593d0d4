import { createHash } from 'node:crypto';
import type { ChatEvent } from '../../src/core/chat/chatEvent';
import { ChatPictures } from '../../src/core/chat/chatPictures';
import { ChatService } from '../../src/core/chat/chatService';
import type { AssistantMessage, Message } from '../../src/core/chat/message';
import type { ChatSettings, ModelChoice } from '../../src/core/chat/modelChoice';
import type { Measure } from '../../src/core/chat/promptAttachments';
import { estimateTokens } from '../../src/core/inference/tokenEstimate';
import { ConversationStore } from '../../src/core/storage/conversationStore';
import { PictureStore } from '../../src/core/storage/pictureStore';
import { FakeModelClient } from './fakeModelClient';
import { ManualTimers } from './manualTimers';
import { MemoryFileSystem } from './memoryFileSystem';

/** One window with a chat, over fakes that a test holds in its hands. */
export class ChatWindow {
  readonly client = new FakeModelClient();
  readonly timers = new ManualTimers();
  readonly events: ChatEvent[] = [];
  /** Every line that went to the log. */
  readonly logged: string[] = [];
  readonly store: ConversationStore;
  readonly pictures: ChatPictures;
  readonly chat: ChatService;
  model: ModelChoice = { id: 'maker/model', routedId: 'maker/model:fastest' };
  resolveModel = (modelId?: string): Promise<ModelChoice> =>
    Promise.resolve(modelId === undefined ? this.model : this.offer(modelId));
  /** What is known of a model that is asked for by its id. */
  offer = (modelId: string): ModelChoice => ({ id: modelId, routedId: `${modelId}:fastest` });
  settings: ChatSettings = { customInstructions: '' };
  measure: (modelId: string) => Measure = () => estimateTokens;
  last: string | undefined;
  /** What the clock says; it goes by itself where a test says nothing. */
  now: number | undefined;
  #ids = 0;

  constructor(
    readonly disk = new MemoryFileSystem(),
    readonly name = 'a',
    last?: string,
  ) {
    this.last = last;
    const note = (line: string): number => this.logged.push(line);
    const log = { debug: note, info: note, warn: note, error: note };
    this.store = new ConversationStore({
      fileSystem: disk,
      timers: this.timers,
      log,
      writer: name,
      clock: { now: () => 0, pause: () => Promise.resolve() },
    });
    const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    this.pictures = new ChatPictures(new PictureStore({ fileSystem: disk, digest }));
    this.chat = new ChatService({
      client: this.client,
      selection: {
        resolve: (modelId) => this.resolveModel(modelId),
        resolveNow: (modelId) => (modelId === undefined ? this.model : this.offer(modelId)),
      },
      store: this.store,
      pictures: this.pictures,
      settings: () => this.settings,
      measure: (modelId) => this.measure(modelId),
      log,
      now: () => this.now ?? 1_000 + this.#ids,
      newId: () => `${name}${String(++this.#ids)}`,
      lastConversation: {
        get: () => Promise.resolve(this.last),
        set: (id) => {
          this.last = id;
          return Promise.resolve();
        },
      },
    });
    this.chat.onDidChange((event) => this.events.push(event));
  }

  get messages(): readonly Message[] {
    return this.chat.current.messages;
  }

  /** The texts of the visible path. */
  get texts(): readonly string[] {
    return this.messages.map(({ text }) => text);
  }

  /** The last message, which a test expects to be an answer. */
  get answer(): AssistantMessage {
    const last = this.messages.at(-1);
    if (last?.role !== 'assistant') throw new Error('The last message is not an answer.');
    return last;
  }

  /** What a window of the same workspace shows that is opened after this one was killed. */
  async reopened(name = `${this.name}x`): Promise<ChatWindow> {
    const next = new ChatWindow(this.disk, name, this.last);
    await next.chat.load();
    return next;
  }

  /** Asks and has the model answer in one go. */
  async ask(question: string, answer: string): Promise<void> {
    await this.answered(this.chat.send({ text: question }), answer);
  }

  /** Has the model answer, in one go, what was just asked. */
  async answered(sent: Promise<unknown>, answer: string): Promise<void> {
    const call = await this.client.nextCall();
    void call.text(answer);
    void call.finish();
    await sent;
  }
}
