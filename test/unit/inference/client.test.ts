import assert from 'node:assert/strict';
import { createClient } from '../../../src/core/inference/client';
import type { ClientEnvironment } from '../../../src/core/inference/clientEnvironment';
import { lazyModelClient } from '../../../src/core/inference/lazyClient';
import type { ChatRequest } from '../../../src/core/inference/modelClient';
import { startStandIn, type StandIn } from '../../standin/server';
import type { ScriptedAnswer } from '../../standin/settings';
import { STANDIN_TOKEN } from '../../standin/tokens';
import { answerOf, environmentFor, question, violations, type Answer, type TestEnvironment } from './support';

const chunk = (delta: unknown, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const END = chunk({}, 'stop');

suite('Calling a model', function () {
  this.timeout(20_000);
  let standIn: StandIn;

  suiteSetup(async () => {
    standIn = await startStandIn({ tokensPerSecond: Infinity });
  });
  setup(() => standIn.reset());
  suiteTeardown(() => standIn.close());

  async function ask(
    request: ChatRequest,
    changes: Partial<ClientEnvironment> = {},
  ): Promise<{ answer: Answer; environment: TestEnvironment }> {
    const environment = environmentFor(standIn.url, STANDIN_TOKEN, changes);
    const answer = await answerOf(createClient(environment), request);
    assert.deepEqual(violations(answer.events), []);
    return { answer, environment };
  }

  async function scripted(...chunks: readonly string[]): Promise<Answer> {
    standIn.script('x/scripted', (): ScriptedAnswer => ({ chunks }));
    return (await ask(question('x/scripted'))).answer;
  }

  test('an error says which provider was asked for by name, and only then', async () => {
    for (const [suffix, expected] of [
      [':groq', 'groq'],
      [':fastest', undefined],
      ['', undefined],
    ] as const) {
      const { answer } = await ask(question(`nobody/runs-this${suffix}`));
      const last = answer.events.at(-1);
      assert.equal(last?.type, 'error');
      assert.equal(last.error.kind, 'modelUnavailable');
      assert.equal(last.error.askedProvider, expected);
    }
  });

  test('sends pictures as parts of their message, and plain text wherever there are none', async () => {
    const picture = { file: 'a.png', width: 10, height: 10 };
    await ask({
      model: 'standin/echo',
      messages: [
        { role: 'user', content: 'Look', pictures: [picture, { ...picture, file: 'gone.png' }] },
        { role: 'assistant', content: 'I see.' },
        { role: 'user', content: 'And?', pictures: [{ ...picture, file: 'gone.png' }] },
      ],
      pictures: new Map([['a.png', 'data:image/png;base64,AQID']]),
    });
    const [request] = standIn.received;
    assert.ok(typeof request?.json === 'object' && request.json !== null && 'messages' in request.json);
    assert.deepEqual(request.json.messages, [
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AQID' } },
          { type: 'text', text: 'Look' },
        ],
      },
      { role: 'assistant', content: 'I see.' },
      { role: 'user', content: 'And?' },
    ]);
  });

  test('sends the question as it was asked, and nothing that was not', async () => {
    await ask({
      model: 'standin/echo:cheapest',
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'Hello' },
      ],
      maxTokens: 50,
      temperature: 0,
    });
    const [request] = standIn.received;
    assert.equal(request?.path, '/v1/chat/completions');
    assert.equal(request.headers['x-hf-bill-to'], undefined);
    assert.deepEqual(request.json, {
      model: 'standin/echo:cheapest',
      messages: [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'Hello' },
      ],
      max_tokens: 50,
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
    });
    await ask(question('standin/echo'));
    assert.deepEqual(standIn.received[1]?.json, {
      model: 'standin/echo',
      messages: question('standin/echo').messages,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  test('lets the organisation pay that the setting names, and nobody for a name that is none', async () => {
    await ask(question('standin/echo'), { billTo: () => ' standin-school ' });
    await ask(question('standin/echo'), { billTo: () => '' });
    assert.deepEqual(
      standIn.received.map(({ headers }) => headers['x-hf-bill-to']),
      ['standin-school', undefined],
    );
    const { answer } = await ask(question('standin/echo'), { billTo: () => 'Schule Zürich\n' });
    assert.deepEqual(answer.error, { kind: 'unexpected', cause: 'badBillTo' });
    assert.equal(standIn.received.length, 2);
  });

  test('finds a service whose address has a path, a slash or a /v1', async () => {
    for (const ending of ['/', '/v1', '/v1/']) {
      const { answer } = await ask(question('standin/echo'), { routerUrl: () => standIn.url + ending });
      assert.equal(answer.finish, 'stop');
    }
  });

  test('tells who answered before the first word', async () => {
    const { answer } = await ask(question('standin/pleasant'));
    const [first, second] = answer.events;
    assert.ok(first?.type === 'answeredBy' && second?.type === 'text');
    assert.equal(first.provider, 'standin');
    assert.ok((first.requestId ?? '') !== '');
  });

  test('counts tokens where the service does', async () => {
    const { answer } = await ask(question('standin/pleasant'));
    assert.ok((answer.usage?.completionTokens ?? 0) > 0);
  });

  test('gives a first word on as soon as it is there', async () => {
    let finish: () => void = () => assert.fail('not asked');
    const finished = new Promise<void>((resolve) => (finish = resolve));
    standIn.script('x/slow', () => ({
      chunks: (async function* () {
        yield chunk({ content: 'First' });
        await finished;
        yield END;
      })(),
    }));
    const client = createClient(environmentFor(standIn.url, STANDIN_TOKEN));
    const texts: string[] = [];
    for await (const event of client.stream(question('x/slow'), new AbortController().signal)) {
      if (event.type !== 'text') continue;
      texts.push(event.text);
      // Had the word waited for the end of the answer, the end would never come.
      finish();
    }
    assert.deepEqual(texts, ['First']);
  });

  test('a slow reader is no silence of the service', async () => {
    standIn.script('x/two', () => ({ chunks: [chunk({ content: 'One' }), chunk({ content: 'Two' }), END] }));
    const environment = environmentFor(standIn.url, STANDIN_TOKEN, { timeouts: { betweenBytesMs: 150 } });
    const texts: string[] = [];
    for await (const event of createClient(environment).stream(
      question('x/two'),
      new AbortController().signal,
    )) {
      if (event.type !== 'text') continue;
      texts.push(event.text);
      const until = performance.now() + 200;
      while (performance.now() < until) await new Promise((resolve) => setImmediate(resolve));
    }
    assert.deepEqual(texts, ['One', 'Two']);
  });

  test('a service that says it is still alive is waited for', async () => {
    standIn.script('x/alive', () => ({
      chunks: (async function* () {
        for (let beat = 0; beat < 8; beat++) {
          yield ': still thinking\n\n';
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        yield chunk({ content: 'Done' }) + END;
      })(),
    }));
    const { answer } = await ask(question('x/alive'), {
      timeouts: { firstByteMs: 5000, betweenBytesMs: 300 },
    });
    assert.equal(answer.text, 'Done');
  });

  test('a stall says whether the answer had begun', async () => {
    const timeouts = { firstByteMs: 200, betweenBytesMs: 200 };
    const before = await ask(question('standin/fault-stall-before-headers'), { timeouts });
    assert.deepEqual(before.answer.error, { kind: 'timedOut' });
    const within = await ask(question('standin/fault-stall-mid-stream'), {
      timeouts: { betweenBytesMs: 200 },
    });
    assert.equal(within.answer.error?.cause, 'stalled');
    assert.equal(within.answer.error.provider, 'standin');
  });

  test('an answer without a word says so', async () => {
    const empty = { kind: 'unexpected', cause: 'emptyAnswer' };
    for (const chunks of [[], [END], [chunk({ content: '  \n' }), END], [chunk({}, 'tool_calls')]]) {
      const { error } = await scripted(...chunks);
      assert.deepEqual({ kind: error?.kind, cause: error?.cause }, empty);
    }
    assert.equal((await scripted(chunk({}, 'content_filter'))).finish, 'contentFilter');
    assert.equal((await scripted(chunk({ reasoning: 'Hm' }), END)).finish, 'stop');
  });

  test('text that comes with an error in one chunk is kept', async () => {
    const both = { choices: [{ delta: { content: 'Half' } }], error: { message: 'died' } };
    const answer = await scripted(`data: ${JSON.stringify(both)}\n\n`);
    assert.equal(answer.text, 'Half');
    assert.equal(answer.error?.serviceMessage, 'died');
  });

  test('what goes wrong after the end of an answer takes nothing from it', async () => {
    const answer = await scripted(chunk({ content: 'All' }), END, 'data: {"error":"late"}\n\n');
    assert.deepEqual([answer.text, answer.finish, answer.error], ['All', 'stop', undefined]);
  });

  test('events that cannot be read are noted in the log, without what they said', async () => {
    standIn.script('x/odd', () => ({ chunks: ['data: {"secret prompt\n\n', chunk({ content: 'Hi' }), END] }));
    const { answer, environment } = await ask(question('x/odd'));
    assert.equal(answer.text, 'Hi');
    assert.match(environment.log.lines.join('\n'), /1 event/);
    assert.doesNotMatch(environment.log.lines.join('\n'), /secret/);
  });

  test('reasoning in the parts of a list is reasoning', async () => {
    const answer = await scripted(
      chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }] }),
      chunk({ content: [{ type: 'text', text: 'Yes' }] }),
      END,
    );
    assert.deepEqual([answer.reasoning, answer.text], ['Hm', 'Yes']);
  });

  test('empty reasoning, as some models send it, is not shown', async () => {
    const answer = await scripted(chunk({ content: '<think>\n\n</think>\n\nYes' }), END);
    assert.ok(!answer.events.some(({ type }) => type === 'reasoning'));
    assert.equal(answer.text.trim(), 'Yes');
  });

  test('a tag that the answer is about stays in the answer', async () => {
    const text = 'Write `<think>` first.\n<think>\nLike this\n</think>';
    const answer = await scripted(chunk({ content: text }), END);
    assert.deepEqual([answer.reasoning, answer.text], ['', text]);
  });

  test('a half character is put together before it is shown', async () => {
    const answer = await scripted(chunk({ content: 'a\ud83d' }), chunk({ content: '\ude00b' }), END);
    const texts = answer.events.filter((event) => event.type === 'text').map(({ text }) => text);
    assert.deepEqual(texts, ['a', '😀b']);
  });

  test('a tool call that broke off is not run, one that is whole is', async () => {
    const call = (id: string, given: string): string =>
      chunk({ tool_calls: [{ index: Number(id), id, function: { name: 'look', arguments: given } }] });
    const answer = await scripted(
      chunk({ content: 'Wait' }),
      call('0', '{"at":"Oslo"}'),
      call('1', '{"at":'),
    );
    assert.equal(answer.finish, 'cutOff');
    assert.deepEqual(
      answer.toolCalls.map(({ id }) => id),
      ['0'],
    );
  });

  test('a login page of a network is not taken for an answer', async () => {
    const { answer } = await ask(question('standin/fault-200-html'));
    assert.equal(answer.error?.cause, 'notAnAnswer');
  });

  test('an id that is no id is an error in words, not an exception', async () => {
    for (const model of ['', 'two words', 'https://example.org/model']) {
      const { answer } = await ask(question(model));
      assert.equal(answer.error?.kind, 'modelUnavailable');
    }
    assert.equal(standIn.received.length, 0);
  });

  test('works the same when it is loaded with the first call', async () => {
    const client = lazyModelClient(environmentFor(standIn.url, STANDIN_TOKEN));
    const answers = await Promise.all([
      answerOf(client, question('standin/fault-line-feeds')),
      answerOf(client, question('standin/fault-crlf')),
    ]);
    assert.deepEqual(
      answers.map(({ finish }) => finish),
      ['stop', 'stop'],
    );
    assert.equal(answers[0].text, answers[1].text);
  });
});
