import type { InferenceError, InferenceErrorKind } from './inferenceError';
import { amountOf, isObject, parseJson, textOf, type JsonObject } from './json';
import { withoutTokens } from './token';

const LONGEST_SERVICE_MESSAGE = 500;

/** The names under which services, routers and gateways tell a request's id and who answered. */
const REQUEST_ID_HEADERS = ['inference-id', 'x-inference-id', 'x-request-id'] as const;

/** Who answered, from the head of a response. */
export function answererOf(headers: Headers): { provider?: string; requestId?: string } {
  const provider = shortHeader(headers, 'x-inference-provider');
  const requestId = REQUEST_ID_HEADERS.map((name) => shortHeader(headers, name)).find(
    (value) => value !== undefined,
  );
  return { ...(provider !== undefined && { provider }), ...(requestId !== undefined && { requestId }) };
}

function shortHeader(headers: Headers, name: string): string | undefined {
  return textOf(withoutTokens(headers.get(name) ?? '').slice(0, 200));
}

/** An answer with an error status, whatever its body looks like. `now`: milliseconds since the epoch. */
export function fromHttpStatus(
  status: number,
  headers: Headers,
  body: string,
  now: () => number = Date.now,
): InferenceError {
  const json = parseJson(body);
  const message = isObject(json) || Array.isArray(json) ? messageOf(json) : textOfPage(body);
  const isPage = json === undefined && /^\s*</.test(body);
  const code = isObject(json) ? codeOf(json) : '';
  const isGated = headers.get('x-error-code') === 'GatedRepo';
  const kind = isGated ? 'modelGated' : kindOfStatus(status, `${code} ${message}`, isPage);
  const estimated = isObject(json) ? amountOf(json['estimated_time']) : undefined;
  const retryAfterSeconds = retryAfter(headers, now) ?? estimated;
  return {
    kind,
    ...causeOf(kind, status, message),
    status,
    ...answererOf(headers),
    ...serviceMessage(message),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

/** An error that came inside an answer whose status was fine. `data`: the parsed event or its bare text. */
export function fromErrorInStream(data: unknown, headers: Headers): InferenceError {
  const message = typeof data === 'string' ? data : messageOf(data);
  const code = isObject(data) ? codeOf(data) : '';
  const status = Number(/(?:^|\s)([45]\d\d)(?:\s|$)/.exec(code)?.[1] ?? 0);
  const kind =
    status === 0
      ? (kindOfMessage(`${code} ${message}`) ?? 'providerDown')
      : kindOfStatus(status, `${code} ${message}`, false);
  return {
    kind,
    ...causeOf(kind, status, message),
    ...(status !== 0 && { status }),
    ...answererOf(headers),
    ...serviceMessage(message),
  };
}

/** What `fetch` or the reading of a body threw, told from the codes in its chain of causes. */
export function fromFetchFailure(error: unknown): InferenceError {
  const codes = codesOf(error);
  const has = (pattern: RegExp): string | undefined => codes.find((code) => pattern.test(code));
  const timedOut = has(/^UND_ERR_(?:HEADERS|BODY)_TIMEOUT$|^TimeoutError$/);
  if (timedOut !== undefined) return { kind: 'timedOut', serviceMessage: timedOut };
  const untrusted = has(/CERT|SELF_SIGNED|UNABLE_TO_|^ERR_TLS|^ERR_SSL|^EPROTO$/);
  if (untrusted !== undefined) {
    return { kind: 'offline', cause: 'connectionNotTrusted', serviceMessage: untrusted };
  }
  const closed = has(/^(?:ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|ERR_HTTP2_\w+)$|^HPE_/);
  if (closed !== undefined)
    return { kind: 'providerDown', cause: 'connectionClosed', serviceMessage: closed };
  const code = codes[0];
  // Any other failure of `fetch` is one to reach the server: a name that is not found, no route, nobody listening.
  return { kind: 'offline', ...(code !== undefined && { serviceMessage: code }) };
}

/** The error codes in a chain of causes, outermost first; of a failure without code, nothing of its words. */
function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  let link: unknown = error;
  for (let depth = 0; depth < 8 && typeof link === 'object' && link !== null; depth++) {
    if ('code' in link && typeof link.code === 'string') codes.push(link.code);
    else if ('name' in link && link.name === 'TimeoutError') codes.push('TimeoutError');
    // Chromium's own network, which VS Code may use, has its code in the message.
    const chromium = 'message' in link ? /net::(ERR_\w+)/.exec(String(link.message))?.[1] : undefined;
    if (chromium !== undefined) codes.push(chromium.replace(/^ERR_CONNECTION_(RESET|CLOSED)$/, 'ECONNRESET'));
    const inner: unknown = 'errors' in link && Array.isArray(link.errors) ? link.errors[0] : undefined;
    link = 'cause' in link ? link.cause : inner;
  }
  return codes;
}

function kindOfStatus(status: number, words: string, isPage: boolean): InferenceErrorKind {
  switch (status) {
    case 401:
      return 'badToken';
    case 402:
      return 'noCredit';
    case 403:
      if (speaksOfTerms(words)) return 'modelGated';
      // A page instead of data comes from a gateway or a company's filter, not from Hugging Face's rules.
      return isPage ? 'unexpected' : 'tokenLacksPermission';
    case 404:
    case 410:
      return isPage ? 'unexpected' : 'modelUnavailable';
    case 408:
      return 'timedOut';
    case 413:
      return 'tooLong';
    case 429:
      return speaksOfCredit(words) ? 'noCredit' : 'rateLimited';
    case 400:
    case 422:
      return kindOfMessage(words) ?? 'badRequest';
    default:
      if (status >= 500) return kindOfMessage(words, ['tooLong']) ?? 'providerDown';
      return status >= 400 && !isPage ? 'badRequest' : 'unexpected';
  }
}

/** The kind that the words of a service tell, where its status does not. */
function kindOfMessage(
  words: string,
  among: readonly InferenceErrorKind[] = ['tooLong', 'noCredit', 'modelUnavailable', 'rateLimited'],
): InferenceErrorKind | undefined {
  const speaks: Partial<Record<InferenceErrorKind, (words: string) => boolean>> = {
    tooLong: speaksOfLength,
    noCredit: speaksOfCredit,
    modelUnavailable: speaksOfModel,
    rateLimited: speaksOfRate,
  };
  return among.find((kind) => speaks[kind]?.(words) === true);
}

const speaksOfLength = (words: string): boolean =>
  /context[ _-]*(?:length|window|size|limit)|maximum context|(?:prompt|input|request|message)s? (?:is |are )?too (?:long|large)|(?:must have less than|must be <=|exceed\w*|maximum of|limit of|too many) .{0,60}tokens|tokens?\b.{0,80}(?:exceed|must be <=|too (?:many|long))/i.test(
    words,
  ) && !speaksOfRate(words);

const speaksOfCredit = (words: string): boolean =>
  /(?:monthly )?included credits|pre-?paid credits|insufficient (?:credit|balance)/i.test(words);

const speaksOfRate = (words: string): boolean =>
  /rate[ _-]?limit|too[ _]many[ _]requests|per[ _-](?:minute|second|hour|day)/i.test(words);

const speaksOfModel = (words: string): boolean =>
  /model_not_(?:supported|found)|not supported by (?:any )?provider|model\b.{0,160}(?:does not exist|not found|not supported|not a chat model|no longer (?:available|supported)|is deprecated)/i.test(
    words,
  );

const speaksOfTerms = (words: string): boolean =>
  /gated|access to model .* is restricted|authori[sz]ed list|awaiting a review|accept (?:the|its) (?:terms|conditions|license)/i.test(
    words,
  );

function causeOf(
  kind: InferenceErrorKind,
  status: number,
  message: string,
): Pick<InferenceError, 'cause'> | undefined {
  if (kind === 'providerDown' && /currently loading|is loading|warming up/i.test(message)) {
    return { cause: 'starting' };
  }
  if (kind === 'badRequest' && /template error|roles must alternate/i.test(message)) {
    return { cause: 'conversationShape' };
  }
  if (kind === 'unexpected' && status >= 400) return { cause: 'notAnAnswer' };
  return undefined;
}

/** The service's words wherever services put them: `error`, `message`, `detail`, in objects, lists and texts. */
function messageOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (depth > 4) return '';
  if (Array.isArray(value)) {
    return value
      .slice(0, 5)
      .map((item) => messageOf(item, depth + 1))
      .filter((message) => message !== '')
      .join('; ');
  }
  if (!isObject(value)) return '';
  for (const key of ['error', 'message', 'detail', 'msg', 'error_message', 'title']) {
    const message = messageOf(value[key], depth + 1);
    if (message !== '') return message;
  }
  return '';
}

