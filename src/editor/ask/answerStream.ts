import type { InferenceError } from '../../core/inference/inferenceError';
import type { PromptMessage } from '../../core/inference/modelClient';
import type { FinishReason } from '../../core/inference/streamEvent';
import type { EditorServices } from '../editorServices';

/** How a streamed answer ended. */
export type AnswerOutcome =
  | { readonly type: 'ended'; readonly ending: FinishReason }
  | { readonly type: 'failed'; readonly error: InferenceError; readonly modelName: string };

/** Streams one answer that belongs to no conversation. `onText` is given the whole text so far, at each piece. */
export async function streamAnswer(
  services: EditorServices,
  messages: readonly PromptMessage[],
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<AnswerOutcome> {
  const model = await services.selection.resolve();
  const { maxTokens, temperature } = services.settings();
  const request = {
    model: model.routedId,
    messages,
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
  };
  let text = '';
  for await (const event of services.client.stream(request, signal)) {
    if (event.type === 'text') {
      text += event.text;
      onText(text);
    } else if (event.type === 'finish') return { type: 'ended', ending: event.reason };
    else if (event.type === 'error') return { type: 'failed', error: event.error, modelName: model.name };
  }
  return { type: 'ended', ending: 'cutOff' };
}
