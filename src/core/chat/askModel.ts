import type { AnswerOutcome } from './answerOutcome';
import type { ChatEvent } from './chatEvent';
import type { ConversationServices } from './conversationServices';
import { answerSettings, type ConversationSettings } from './conversationSettings';
import type { Message } from './message';
import type { ModelChoice } from './modelChoice';
import { buildPrompt } from './prompt';
import type { StreamingAnswer } from './streamingAnswer';

/** An answer that has begun, and what is needed to stream it. */
export interface AnswerJob {
  readonly answer: StreamingAnswer;
  /** What the model is to see: up to the question, or up to the answer that it goes on with. */
  readonly path: readonly Message[];
  readonly continueLast: boolean;
  /** What is set for its conversation alone. */
  readonly settings: ConversationSettings;
  /** Resolves when the question is on disk, or known not to get there now. */
  readonly saved: Promise<unknown>;
  readonly model: Promise<ModelChoice | undefined>;
  readonly abort: AbortController;
}

/**
 * Asks the model for an answer and streams it to its end. Never rejects: without a model, or with more to send than
 * it can read, the outcome is an error that says so and nothing is sent.
 */
export async function askModel(
  job: AnswerJob,
  model: ModelChoice | undefined,
  services: ConversationServices,
  tell: (event: ChatEvent) => void,
): Promise<AnswerOutcome> {
  const { answer, path, continueLast } = job;
  const { signal } = job.abort;
  const pictures = await services.pictures.shownTo(model, path);
  if (signal.aborted) return { state: 'stopped' };
  if (!model) return { state: 'error', error: { kind: 'unexpected' } };
  const { client, settings, log } = services;
  const own = answerSettings(settings(), job.settings);
  const { maxTokens, temperature } = own;
  const prompt = buildPrompt(path, {
    ...own,
    continueLast,
    seenPictures: pictures.seen,
    ...(model.contextLength !== undefined && { contextLength: model.contextLength }),
    ...(services.measure && { measure: services.measure(model.id) }),
  });
  if (prompt.kind === 'tooLong') {
    const serviceMessage = `Not sent: about ${prompt.estimatedTokens} tokens, where ${prompt.availableTokens} fit.`;
    return { state: 'error', error: { kind: 'tooLong', serviceMessage } };
  }
  const request = {
    model: model.routedId,
    messages: prompt.messages,
    ...(pictures.addresses.size > 0 && { pictures: pictures.addresses }),
    // Providers refuse a limit that, with the prompt, is more than the model takes.
    ...(maxTokens !== undefined && {
      maxTokens: Math.min(maxTokens, (model.contextLength ?? Infinity) - prompt.estimatedTokens),
    }),
    ...(temperature !== undefined && { temperature }),
  };
  const listener = {
    delta: (text: string, reasoning: string) =>
      tell({ type: 'delta', messageId: answer.id, text, reasoning }),
    changed: () => tell({ type: 'messageChanged', message: answer.message() }),
  };
  return answer.run(client, request, signal, listener, log);
}

/**
 * The model to ask; `undefined` if that could not be told, or is not wanted any more. Never rejects.
 *
 * @param modelId its repository id; absent: the model that is chosen for all questions
 */
export async function resolveModel(
  { selection, log }: ConversationServices,
  signal: AbortSignal,
  modelId?: string,
): Promise<ModelChoice | undefined> {
  const stopped = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    return await Promise.race([selection.resolve(modelId), stopped]);
  } catch (error) {
    log.error(`No model could be chosen: ${error instanceof Error ? error.name : typeof error}.`);
    return undefined;
  }
}
