/** Why a small request had no answer. `failed` holds what `fetch` threw. */
export type RequestFailure =
  | { readonly kind: 'aborted' | 'timedOut' | 'tooLarge' }
  /** With the address as the service gave it. */
  | { readonly kind: 'redirected'; readonly location: string | null }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface SmallResponse {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The text of a body as far as `limit` bytes; `complete` is false if there is more. Cancels the rest. */
export async function readLimited(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<{ text: string; complete: boolean }> {
  if (body === null) return { text: '', complete: true };
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text, complete: true };
      text += decoder.decode(value.subarray(0, limit - size), { stream: true });
      size += value.length;
      if (size > limit) return { text, complete: false };
    }
  } finally {
    // A body that failed has told so above; one that is left early has nobody to tell.
    reader.cancel().catch(() => undefined);
  }
}

/** Whether a status sends the client elsewhere. `0` is what a browser makes of a redirect it was told not to follow. */
export function isRedirect(response: Pick<Response, 'status' | 'type'>): boolean {
  return response.type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(response.status);
}

/**
 * Gets a small text: never follows a redirect (a token could travel along), never waits longer than `timeoutMs` for
 * the whole of it, never reads more than `limit` bytes, never throws.
 */
export async function getSmall(options: {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
}): Promise<SmallResponse | RequestFailure> {
  const ours = new AbortController();
  const timer = setTimeout(() => ours.abort(), options.timeoutMs);
  const signal = options.signal === undefined ? ours.signal : AbortSignal.any([ours.signal, options.signal]);
  try {
    const response = await options.fetch(options.url, {
      headers: options.headers,
      redirect: 'manual',
      signal,
    });
    if (isRedirect(response)) return { kind: 'redirected', location: response.headers.get('location') };
    const { text, complete } = await readLimited(response.body, options.limit);
    if (!complete) return { kind: 'tooLarge' };
    return { kind: 'answered', status: response.status, headers: response.headers, text };
  } catch (error) {
    if (options.signal?.aborted === true) return { kind: 'aborted' };
    return ours.signal.aborted ? { kind: 'timedOut' } : { kind: 'failed', error };
  } finally {
    clearTimeout(timer);
    // Closes the connection of a body that was not read to its end.
    ours.abort();
  }
}

/** `base` and `path` as one address, whether or not `base` ends in a slash or has a path of its own. */
export function joinUrl(base: string, path: string): string {
  return base.trim().replace(/\/+$/, '') + path;
}
