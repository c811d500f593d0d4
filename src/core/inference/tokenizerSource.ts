import { getSmall, joinUrl, type RequestFailure, type SmallResponse } from './boundedRequest';
import { serviceAddress } from './serviceAddress';
import { cleanToken, looksLikeToken } from './token';

/** A model's tokenizer as the Hub has it: the texts of two JSON files. */
export interface TokenizerFiles {
  /** `tokenizer.json`: up to tens of megabytes. */
  readonly tokenizer: string;
  /** `tokenizer_config.json`. */
  readonly config: string;
}

/**
 * `notThere`: the model has none for us (it is closed, unknown, or made without one), and asking again is of no use.
 * `later`: no network, or trouble at the Hub.
 */
export type TokenizerAnswer =
  { readonly kind: 'fetched'; readonly files: TokenizerFiles } | { readonly kind: 'notThere' | 'later' };

/** Bytes: the largest vocabularies of today take some 35 MB. */
const largestTokenizer = 48 * 1024 * 1024;
const largestConfig = 4 * 1024 * 1024;

/** Large files are handed on to a storage server, small ones to another address of the Hub. */
const mostRedirects = 4;

export interface TokenizerSourceOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly hubUrl: string;
  /** Repository id. */
  readonly modelId: string;
  /** As it is stored; undefined: none. */
  readonly token: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for each file; absent: 90 s. */
  readonly timeoutMs?: number;
}

/** Fetches a model's tokenizer. Never throws. The token goes to the Hub's own address and nowhere else. */
export async function fetchTokenizer(options: TokenizerSourceOptions): Promise<TokenizerAnswer> {
  const { modelId } = options;
  const hub = serviceAddress(options.hubUrl);
  if (hub === undefined || !/^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(modelId)) return { kind: 'notThere' };
  const at = (file: string): string => joinUrl(hub, `/${modelId}/resolve/main/${file}`);
  // The small one first: where it is refused, the large one is not asked for.
  const config = await get(options, hub, at('tokenizer_config.json'), largestConfig);
  if (config.kind !== 'answered') return { kind: config.kind };
  const tokenizer = await get(options, hub, at('tokenizer.json'), largestTokenizer);
  if (tokenizer.kind !== 'answered') return { kind: tokenizer.kind };
  return { kind: 'fetched', files: { tokenizer: tokenizer.text, config: config.text } };
}

async function get(
  { fetch, token, signal, timeoutMs = 90_000 }: TokenizerSourceOptions,
  hub: string,
  firstUrl: string,
  limit: number,
): Promise<{ readonly kind: 'answered'; readonly text: string } | { readonly kind: 'notThere' | 'later' }> {
  const cleaned = cleanToken(token ?? '');
  let url = firstUrl;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const mayKnowToken = new URL(url).origin === new URL(hub).origin && looksLikeToken(cleaned);
    const response = await getSmall({
      fetch,
      url,
      headers: { Accept: 'application/json', ...(mayKnowToken && { Authorization: `Bearer ${cleaned}` }) },
      timeoutMs,
      limit,
      signal,
    });
    if (response.kind === 'answered') return answered(response);
    const next = response.kind === 'redirected' ? nextAddress(response, url, hub) : undefined;
    if (next === undefined) return { kind: response.kind === 'tooLarge' ? 'notThere' : 'later' };
    url = next;
  }
  return { kind: 'later' };
}

function answered({
  status,
  text,
}: SmallResponse): { kind: 'answered'; text: string } | { kind: 'notThere' | 'later' } {
  if (status === 200) return { kind: 'answered', text };
  return { kind: status === 429 || status >= 500 ? 'later' : 'notThere' };
}

/** Where a redirect leads, if it may be followed: to the same server, or to another over a safe connection. */
function nextAddress(
  { location }: Extract<RequestFailure, { kind: 'redirected' }>,
  from: string,
  hub: string,
): string | undefined {
  let url: URL;
  try {
    url = new URL(location ?? '', from);
  } catch {
    return undefined;
  }
  if (location === null || url.username !== '' || url.password !== '') return undefined;
  return url.protocol === 'https:' || url.origin === new URL(hub).origin ? url.href : undefined;
}
