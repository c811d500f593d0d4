import { priceAt } from '../inference/modelSelection';
import type { ChatRequest, ModelClient } from '../inference/modelClient';
import type { TokenUsage } from '../inference/streamEvent';
import type { Log } from '../log';
import { AnswerCheckpoint } from '../storage/answerCheckpoint';
import type { AnswerEnd, ConversationRecord } from '../storage/conversationRecord';
import type { ConversationStore } from '../storage/conversationStore';
import { addUsage, type AnswerTail } from '../storage/readConversation';
import { outcomeOf, type AnswerOutcome, type StreamEnd } from './answerOutcome';
import { GrowingText } from './growingText';
import type { AssistantMessage } from './message';
import type { ModelChoice } from './modelChoice';

/** What happens to a streaming answer while it streams. */
export interface AnswerListener {
  delta(text: string, reasoning: string): void;
  /** Something but the text is known now that was not before. */
  changed(): void;
}

/** One answer while a model writes it, from the first word or from where it was cut off. */
export class StreamingAnswer {
  readonly id: string;
  /** Where it goes on from; its `state` and `error` are of no account here. */
  readonly #before: AssistantMessage;
  readonly #text: GrowingText;
  readonly #reasoning: GrowingText;
  readonly #checkpoint: AnswerCheckpoint;
  #model: string;
  #provider: string | undefined;
  #requestId: string | undefined;
  #usage: TokenUsage | undefined;
  #hasText: boolean;
  #hasReasoning: boolean;

  readonly #tail: AnswerTail;

  constructor(before: AssistantMessage, tail: AnswerTail, store: ConversationStore, conversationId: string) {
    this.id = before.id;
    this.#before = before;
    this.#text = new GrowingText(before.text);
    this.#reasoning = new GrowingText(before.reasoning);
    this.#tail = tail;
    this.#checkpoint = new AnswerCheckpoint({ store, conversationId, tail });
    this.#model = before.model;
    this.#provider = before.provider;
    this.#requestId = before.requestId;
    this.#hasText = /\S/.test(before.text);
    this.#hasReasoning = /\S/.test(before.reasoning);
  }

  /** Where it ends on disk, once {@link save} is through. */
  get tail(): AnswerTail {
    return { ...this.#tail, position: this.#checkpoint.position };
  }

  /** Saves what has arrived. Never rejects. */
  save(): Promise<unknown> {
    return this.#checkpoint.flush();
  }

  /** The message as it stands now. Joins the text, so not for every delta. */
  message(): AssistantMessage {
    const { role, id, parentId, createdAt, cost } = this.#before;
    const usage = this.#usage ? addUsage(this.#before.usage, this.#usage) : this.#before.usage;
    return {
      role,
      id,
      parentId,
      createdAt,
      text: this.#text.toString(),
      reasoning: this.#reasoning.toString(),
      state: 'streaming',
      model: this.#model,
      ...(this.#provider !== undefined && { provider: this.#provider }),
      ...(this.#requestId !== undefined && { requestId: this.#requestId }),
      ...(usage && { usage }),
      ...(cost !== undefined && { cost }),
    };
  }

  /** Notes which model writes it; tells whether that is news. */
  useModel(model: string): boolean {
    const changed = model !== this.#model;
    this.#model = model;
    return changed;
  }

  modelRecord(model: string): ConversationRecord {
    return { kind: 'model', id: this.#tail.answerId, run: this.#tail.run, model };
  }

  /**
   * Streams the answer to its end. Never rejects. An answer that ends because `signal` was aborted is `stopped`,
   * however the client words it.
   */
  async run(
    client: ModelClient,
    request: ChatRequest,
    signal: AbortSignal,
    listener: AnswerListener,
    log: Log,
  ): Promise<AnswerOutcome> {
    let end: StreamEnd;
    let answeredByKnown = false;
    try {
      for await (const event of client.stream(request, signal)) {
        switch (event.type) {
          case 'text':
            this.#hasText ||= /\S/.test(event.text);
            this.#text.append(event.text);
            this.#checkpoint.addText(event.text);
            listener.delta(event.text, '');
            break;
          case 'reasoning':
            this.#hasReasoning ||= /\S/.test(event.text);
            this.#reasoning.append(event.text);
            this.#checkpoint.addReasoning(event.text);
            listener.delta('', event.text);
            break;
          case 'answeredBy':
            this.#provider = event.provider;
            this.#requestId = event.requestId;
            // Told once: a service that repeats itself must not have the whole text joined each time.
            if (!answeredByKnown) listener.changed();
            answeredByKnown = true;
            break;
          case 'usage':
            this.#usage = event.usage;
            break;
          case 'toolCall':
            break;
          case 'finish':
          case 'error':
            end ??= event;
            break;
        }
      }
    } catch (error) {
      // What the SDK throws can carry the prompt, so only its name is noted.
      log.error(`A model call threw: ${error instanceof Error ? error.name : typeof error}.`);
      end ??= { type: 'error', error: { kind: 'unexpected' } };
    }
    if (signal.aborted && end?.type !== 'finish') end = { type: 'finish', reason: 'stopped' };
    return outcomeOf(end, { hasText: this.#hasText, hasReasoning: this.#hasReasoning });
  }

  /** The message as it ends, and the record that says so of this run of it. */
  end(
    outcome: AnswerOutcome,
    model: ModelChoice | undefined,
    time: number,
  ): { message: AssistantMessage; record: ConversationRecord } {
    const cost = this.#cost(model);
    const end: AnswerEnd = {
      time,
      ...outcome,
      ...(this.#provider !== undefined && { provider: this.#provider }),
      ...(this.#requestId !== undefined && { requestId: this.#requestId }),
      ...(this.#usage && { usage: this.#usage }),
      ...(cost !== undefined && { cost }),
    };
    const message = { ...this.message(), ...outcome };
    return {
      message: cost === undefined ? message : { ...message, cost: (this.#before.cost ?? 0) + cost },
      record: { kind: 'end', id: this.#tail.answerId, run: this.#tail.run, end },
    };
  }

  /** US dollars, by what the provider that answered takes; by the likely one's price where it is not known who did. */
  #cost(model: ModelChoice | undefined): number | undefined {
    if (!model || !this.#usage) return undefined;
    const { offers } = model;
    const pricing =
      this.#provider !== undefined && offers ? priceAt({ offers }, this.#provider) : model.pricing;
    if (!pricing) return undefined;
    const { promptTokens, completionTokens } = this.#usage;
    return (promptTokens * pricing.input + completionTokens * pricing.output) / 1_000_000;
  }
}
