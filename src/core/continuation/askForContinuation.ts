import type { InferenceError } from '../inference/inferenceError';
import type { CompletionClient, ModelClient, PromptMessage } from '../inference/modelClient';
import type { StreamEvent } from '../inference/streamEvent';
import { continuationText, type AnswerForm } from './continuationText';
import { fillPrompt, fillTemplateOf, type FillTemplate } from './fillInMiddle';
import type { Gap } from './gap';
import { continuationMessages, fillMessages } from './prompt';

/** What came of asking for a continuation. */
export type ContinuationOutcome =
  | { readonly kind: 'text'; readonly text: string }
  /** The model had nothing to add. */
  | { readonly kind: 'nothing' }
  /** It thought until its limit, and wrote nothing. */
  | { readonly kind: 'onlyThought' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: InferenceError };

export interface ContinuationRequest {
  /** Repository id with its routing suffix. */
  readonly model: string;
  /** Cut to bounds. */
  readonly gap: Gap;
  readonly maxTokens: number;
  /** 0 to 2. */
  readonly temperature: number;
  readonly customInstructions: string;
}

/** What the person leaves alone is written soberly. */
export const defaultTemperature = 0.2;

/**
 * Asks models for what belongs at a cursor: in the form that a model was taught to fill gaps in, where it has one and
 * its service a route for it, else in words.
 */
export class ContinuationAsker {
  readonly #client: ModelClient & CompletionClient;
  /** Models whose service took no bare prompt: it is not tried again. */
  readonly #withoutCompletion = new Set<string>();

  constructor(client: ModelClient & CompletionClient) {
    this.#client = client;
  }

  /** Never rejects. Ends the request as soon as what may still come would not be used. */
  async ask(request: ContinuationRequest, signal: AbortSignal): Promise<ContinuationOutcome> {
    const { model, gap, maxTokens, temperature } = request;
    const template = fillTemplateOf(model);
    const prompt = template && fillPrompt(template, gap.before, gap.after);
    if (template === undefined || prompt === undefined) return this.#askInWords(request, signal);
    const form = { asked: 'template', ends: template.ends } as const;
    if (template.through === 'chat') {
      // Such models were taught to fill gaps in code, and with words to fill those of prose.
      if (gap.kind === 'prose') return this.#askInWords(request, signal);
      return this.#read(this.#chat(request, fillMessages(prompt), signal), gap, form);
    }
    if (this.#withoutCompletion.has(model)) return this.#askInWords(request, signal);
    const stop = stopMarks(template);
    const events = this.#client.complete({ model, prompt, maxTokens, temperature, stop }, signal);
    const outcome = await this.#read(events, gap, form);
    if (outcome.kind !== 'failed' || !isWithoutRoute(outcome.error)) return outcome;
    this.#withoutCompletion.add(model);
    return this.#askInWords(request, signal);
  }

  async #askInWords(request: ContinuationRequest, signal: AbortSignal): Promise<ContinuationOutcome> {
    const messages = continuationMessages(request.gap, request.customInstructions);
    return this.#read(this.#chat(request, messages, signal), request.gap, { asked: 'chat', ends: [] });
  }

  #chat(
    { model, maxTokens, temperature }: ContinuationRequest,
    messages: readonly PromptMessage[],
    signal: AbortSignal,
  ): AsyncIterable<StreamEvent> {
    return this.#client.stream({ model, messages, maxTokens, temperature }, signal);
  }

  async #read(
    events: AsyncIterable<StreamEvent>,
    gap: Gap,
    form: Pick<AnswerForm, 'asked' | 'ends'>,
  ): Promise<ContinuationOutcome> {
    let answer = '';
    let isThinking = false;
    let state: AnswerForm['state'] = 'ended';
    const read = (now: AnswerForm['state']): ReturnType<typeof continuationText> =>
      continuationText(answer, gap, { ...form, state: now });
    for await (const event of events) {
      if (event.type === 'reasoning') isThinking = true;
      if (event.type === 'text') {
        answer += event.text;
        if (read('streaming').isWhole) break;
      }
      if (event.type === 'error') {
        if (event.error.cause === 'emptyAnswer') return { kind: 'nothing' };
        // What arrived before a connection broke is as good as what a limit cut.
        if (answer.trim() === '') return { kind: 'failed', error: event.error };
        state = 'cut';
      }
      if (event.type === 'finish') {
        if (event.reason === 'stopped') return { kind: 'stopped' };
        if (event.reason === 'length' && answer.trim() === '' && isThinking) return { kind: 'onlyThought' };
        state = event.reason === 'length' || event.reason === 'cutOff' ? 'cut' : 'ended';
      }
    }
    const { text } = read(state);
    return text === '' ? { kind: 'nothing' } : { kind: 'text', text };
  }
}

function stopMarks({ ends }: FillTemplate): readonly string[] {
  return ends.slice(0, 4);
}

/** Whether a service has no route for bare prompts, or takes none for this model. */
function isWithoutRoute({ kind, status }: InferenceError): boolean {
  if (status === undefined) return false;
  return [404, 405, 501].includes(status) || kind === 'badRequest' || kind === 'modelUnavailable';
}