/** All short marks of the kind of an error: `code`, `type`, `status`. */
function codeOf(value: JsonObject): string {
  const inner = isObject(value['error']) ? value['error'] : {};
  return [value, inner]
    .flatMap((of) => [of['code'], of['type'], of['error_type'], of['status'], of['status_code']])
    .filter((mark) => typeof mark === 'string' || typeof mark === 'number')
    .join(' ');
}

/** The words of a web page: its title, or its text without tags. */
function textOfPage(body: string): string {
  const start = body.slice(0, 20_000);
  if (!/^\s*</.test(start)) return start;
  const title = /<title[^>]*>([^<]*)/i.exec(start)?.[1]?.trim();
  return textOf(title) ?? start.replace(/<[^<>]*>/g, ' ');
}

function serviceMessage(message: string): { serviceMessage: string } | undefined {
  const plain = withoutTokens(message).replace(/\s+/g, ' ').trim();
  if (plain === '') return undefined;
  const isLong = plain.length > LONGEST_SERVICE_MESSAGE;
  return { serviceMessage: isLong ? `${plain.slice(0, LONGEST_SERVICE_MESSAGE)}…` : plain };
}

/** Seconds that `Retry-After` asks for, written as a number or as a date. */
function retryAfter(headers: Headers, now: () => number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now()) / 1000);
}
