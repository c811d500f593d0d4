import { fails, type ErrorKind, type Fault, type Outcome, type PlainResponse } from './fault';

/** A JSON body. */
export function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): PlainResponse {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** A web page instead of data, as gateways and login walls send it. */
export function html(status: number, title: string): PlainResponse {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html>\n<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n<hr>\n</body>\n</html>\n`,
  };
}

function plain(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = { 'content-type': 'text/plain; charset=utf-8' },
): PlainResponse {
  return { status, headers, body };
}

/** The documented bodies, for every place that sends them. */
export const RESPONSES = {
  unknownToken: json(401, { error: 'Invalid username or password.' }),
  noToken: html(401, '401 Unauthorized'),
  noCredit: json(402, {
    error:
      'You have depleted your monthly included credits. Purchase pre-paid credits to continue using Inference Providers.',
  }),
  noPermission: json(403, {
    error:
      'This authentication method does not have sufficient permissions to call Inference Providers on behalf of user sam-standin',
  }),
  overloaded: json(503, { error: 'overloaded' }),
} as const;

/** The documented answer for a model or provider that nobody serves. */
export function modelNotSupported(model: string): PlainResponse {
  return json(400, {
    error: {
      message: `The requested model '${model}' is not supported by any provider you have enabled.`,
      type: 'invalid_request_error',
      param: 'model',
      code: 'model_not_supported',
    },
  });
}

/** A prompt that does not fit. */
export function contextOverflow(status: number, limit: number, used: number): PlainResponse {
  return json(status, {
    error: {
      message: `This model's maximum context length is ${limit} tokens. However, your messages resulted in ${used} tokens. Please reduce the length of the messages.`,
      type: 'BadRequestError',
      param: null,
      code: status,
    },
  });
}

/** What a model that comes back says. */
export const RECOVERED_TEXT = 'Sorry for the wait. Here is your answer.';

function refused(description: string, kind: ErrorKind, response: PlainResponse): Fault {
  return { description, expected: fails([kind]), plan: { kind: 'response', response } };
}

const recovered: Outcome = { end: 'stop', text: RECOVERED_TEXT };

function recovers(description: string, failures: number, response: PlainResponse): Fault {
  return { description, expected: recovered, plan: { kind: 'recovers', failures, response } };
}

