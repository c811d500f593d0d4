import type { ChatRequest, ModelClient } from '../inference/modelClient';
import { titleFrom } from './title';

/** How much of the question and of the answer the model is shown, in UTF-16 units: the beginning says what it is about. */
const shownOfQuestion = 800;
const shownOfAnswer = 400;

/** Most tokens that the model may write: a title and nothing else. */
const titleTokens = 20;

/** The one small request for a conversation's title. */
export function titleRequest(model: string, question: string, answer: string): ChatRequest {
  const shown = `${question.slice(0, shownOfQuestion)}\n\n---\n\n${answer.slice(0, shownOfAnswer)}`;
  return {
    model,
    messages: [
      {
        role: 'system',
        content:
          'You name conversations. Reply with a title of two to six words that says what the conversation is about, in its own language. Nothing else: no quotation marks, no full stop, no explanation.',
      },
      { role: 'user', content: `Name this conversation:\n\n${shown}` },
    ],
    maxTokens: titleTokens,
  };
}

/**
 * Asks a model for a title. `undefined` where it gives none that can be used, for whatever reason; never rejects, and
 * never asks again.
 *
 * @param note is told why there is no title, in words that hold nothing of the conversation
 */
export async function askForTitle(
  client: ModelClient,
  request: ChatRequest,
  signal: AbortSignal,
  note: (reason: string) => void,
): Promise<string | undefined> {
  let text = '';
  for await (const event of client.stream(request, signal)) {
    if (event.type === 'text') text += event.text;
    else if (event.type === 'error') note(event.error.kind);
    else if (event.type === 'finish') {
      // One that was cut off in the middle is no title, nor is one of a model that thinks aloud.
      const title = event.reason === 'stop' ? cleanTitle(text) : undefined;
      if (title === undefined && event.reason !== 'stopped') note(`no title (${event.reason})`);
      return title;
    }
  }
  return undefined;
}

/** A model's title as one line of at most 60 characters without quotes around it; `undefined` if nothing is left. */
export function cleanTitle(text: string): string | undefined {
  const line = text
    // Signs that show nothing, or turn the direction of what stands around them.
    .replace(/[\p{Cc}\p{Cf}]/gu, (sign) => (sign === '\n' || sign === '\r' || sign === '\u200d' ? sign : ' '))
    .split(/[\r\n]+/)
    .find((candidate) => /[\p{L}\p{N}]/u.test(candidate));
  if (line === undefined) return undefined;
  const bare = line
    .trim()
    .replace(/^[\s#>*_`~-]+|[\s*_`~]+$/g, '')
    .replace(/^(?:title|name)\s*:\s*/i, '')
    .replace(/^[\s*_`"'“”„«»‘’「『]+|[\s*_`"'“”„«»‘’」』]+$/g, '')
    .replace(/(?<=[^.])\.$/, '');
  const title = titleFrom(bare);
  return title === '' ? undefined : title;
}
