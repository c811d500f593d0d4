import assert from 'node:assert/strict';
import { createClient } from '../../../src/core/inference/client';
import {
  fromErrorInStream,
  fromFetchFailure,
  fromHttpStatus,
} from '../../../src/core/inference/errorClassification';
import type { InferenceErrorKind } from '../../../src/core/inference/inferenceError';
import { answerOf, environmentFor, question } from './support';

const none = new Headers();
const kindOf = (status: number, body: unknown, headers = none): InferenceErrorKind =>
  fromHttpStatus(status, headers, typeof body === 'string' ? body : JSON.stringify(body)).kind;

suite('What an error means', () => {
  test('the documented bodies', () => {
    const depleted =
      'You have depleted your monthly included credits. Purchase pre-paid credits to continue using Inference Providers.';
    const table: readonly (readonly [InferenceErrorKind, number, unknown])[] = [
      ['badToken', 401, { error: 'Invalid username or password.' }],
      ['badToken', 401, '<!doctype html><title>401</title>'],
      ['noCredit', 402, { error: depleted }],
      [
        'noCredit',
        429,
        { error: 'You have exceeded your monthly included credits for Inference Providers.' },
      ],
      [
        'tokenLacksPermission',
        403,
        {
          error:
            'This authentication method does not have sufficient permissions to call Inference Providers on behalf of user X',
        },
      ],
      [
        'modelUnavailable',
        400,
        {
          error: {
            message: "The requested model 'x' is not supported by any provider you have enabled.",
            type: 'invalid_request_error',
            param: 'model',
            code: 'model_not_supported',
          },
        },
      ],
      ['modelUnavailable', 404, { error: 'Model x does not exist' }],
      [
        'modelUnavailable',
        410,
        { error: 'The requested model is deprecated and no longer supported by provider novita.' },
      ],
      ['badRequest', 422, { error: 'Template error: roles must alternate', error_type: 'template_error' }],
      ['badRequest', 422, 'plain words'],
      ['rateLimited', 429, { message: 'Tokens per minute limit exceeded', code: 'token_quota' }],
      ['rateLimited', 429, ''],
      ['providerDown', 502, '<html><title>502 Bad Gateway</title></html>'],
      ['providerDown', 503, { error: 'overloaded' }],
      ['providerDown', 503, { error: 'Model x is currently loading', estimated_time: 20 }],
      ['providerDown', 500, ''],
      ['providerDown', 500, { error: null }],
    ];
    for (const [kind, status, body] of table) assert.equal(kindOf(status, body), kind, JSON.stringify(body));
  });

  test('a prompt that is too long, in the words of many services', () => {
    for (const message of [
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens.",
      'Input validation error: `inputs` must have less than 4096 tokens. Given: 9001',
      'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8192. Given: 9001',
      'Requested token count exceeds the model maximum',
      'prompt is too long: 210000 tokens > 200000 maximum',
      'The input (9001 tokens) is longer than the model’s context length (8192 tokens).',
      'Please reduce the length of the messages: context_length_exceeded',
    ]) {
      assert.equal(kindOf(400, { error: { message } }), 'tooLong', message);
      assert.equal(kindOf(422, { error: message }), 'tooLong', message);
      assert.equal(fromErrorInStream({ error: { message } }, none).kind, 'tooLong', message);
    }
    assert.equal(kindOf(413, 'Payload Too Large'), 'tooLong');
  });

  test('a limit on tokens per minute is no limit on length', () => {
    const message = 'Rate limit reached: limit of 6000 tokens per minute exceeded, requested 9001 tokens';
    assert.equal(kindOf(429, { error: { message } }), 'rateLimited');
    assert.equal(kindOf(400, { error: { message } }), 'rateLimited');
  });

  test('a gated model is told from a token without permission', () => {
    assert.equal(
      kindOf(403, { error: 'Forbidden' }, new Headers({ 'x-error-code': 'GatedRepo' })),
      'modelGated',
    );
    assert.equal(
      kindOf(401, { error: 'Forbidden' }, new Headers({ 'x-error-code': 'GatedRepo' })),
      'modelGated',
    );
    const words = 'Access to model x is restricted and you are not in the authorized list.';
    assert.equal(kindOf(403, { error: words }), 'modelGated');
  });

  test('a page of a network in between is told from an answer of the service', () => {
    for (const status of [403, 404, 407, 418]) {
      const error = fromHttpStatus(status, none, '<html><title>Blocked by policy</title></html>');
      assert.deepEqual([error.kind, error.cause], ['unexpected', 'notAnAnswer'], `${status}`);
      assert.equal(error.serviceMessage, 'Blocked by policy');
    }
  });

  test('the words of a service are found wherever it puts them', () => {
    const wordsOf = (body: unknown): string | undefined =>
      fromHttpStatus(400, none, JSON.stringify(body)).serviceMessage;
    assert.equal(wordsOf({ error: 'a' }), 'a');
    assert.equal(wordsOf({ error: { message: 'b' } }), 'b');
    assert.equal(wordsOf({ error: ['c', { message: 'd' }] }), 'c; d');
    assert.equal(wordsOf({ error: null, detail: [{ msg: 'e' }] }), 'e');
    assert.equal(wordsOf({ message: 'f' }), 'f');
    assert.equal(wordsOf([{ error: { message: 'g' } }]), 'g');
    assert.equal(wordsOf({ error: {} }), undefined);
    assert.equal(
      wordsOf({ error: { error: { error: { error: { error: { error: 'deep' } } } } } }),
      undefined,
    );
  });

  test('long words are cut, and a body of any size is read in time', () => {
    const message = fromHttpStatus(
      400,
      none,
      JSON.stringify({ error: 'tokens '.repeat(9000) }),
    ).serviceMessage;
    assert.equal(message?.length, 501);
    assert.equal(kindOf(500, `<${' <a'.repeat(20_000)}`), 'providerDown');
  });

  test('who answered and when to come back are kept for the details', () => {
    const headers = new Headers({
      'x-inference-provider': 'groq',
      'x-request-id': 'general',
      'inference-id': 'special',
      'retry-after': 'Wed, 01 Jan 2025 00:01:00 GMT',
    });
    const now = (): number => Date.UTC(2025, 0, 1);
    assert.deepEqual(fromHttpStatus(429, headers, '', now), {
      kind: 'rateLimited',
      status: 429,
      provider: 'groq',
      requestId: 'special',
      retryAfterSeconds: 60,
    });
    for (const [value, seconds] of [
      ['7', 7],
      ['0.5', 0.5],
      ['Wed, 01 Jan 2020 00:00:00 GMT', 0],
      ['soon', undefined],
      ['-3', undefined],
    ] as const) {
      const error = fromHttpStatus(429, new Headers({ 'retry-after': value }), '', now);
      if (value !== '-3') assert.equal(error.retryAfterSeconds, seconds, value);
      assert.ok((error.retryAfterSeconds ?? 0) >= 0);
    }
  });

  test('a failed connection is told by its codes, never by words that may hold an address', () => {
    const withCode = (code: string): Error =>
      new TypeError('fetch failed', { cause: Object.assign(new Error('to https://x'), { code }) });
    const table: readonly (readonly [string, InferenceErrorKind, string?])[] = [
      ['ENOTFOUND', 'offline'],
      ['EAI_AGAIN', 'offline'],
      ['ECONNREFUSED', 'offline'],
      ['ENETUNREACH', 'offline'],
      ['UND_ERR_CONNECT_TIMEOUT', 'offline'],
      ['ECONNRESET', 'providerDown', 'connectionClosed'],
      ['UND_ERR_SOCKET', 'providerDown', 'connectionClosed'],
      ['UND_ERR_HEADERS_TIMEOUT', 'timedOut'],
      ['UND_ERR_BODY_TIMEOUT', 'timedOut'],
      ['SELF_SIGNED_CERT_IN_CHAIN', 'offline', 'connectionNotTrusted'],
      ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'offline', 'connectionNotTrusted'],
      ['CERT_HAS_EXPIRED', 'offline', 'connectionNotTrusted'],
    ];
    for (const [code, kind, cause] of table) {
      const error = fromFetchFailure(withCode(code));
      assert.deepEqual([error.kind, error.cause, error.serviceMessage], [kind, cause, code]);
    }
    const several = new TypeError('fetch failed', {
      cause: new AggregateError([Object.assign(new Error('IPv6'), { code: 'ENETUNREACH' })]),
    });
    assert.equal(fromFetchFailure(several).serviceMessage, 'ENETUNREACH');
    assert.deepEqual(fromFetchFailure(new Error('net::ERR_INTERNET_DISCONNECTED at https://x')), {
      kind: 'offline',
      serviceMessage: 'ERR_INTERNET_DISCONNECTED',
    });
    assert.deepEqual(fromFetchFailure('nonsense'), { kind: 'offline' });
  });

  test('nobody listening at the address is being offline, said at once', async () => {
    // The port 1 (tcpmux) is served nowhere.
    const environment = environmentFor('http://127.0.0.1:1', 'hf_anyToken');
    const answer = await answerOf(createClient(environment), question('a/b'));
    assert.equal(answer.error?.kind, 'offline');
    assert.deepEqual(environment.waits, []);
  });

  test('an error inside the answer counts by its own status where it has one', () => {
    assert.equal(fromErrorInStream({ error: { message: 'x', code: 429 } }, none).kind, 'rateLimited');
    assert.equal(fromErrorInStream({ message: 'x', status: 402 }, none).kind, 'noCredit');
    assert.equal(fromErrorInStream({ error: 'overloaded' }, none).kind, 'providerDown');
    assert.equal(fromErrorInStream('upstream died', none).serviceMessage, 'upstream died');
    assert.equal(fromErrorInStream(null, none).kind, 'providerDown');
  });
});