/** Answers with an error status. */
export const STATUS_FAULTS = {
  'standin/fault-400-model-not-supported': refused(
    '400: no enabled provider serves the model.',
    'modelUnavailable',
    modelNotSupported('standin/fault-400-model-not-supported'),
  ),
  'standin/fault-400-too-long': refused(
    '400: the messages exceed the context window.',
    'tooLong',
    contextOverflow(400, 8192, 9001),
  ),
  'standin/fault-400-error-object': refused(
    '400: a parameter is out of range; `error` is an object.',
    'badRequest',
    json(400, {
      error: {
        message: 'temperature must be between 0 and 2',
        type: 'invalid_request_error',
        param: 'temperature',
      },
    }),
  ),
  'standin/fault-400-error-array': refused(
    '400: `error` is an array of strings.',
    'badRequest',
    json(400, { error: ['temperature must be a number', 'top_p must be below 1'] }),
  ),
  'standin/fault-400-detail': refused(
    '400: the reason is in `detail`, an array of objects, and there is no `error`.',
    'badRequest',
    json(400, {
      detail: [{ loc: ['body', 'messages'], msg: 'field required', type: 'value_error.missing' }],
    }),
  ),
  'standin/fault-400-message': refused(
    '400: the reason is in a bare `message`.',
    'badRequest',
    json(400, { message: 'temperature must be between 0 and 2', type: 'invalid_request_error' }),
  ),
  'standin/fault-401': refused('401: nobody knows the token.', 'badToken', RESPONSES.unknownToken),
  'standin/fault-401-html': refused('401: with an HTML page for a body.', 'badToken', RESPONSES.noToken),
  'standin/fault-402': refused('402: the monthly credit is used up.', 'noCredit', RESPONSES.noCredit),
  'standin/fault-402-older': refused(
    '402: the same in older words.',
    'noCredit',
    json(402, {
      error:
        'You have exceeded your monthly included credits for Inference Providers. Subscribe to PRO to get 20x more monthly included credits.',
    }),
  ),
  'standin/fault-403': refused(
    '403: the token may not call models.',
    'tokenLacksPermission',
    RESPONSES.noPermission,
  ),
  'standin/fault-403-gated': refused(
    '403: the model asks people to accept its terms first.',
    'modelGated',
    json(
      403,
      {
        error:
          'Access to model standin/fault-403-gated is restricted and you are not in the authorized list.',
      },
      { 'x-error-code': 'GatedRepo' },
    ),
  ),
  'standin/fault-404': refused(
    '404: the model does not exist.',
    'modelUnavailable',
    json(404, { error: 'Model standin/fault-404 does not exist' }),
  ),
  'standin/fault-413-too-long': refused(
    '413: the request is too large for the context window.',
    'tooLong',
    json(413, { error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8192.' }),
  ),
  'standin/fault-422-template': refused(
    '422: the chat template does not take these roles.',
    'badRequest',
    json(422, {
      error: 'Template error: Conversation roles must alternate user/assistant/user/assistant/...',
      error_type: 'template_error',
    }),
  ),
  'standin/fault-422-text': refused(
    '422: the reason is plain text.',
    'badRequest',
    plain(422, 'Failed to deserialize the JSON body into the target type: messages[0]: unknown role'),
  ),
  'standin/fault-422-too-long': refused(
    '422: the input exceeds the context window, in the words of TGI.',
    'tooLong',
    json(422, {
      error: 'Input validation error: `inputs` must have less than 4096 tokens. Given: 9001',
      error_type: 'validation',
    }),
  ),
  'standin/fault-429': refused(
    "429: too many requests, in the provider's own shape, without `Retry-After`.",
    'rateLimited',
    json(429, {
      message: 'Tokens per minute limit exceeded',
      type: 'too_many_tokens_error',
      code: 'token_quota',
    }),
  ),
  'standin/fault-429-retry-after': refused(
    '429: too many requests, with `Retry-After` in seconds.',
    'rateLimited',
    json(429, { error: 'Too Many Requests' }, { 'retry-after': '3600' }),
  ),
  'standin/fault-429-retry-after-date': refused(
    '429: too many requests, with `Retry-After` as a date.',
    'rateLimited',
    json(
      429,
      { error: { message: 'Rate limit reached' } },
      { 'retry-after': 'Wed, 01 Jan 2070 00:00:00 GMT' },
    ),
  ),
  'standin/fault-500': refused(
    '500: the provider failed.',
    'providerDown',
    json(500, { error: 'Internal Server Error' }),
  ),
  'standin/fault-500-empty': refused('500: with no body at all.', 'providerDown', plain(500, '', {})),
  'standin/fault-500-error-null': refused(
    '500: `error` is null.',
    'providerDown',
    json(500, { error: null }),
  ),
  'standin/fault-500-not-json': refused(
    '500: says it is JSON and is not.',
    'providerDown',
    plain(500, 'upstream connect error or disconnect/reset before headers', {
      'content-type': 'application/json',
    }),
  ),
  'standin/fault-502-html': refused(
    '502: the page of a gateway.',
    'providerDown',
    html(502, '502 Bad Gateway'),
  ),
  'standin/fault-503-html': refused(
    '503: the page of a gateway.',
    'providerDown',
    html(503, '503 Service Temporarily Unavailable'),
  ),
  'standin/fault-503-overloaded': refused('503: overloaded, for ever.', 'providerDown', RESPONSES.overloaded),
  'standin/fault-503-loading': refused(
    '503: the model is loading, for ever, and says how many seconds it thinks it needs.',
    'providerDown',
    json(503, { error: 'Model standin/fault-503-loading is currently loading', estimated_time: 20.0 }),
  ),
  'standin/fault-504-html': {
    description: '504: the page of a gateway that waited in vain.',
    expected: fails(['providerDown', 'timedOut']),
    plan: { kind: 'response', response: html(504, '504 Gateway Time-out') },
  },
  'standin/fault-503-recovers-after-1': recovers(
    '503 once, then an answer; then the same again.',
    1,
    RESPONSES.overloaded,
  ),
  'standin/fault-503-recovers-after-2': recovers(
    '503 twice, then an answer; then the same again.',
    2,
    RESPONSES.overloaded,
  ),
  'standin/fault-503-loading-recovers': recovers(
    '503 while the model loads, once, with a short estimate, then an answer.',
    1,
    json(503, {
      error: 'Model standin/fault-503-loading-recovers is currently loading',
      estimated_time: 0.05,
    }),
  ),
  'standin/fault-429-recovers': recovers(
    '429 once, with a `Retry-After` of 0 seconds, then an answer.',
    1,
    json(429, { error: 'Too Many Requests' }, { 'retry-after': '0' }),
  ),
  'standin/fault-502-recovers': recovers('502 once, then an answer.', 1, html(502, '502 Bad Gateway')),
} as const satisfies Record<string, Fault>;
