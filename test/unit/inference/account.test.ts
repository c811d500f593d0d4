import assert from 'node:assert/strict';
import { checkToken, tokenPageUrl, type TokenCheck } from '../../../src/core/inference/account';
import { startStandIn, type StandIn } from '../../standin/server';
import type { Trouble } from '../../standin/settings';
import {
  STANDIN_FINE_GRAINED_TOKEN,
  STANDIN_GLOBAL_TOKEN,
  STANDIN_NO_PERMISSION_TOKEN,
  STANDIN_ORGANISATION_TOKEN,
  STANDIN_READ_TOKEN,
  STANDIN_TOKEN,
  STANDIN_UNKNOWN_TOKEN,
} from '../../standin/tokens';

suite('Checking a token', function () {
  this.timeout(20_000);
  let standIn: StandIn;

  suiteSetup(async () => {
    standIn = await startStandIn();
  });
  setup(() => standIn.reset());
  suiteTeardown(() => standIn.close());

  const check = (
    token: string,
    changes: { hubUrl?: string; timeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<TokenCheck> => checkToken({ fetch: globalThis.fetch, hubUrl: standIn.url, token, ...changes });
  const whoami = (answer: unknown): Promise<TokenCheck> => {
    standIn.configure({ whoami: { status: 200, body: JSON.stringify(answer) } });
    return check(STANDIN_TOKEN);
  };

  test('every token that may call models is welcomed by name', async () => {
    for (const token of [
      STANDIN_TOKEN,
      STANDIN_READ_TOKEN,
      STANDIN_FINE_GRAINED_TOKEN,
      STANDIN_GLOBAL_TOKEN,
      STANDIN_ORGANISATION_TOKEN,
    ]) {
      assert.deepEqual(await check(token), { kind: 'signedIn', name: 'sam-standin', canCallModels: true });
    }
  });

  test('one without the permission is told apart from one that nobody knows', async () => {
    assert.deepEqual(await check(STANDIN_NO_PERMISSION_TOKEN), {
      kind: 'lacksPermission',
      name: 'sam-standin',
    });
    assert.deepEqual(await check(STANDIN_UNKNOWN_TOKEN), { kind: 'unknownToken' });
  });

  test('what is copied along does no harm', async () => {
    assert.equal((await check(`  "Bearer ${STANDIN_TOKEN}"\n`)).kind, 'signedIn');
  });

  test('what is no token is never sent', async () => {
    for (const text of ['', 'my password', 'sk-12345', 'hf_', 'hf_two words']) {
      assert.deepEqual(await check(text), { kind: 'notAToken' });
    }
    assert.equal(standIn.received.length, 0);
  });

  test('a permission on a repository is none to call models', async () => {
    const answer = (type: string): unknown => ({
      name: 'sam',
      auth: {
        accessToken: {
          role: 'fineGrained',
          fineGrained: {
            scoped: [{ entity: { type, name: 'x' }, permissions: ['inference.serverless.write'] }],
          },
        },
      },
    });
    assert.equal((await whoami(answer('model'))).kind, 'lacksPermission');
    assert.equal((await whoami(answer('org'))).kind, 'signedIn');
  });

  test('where the Hub tells nothing of permissions, nothing is claimed', async () => {
    for (const auth of [undefined, null, { type: 'oauth' }, { accessToken: { role: 'new' } }]) {
      assert.deepEqual(await whoami({ name: 'sam', auth }), {
        kind: 'signedIn',
        name: 'sam',
        canCallModels: 'unknown',
      });
    }
  });

  test('trouble at the Hub is not blamed on the token', async () => {
    const table: readonly (readonly [Trouble, TokenCheck])[] = [
      [
        { status: 429, body: '{"error":"Too Many Requests"}' },
        { kind: 'unreachable', reason: 'busy', status: 429 },
      ],
      [
        { status: 503, body: '<html>Down</html>' },
        { kind: 'unreachable', reason: 'busy', status: 503 },
      ],
      [
        { status: 200, body: '<html>Welcome</html>' },
        { kind: 'unreachable', reason: 'notHuggingFace', status: 200 },
      ],
      [
        { status: 200, body: '{"name":' },
        { kind: 'unreachable', reason: 'notHuggingFace', status: 200 },
      ],
      [
        { status: 200, body: '{}' },
        { kind: 'unreachable', reason: 'notHuggingFace', status: 200 },
      ],
      [
        { status: 403, body: '<html>Blocked</html>' },
        { kind: 'unreachable', reason: 'notHuggingFace', status: 403 },
      ],
      [
        { status: 200, body: ' '.repeat(2 * 1024 * 1024) },
        { kind: 'unreachable', reason: 'notHuggingFace' },
      ],
      [{ connection: 'reset' }, { kind: 'unreachable', reason: 'offline' }],
    ];
    for (const [trouble, expected] of table) {
      standIn.configure({ whoami: trouble });
      assert.deepEqual(await check(STANDIN_TOKEN), expected);
    }
    assert.deepEqual(await check(STANDIN_TOKEN, { hubUrl: 'http://127.0.0.1:1' }), {
      kind: 'unreachable',
      reason: 'offline',
    });
    assert.deepEqual(await check(STANDIN_TOKEN, { hubUrl: 'huggingface' }), {
      kind: 'unreachable',
      reason: 'badAddress',
    });
  });

  test('a silent Hub is not waited for for ever, and a person who leaves closes the connection', async () => {
    standIn.configure({ whoami: { connection: 'stall' } });
    assert.deepEqual(await check(STANDIN_TOKEN, { timeoutMs: 50 }), {
      kind: 'unreachable',
      reason: 'timedOut',
    });
    const leave = new AbortController();
    const checking = check(STANDIN_TOKEN, { signal: leave.signal });
    const request = await standIn.waitFor(({ number }) => number === 2);
    leave.abort();
    assert.deepEqual(await checking, { kind: 'unreachable', reason: 'aborted' });
    await standIn.waitForClosed(request);
  });

  test('a redirect to another address does not take the token along', async () => {
    standIn.configure({
      whoami: { status: 302, headers: { location: `${standIn.otherOriginUrl}/api/whoami-v2` }, body: '' },
    });
    assert.deepEqual(await check(STANDIN_TOKEN), { kind: 'unreachable', reason: 'notHuggingFace' });
    assert.ok(standIn.received.every(({ origin }) => origin === 'main'));
  });

  test('the link to the form has the permission ticked', () => {
    assert.equal(
      tokenPageUrl('https://huggingface.co/'),
      'https://huggingface.co/settings/tokens/new?ownUserPermissions=inference.serverless.write&tokenType=fineGrained',
    );
  });
});
