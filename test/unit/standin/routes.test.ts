import assert from 'node:assert/strict';
import { FAULT_IDS } from '../../standin/faults';
import { startStandIn, type StandIn } from '../../standin/server';
import * as tokens from '../../standin/tokens';
import { VARIANTS } from '../../standin/variants';
import { ask } from './client';
import { parseAnswer, readBytes } from './readAnswer';

interface ModelList {
  readonly object: string;
  readonly data: readonly {
    readonly id: string;
    readonly owned_by: string;
    readonly architecture: { readonly input_modalities: string[]; readonly output_modalities: string[] };
    readonly providers: readonly Readonly<Record<string, unknown>>[];
  }[];
}

const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });

suite('Stand-in: routes', () => {
  let standIn: StandIn;

  suiteSetup(async () => {
    standIn = await startStandIn({ tokensPerSecond: Infinity });
  });
  setup(() => standIn.reset());
  suiteTeardown(() => standIn.close());

  const getJson = async (path: string, headers: Record<string, string> = {}): Promise<unknown> => {
    const response = await fetch(`${standIn.url}${path}`, { headers });
    assert.equal(response.status, 200, path);
    return response.json();
  };
  const list = async (): Promise<ModelList> => (await getJson('/v1/models?ignored=1')) as ModelList;

  test('the list of models has what real lists have: missing fields, every status, free and non-chat models', async () => {
    const { object, data } = await list();
    assert.equal(object, 'list');
    const real = data.filter(({ owned_by }) => owned_by !== 'standin');
    assert.ok(real.length >= 25 && real.length <= 35);
    assert.equal(new Set(data.map(({ id }) => id)).size, data.length);
    const offers = real.flatMap(({ providers }) => providers);
    for (const status of ['live', 'staging', 'error']) {
      assert.ok(
        offers.some((offer) => offer['status'] === status),
        status,
      );
    }
    for (const field of ['context_length', 'pricing', 'is_free', 'supports_tools', 'throughput']) {
      assert.ok(offers.some((offer) => field in offer) && offers.some((offer) => !(field in offer)), field);
    }
    assert.ok(offers.some((offer) => offer['is_free'] === true));
    assert.ok(real.some(({ architecture }) => architecture.input_modalities.includes('image')));
    assert.ok(real.some(({ architecture }) => !architecture.output_modalities.includes('text')));
    assert.ok(real.some(({ providers }) => providers.length === 6));
  });

  test('the list names every fault and variant, unless a demo asks for real names only', async () => {
    const ids = (await list()).data.map(({ id }) => id);
    for (const id of [...FAULT_IDS, ...Object.keys(VARIANTS)]) assert.ok(ids.includes(id), id);
    standIn.configure({ listOwnModels: false });
    assert.ok((await list()).data.every(({ id }) => !id.startsWith('standin/')));
    assert.equal((await ask(standIn, 'standin/echo')).status, 200);
  });

  test('tokens have the shape that a client may check', () => {
    const all = Object.values(tokens).filter((value) => typeof value === 'string');
    const own = all.filter((value) => value.startsWith('hf_'));
    assert.ok(own.length >= 8);
    for (const token of own) assert.match(token, /^hf_[A-Za-z0-9]{34}$/);
  });

  test('each token is told who it is and what it may do', async () => {
    const who = async (token: string): Promise<Record<string, unknown>> =>
      (await getJson('/api/whoami-v2', bearer(token))) as Record<string, unknown>;
    const fineGrained = await who(tokens.STANDIN_FINE_GRAINED_TOKEN);
    assert.equal(fineGrained['name'], 'sam-standin');
    assert.ok(JSON.stringify(fineGrained['auth']).includes('inference.serverless.write'));
    const noPermission = await who(tokens.STANDIN_NO_PERMISSION_TOKEN);
    assert.ok(!JSON.stringify(noPermission['auth']).includes('inference.serverless.write'));
    assert.ok(JSON.stringify((await who(tokens.STANDIN_TOKEN))['auth']).includes('"role":"write"'));
    assert.equal((await who(tokens.STANDIN_NO_CREDIT_TOKEN))['canPay'], false);
    const unknown = await fetch(`${standIn.url}/api/whoami-v2`, {
      headers: bearer(tokens.STANDIN_UNKNOWN_TOKEN),
    });
    assert.equal(unknown.status, 401);
    assert.deepEqual(await unknown.json(), { error: 'Invalid username or password.' });
    const none = await fetch(`${standIn.url}/api/whoami-v2`);
    assert.equal(none.status, 401);
    assert.match(await none.text(), /<html>/);
  });

  test('a chat is refused with the documented status for each bad token', async () => {
    const status = async (token: string | undefined): Promise<number> =>
      (await ask(standIn, 'standin/echo', 'Hello', { token })).status;
    assert.equal(await status(tokens.STANDIN_TOKEN), 200);
    assert.equal(await status(tokens.STANDIN_READ_TOKEN), 200);
    assert.equal(await status(tokens.STANDIN_FINE_GRAINED_TOKEN), 200);
    assert.equal(await status(tokens.STANDIN_UNKNOWN_TOKEN), 401);
    assert.equal(await status(undefined), 401);
    assert.equal(await status(tokens.STANDIN_NO_CREDIT_TOKEN), 402);
    assert.equal(await status(tokens.STANDIN_NO_PERMISSION_TOKEN), 403);
    standIn.configure({ acceptAnyToken: true });
    assert.equal(await status(tokens.STANDIN_UNKNOWN_TOKEN), 200);
  });

  test('the suffix of a model id chooses who answers', async () => {
    const provider = async (id: string): Promise<string | null> =>
      (await ask(standIn, id)).headers.get('x-inference-provider');
    const id = 'openai/gpt-oss-120b';
    assert.equal(await provider(id), 'cerebras');
    assert.equal(await provider(`${id}:fastest`), 'cerebras');
    assert.equal(await provider(`${id}:cheapest`), 'novita');
    assert.equal(await provider(`${id}:preferred`), 'together');
    assert.equal(await provider(`${id}:groq`), 'groq');
    for (const refused of [
      `${id}:auto`,
      `${id}:nscale`,
      `${id}:nobody`,
      'nobody/nothing',
      'Qwen/Qwen-Image',
    ]) {
      const response = await ask(standIn, refused);
      assert.equal(response.status, 400, refused);
      const { error } = (await response.json()) as { error: { code: string; message: string } };
      assert.equal(error.code, 'model_not_supported');
      assert.ok(error.message.includes(`'${refused}'`));
    }
  });

  test('an answer says who gave it and has an id', async () => {
    const response = await ask(standIn, 'zai-org/GLM-4.6');
    assert.equal(response.headers.get('x-inference-provider'), 'zai-org');
    assert.match(response.headers.get('x-request-id') ?? '', /standin-\d+/);
    assert.match(response.headers.get('inference-id') ?? '', /standin-\d+/);
  });

  test('an answer can be had whole, with its usage', async () => {
    const response = await ask(standIn, 'standin/echo', 'one two three', { body: { stream: false } });
    assert.match(response.headers.get('content-type') ?? '', /application\/json/);
    const answer = parseAnswer((await readBytes(response)).bytes);
    assert.equal(answer.text, 'one two three');
    assert.equal(answer.end, 'stop');
    assert.equal(answer.usage?.completionTokens, 3);
  });

  test('usage is streamed when it is asked for', async () => {
    const usage = async (body: Record<string, unknown>): Promise<unknown> =>
      parseAnswer((await readBytes(await ask(standIn, 'standin/echo', 'one two', { body }))).bytes).usage;
    assert.equal(await usage({}), undefined);
    assert.deepEqual(await usage({ stream_options: { include_usage: true } }), {
      promptTokens: 6,
      completionTokens: 2,
    });
  });

  test('a request that no service would take is refused', async () => {
    for (const body of [
      { messages: [] },
      { messages: 'hi' },
      { temperature: 7 },
      { max_tokens: 0 },
      { model: 3 },
    ]) {
      assert.equal((await ask(standIn, 'standin/echo', 'Hello', { body })).status, 400, JSON.stringify(body));
    }
    const tooLong = await ask(standIn, 'meta-llama/Llama-3.1-8B-Instruct:novita', 'x'.repeat(70_000));
    assert.equal(tooLong.status, 400);
    assert.match(await tooLong.text(), /context length is 16384 tokens/);
  });

  test("the Hub's list of models comes in pages that link to each other", async () => {
    const seen: string[] = [];
    let next: string | undefined =
      `${standIn.url}/api/models?inference_provider=all&pipeline_tag=text-generation&limit=4&expand[]=inferenceProviderMapping`;
    let pages = 0;
    while (next !== undefined) {
      const response: Response = await fetch(next);
      const page = (await response.json()) as { id: string; inferenceProviderMapping: unknown[] }[];
      assert.ok(page.length <= 4);
      assert.ok(page.every((model) => Array.isArray(model.inferenceProviderMapping)));
      seen.push(...page.map(({ id }) => id));
      assert.match(response.headers.get('ratelimit') ?? '', /r=\d+/);
      next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
      pages += 1;
    }
    assert.ok(pages > 3);
    assert.equal(new Set(seen).size, seen.length);
    assert.ok(seen.includes('openai/gpt-oss-120b') && !seen.includes('Qwen/Qwen-Image'));
    const found = (await getJson('/api/models?search=GLM')) as { id: string }[];
    assert.deepEqual(
      found.map(({ id }) => id),
      ['zai-org/GLM-4.6', 'zai-org/GLM-4.5V'],
    );
    const one = (await getJson('/api/models/zai-org/GLM-4.6?expand[]=inferenceProviderMapping')) as {
      id: string;
    };
    assert.equal(one.id, 'zai-org/GLM-4.6');
  });

  test('a tokenizer is whole; a gated one is kept from those who may not read it', async () => {
    const tokenizer = (await getJson('/openai/gpt-oss-120b/resolve/main/tokenizer.json')) as {
      model: { type: string; vocab: Record<string, number>; merges: string[] };
    };
    assert.equal(tokenizer.model.type, 'BPE');
    const { vocab } = tokenizer.model;
    assert.deepEqual(
      [...new Set(Object.values(vocab))].sort((left, right) => left - right),
      [...Object.keys(vocab).keys()],
    );
    for (const merge of tokenizer.model.merges) {
      const [left = '', right = ''] = merge.split(' ');
      assert.ok(left in vocab && right in vocab && `${left}${right}` in vocab, merge);
    }
    const config = (await getJson('/openai/gpt-oss-120b/resolve/main/tokenizer_config.json')) as object;
    assert.ok('chat_template' in config);
    const gated = `${standIn.url}/meta-llama/Llama-3.3-70B-Instruct/resolve/main/tokenizer.json`;
    for (const [token, status] of [
      [undefined, 401],
      [tokens.STANDIN_FINE_GRAINED_TOKEN, 403],
    ] as const) {
      const response = await fetch(gated, { headers: token === undefined ? {} : bearer(token) });
      assert.equal(response.status, status);
      assert.equal(response.headers.get('x-error-code'), 'GatedRepo');
    }
    assert.equal((await fetch(gated, { headers: bearer(tokens.STANDIN_TOKEN) })).status, 200);
  });
});
