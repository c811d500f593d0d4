import { STANDIN_TOKEN } from '../../standin/tokens';
import type { StandIn } from '../../standin/server';

export interface AskOptions {
  readonly token?: string | undefined;
  readonly signal?: AbortSignal;
  /** Added to the request's body. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly redirect?: 'follow' | 'manual';
}

/** Asks the stand-in as a plain client would. */
export function ask(
  standIn: StandIn,
  model: string,
  question = 'Hello',
  options: AskOptions = {},
): Promise<Response> {
  const token = 'token' in options ? options.token : STANDIN_TOKEN;
  return fetch(`${standIn.url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({
      model,
      stream: true,
      messages: [{ role: 'user', content: question }],
      ...options.body,
    }),
    ...(options.signal && { signal: options.signal }),
    ...(options.redirect && { redirect: options.redirect }),
  });
}
