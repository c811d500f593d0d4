import { getSmall, joinUrl } from './boundedRequest';
import { isObject, listOf, parseJson, textOf, type JsonObject } from './json';
import { serviceAddress } from './serviceAddress';
import { cleanToken, looksLikeToken } from './token';

/** Why Hugging Face could not be asked about a token. */
export type UnreachableReason =
  | 'offline'
  | 'timedOut'
  /** Too many questions, or trouble of its own: ask later. */
  | 'busy'
  /** Something else answered, such as the login page of a network. */
  | 'notHuggingFace'
  | 'badAddress'
  | 'aborted';

/** What Hugging Face says of a token. Only a real call proves that models can be called. */
export type TokenCheck =
  | { readonly kind: 'signedIn'; readonly name: string; readonly canCallModels: true | 'unknown' }
  /** It does not have the shape of one; nothing was sent. */
  | { readonly kind: 'notAToken' }
  | { readonly kind: 'unknownToken' }
  | { readonly kind: 'lacksPermission'; readonly name: string }
  | { readonly kind: 'unreachable'; readonly reason: UnreachableReason; readonly status?: number };

/** "Make calls to Inference Providers" in the form for tokens. */
const PERMISSION = 'inference.serverless.write';

/** Asks the Hub whose token this is and what it may do. Never throws. Heavily rate-limited there: keep the answer. */
export async function checkToken(options: {
  readonly fetch: typeof globalThis.fetch;
  readonly hubUrl: string;
  readonly token: string;
  readonly signal?: AbortSignal | undefined;
  /** Absent: 15 s. */
  readonly timeoutMs?: number;
}): Promise<TokenCheck> {
  const token = cleanToken(options.token);
  if (!looksLikeToken(token)) return { kind: 'notAToken' };
  const hub = serviceAddress(options.hubUrl);
  if (hub === undefined) return { kind: 'unreachable', reason: 'badAddress' };
  const response = await getSmall({
    fetch: options.fetch,
    url: joinUrl(hub, '/api/whoami-v2'),
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' },
    timeoutMs: options.timeoutMs ?? 15_000,
    limit: 1024 * 1024,
    signal: options.signal,
  });
  switch (response.kind) {
    case 'aborted':
    case 'timedOut':
      return { kind: 'unreachable', reason: response.kind };
    case 'failed':
      return { kind: 'unreachable', reason: 'offline' };
    case 'redirected':
    case 'tooLarge':
      return { kind: 'unreachable', reason: 'notHuggingFace' };
    case 'answered':
  }
  const { status, text } = response;
  const answer = parseJson(text);
  // The Hub's 401 with a page is a request without token, which ours never is: a proxy took it away or answered.
  if (status === 401) return { kind: 'unknownToken' };
  if (status === 429 || status >= 500) return { kind: 'unreachable', reason: 'busy', status };
  const name = isObject(answer) ? textOf(answer['name']) : undefined;
  if (status !== 200 || !isObject(answer) || name === undefined) {
    return { kind: 'unreachable', reason: 'notHuggingFace', status };
  }
  const canCallModels = permission(answer);
  return canCallModels === false
    ? { kind: 'lacksPermission', name }
    : { kind: 'signedIn', name, canCallModels };
}

/** Classic tokens may call models whatever their role; fine-grained ones where the permission is ticked. */
function permission(whoami: JsonObject): boolean | 'unknown' {
  const auth = isObject(whoami['auth']) ? whoami['auth'] : {};
  const accessToken = isObject(auth['accessToken']) ? auth['accessToken'] : {};
  const role = accessToken['role'];
  if (role === 'write' || role === 'read') return true;
  const fineGrained = accessToken['fineGrained'];
  if (!isObject(fineGrained)) return 'unknown';
  const scopes = listOf(fineGrained['scoped']).filter(isObject).filter(isAccount);
  const granted = [fineGrained['global'], ...scopes.map((scope) => scope['permissions'])].flatMap(listOf);
  return granted.includes(PERMISSION);
}

/** Whether a scope is a person's or an organisation's: calls are billed to those, never to a repository. */
function isAccount(scope: JsonObject): boolean {
  const entity = scope['entity'];
  return isObject(entity) && (entity['type'] === 'user' || entity['type'] === 'org');
}

/** The form for a new token, with the permission to call models already ticked. */
export function tokenPageUrl(hubUrl: string): string {
  const query = new URLSearchParams({ ownUserPermissions: PERMISSION, tokenType: 'fineGrained' });
  return joinUrl(hubUrl, `/settings/tokens/new?${query.toString()}`);
}
