import assert from 'node:assert/strict';
import { fetchTokenizer, type TokenizerAnswer } from '../../../src/core/inference/tokenizerSource';

const hubUrl = 'https://hub.example/hf';
const token = 'hf_abcdefghijklmnopqrst';
const storage = 'https://storage.example/signed';

interface Asked {
  readonly url: string;
  readonly authorization: string | null;
}

/** A Hub that answers by its addresses; what it does not know is not there. */
function hub(answers: Readonly<Record<string, () => Response>>): {
  asked: Asked[];
  fetch: (modelId?: string, withToken?: string) => Promise<TokenizerAnswer>;
} {
  const asked: Asked[] = [];
  const respond: typeof globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    asked.push({ url, authorization: new Headers(init?.headers).get('authorization') });
    assert.equal(init?.redirect, 'manual');
    const answer = answers[url];
    return Promise.resolve(answer ? answer() : new Response('{}', { status: 404 }));
  };
  return {
    asked,
    fetch: (modelId = 'maker/model', withToken = token) =>
      fetchTokenizer({ fetch: respond, hubUrl, modelId, token: withToken }),
  };
}

const at = (file: string): string => `${hubUrl}/maker/model/resolve/main/${file}`;
const config = (): Response => new Response('{"a":1}');
const redirect = (location: string) => (): Response =>
  new Response(null, { status: 302, headers: { location } });

suite('Fetching a model’s tokenizer', () => {
  test('brings both files, with the token, from the Hub that is set', async () => {
    const { asked, fetch } = hub({
      [at('tokenizer_config.json')]: config,
      [at('tokenizer.json')]: () => new Response('{"b":2}'),
    });
    assert.deepEqual(await fetch(), { kind: 'fetched', files: { config: '{"a":1}', tokenizer: '{"b":2}' } });
    assert.deepEqual(
      asked.map(({ authorization }) => authorization),
      [`Bearer ${token}`, `Bearer ${token}`],
    );
  });

  test('follows the Hub to its storage, where the token does not go along', async () => {
    const { asked, fetch } = hub({
      [at('tokenizer_config.json')]: redirect('/api/resolve-cache/config'),
      'https://hub.example/api/resolve-cache/config': config,
      [at('tokenizer.json')]: redirect(storage),
      [storage]: () => new Response('{}'),
    });
    assert.equal((await fetch()).kind, 'fetched');
    assert.deepEqual(
      asked.map(({ url, authorization }) => [new URL(url).host, authorization !== null]),
      [
        ['hub.example', true],
        ['hub.example', true],
        ['hub.example', true],
        ['storage.example', false],
      ],
    );
  });

  test('goes nowhere in the clear, nowhere odd, and not in circles', async () => {
    for (const location of [
      'http://storage.example/x',
      'file:///etc/passwd',
      'https://a:b@x.example/',
      'https://',
    ]) {
      const { asked, fetch } = hub({ [at('tokenizer_config.json')]: redirect(location) });
      assert.equal((await fetch()).kind, 'later', location);
      // What can be read as a path stays on the Hub.
      assert.ok(
        asked.every(({ url }) => new URL(url).host === 'hub.example'),
        location,
      );
    }
    const circle = hub({ [at('tokenizer_config.json')]: redirect(at('tokenizer_config.json')) });
    assert.equal((await circle.fetch()).kind, 'later');
    assert.ok(circle.asked.length < 10);
  });

  test('a model with terms to accept, or none of that name, is quietly left; trouble is told apart', async () => {
    for (const [status, kind] of [
      [401, 'notThere'],
      [403, 'notThere'],
      [404, 'notThere'],
      [429, 'later'],
      [503, 'later'],
    ] as const) {
      const { asked, fetch } = hub({ [at('tokenizer_config.json')]: () => new Response('no', { status }) });
      assert.deepEqual(await fetch(), { kind });
      assert.equal(asked.length, 1, 'the large file is not asked for');
    }
  });

  test('nothing is asked for what is no repository, and no password is sent in a token’s place', async () => {
    for (const name of ['', 'model', '../secret', 'a/../b', 'a/b/c', 'a/b?x', 'a/..']) {
      const { asked, fetch } = hub({});
      assert.deepEqual(await fetch(name), { kind: 'notThere' });
      assert.deepEqual(asked, []);
    }
    const { asked, fetch } = hub({});
    await fetch('maker/model', 'my password');
    assert.equal(asked[0]?.authorization, null);
  });
});
