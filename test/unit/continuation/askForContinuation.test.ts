import assert from 'node:assert/strict';
import {
  ContinuationAsker,
  type ContinuationOutcome,
} from '../../../src/core/continuation/askForContinuation';
import type { Gap } from '../../../src/core/continuation/gap';
import { createClient } from '../../../src/core/inference/client';
import { FILLED_TEXT } from '../../standin/completions';
import { DONE, event, chunk, finishEvent, textEvent } from '../../standin/events';
import { startStandIn, type StandIn } from '../../standin/server';
import { STANDIN_TOKEN } from '../../standin/tokens';
import { environmentFor } from '../inference/support';
import { code, gapAt } from './support';

suite('Asking for what comes next', function () {
  this.timeout(20_000);
  let standIn: StandIn;
  let asker: ContinuationAsker;

  suiteSetup(async () => {
    standIn = await startStandIn({ tokensPerSecond: Infinity });
  });
  setup(() => {
    standIn.reset();
    asker = new ContinuationAsker(createClient(environmentFor(standIn.url, STANDIN_TOKEN)));
  });
  suiteTeardown(() => standIn.close());

  async function ask(
    model: string,
    gap: Gap,
    signal = new AbortController().signal,
  ): Promise<ContinuationOutcome> {
    const request = { model, gap, maxTokens: 60, temperature: 0.2, customInstructions: 'Be kind.' };
    return asker.ask(request, signal);
  }

  const paths = (): string[] => standIn.received.map(({ path }) => path);

  test('a chat model is asked in words, with the cursor marked and little to write', async () => {
    const outcome = await ask('standin/pleasant', gapAt('Dear Ann, thank you|\n\nYours, Bea'));
    assert.deepEqual(outcome, { kind: 'text', text: ' and we look forward to seeing you again soon.' });
    const [request] = standIn.received;
    assert.match(request?.body ?? '', /thank you<cursor\/>\\n\\nYours, Bea\\n<\/text>/);
    assert.match(request?.body ?? '', /Be kind\./);
    assert.match(request?.body ?? '', /"max_tokens":60,"temperature":0.2/);
  });

  test('a text that has the cursor’s mark in it gets another mark', async () => {
    await ask('standin/pleasant', gapAt('write <cursor/> here: |'));
    assert.match(standIn.received[0]?.body ?? '', /<cursor-2\/>\\n<\/text>/);
  });

  test('a model that was taught to fill gaps gets its own marks, where the service takes them', async () => {
    standIn.configure({ completions: true });
    const outcome = await ask('bigcode/starcoder2-15b', gapAt('x = |\nprint(x)', code));
    assert.deepEqual(outcome, { kind: 'text', text: FILLED_TEXT });
    assert.deepEqual(paths(), ['/v1/completions']);
    const [request] = standIn.received;
    assert.deepEqual(request?.json, {
      model: 'bigcode/starcoder2-15b',
      prompt: '<fim_prefix>x = <fim_suffix>\nprint(x)<fim_middle>',
      max_tokens: 60,
      temperature: 0.2,
      stop: ['<|endoftext|>', '<file_sep>', '<fim_pad>'],
      stream: true,
    });
    assert.equal(request.headers.authorization, `Bearer ${STANDIN_TOKEN}`);
  });

  test('where the service has no such route it is asked in words instead, and at once from then on', async () => {
    const model = 'Qwen/Qwen2.5-Coder-7B';
    standIn.script(model, () => ({ chunks: [textEvent(model, '1'), finishEvent(model, 'stop'), DONE] }));
    assert.deepEqual(await ask(model, gapAt('x = |', code)), { kind: 'text', text: '1' });
    assert.deepEqual(paths(), ['/v1/completions', '/v1/chat/completions']);
    await ask(model, gapAt('y = |', code));
    assert.deepEqual(paths().slice(2), ['/v1/chat/completions']);
  });

  test('a chat model that was taught to fill gaps gets its marks within a conversation, for code alone', async () => {
    const model = 'Qwen/Qwen3-Coder-30B-A3B-Instruct';
    standIn.script(model, () => ({ chunks: [textEvent(model, '1'), finishEvent(model, 'stop'), DONE] }));
    assert.deepEqual(await ask(model, gapAt('x = |\n', code)), { kind: 'text', text: '1' });
    assert.match(
      standIn.received[0]?.body ?? '',
      /"content":"<\|fim_prefix\|>x = <\|fim_suffix\|>\\n<\|fim_middle\|>"/,
    );
    await ask(model, gapAt('Dear Ann, |'));
    assert.match(standIn.received[1]?.body ?? '', /<cursor\/>/);
  });

  test('what would not be used any more is not waited for, and not paid for', async () => {
    const model = 'standin/endless';
    standIn.script(model, () => ({ chunks: [textEvent(model, 'very happy\n')], ending: 'stall' }));
    assert.deepEqual(await ask(model, gapAt('I am | to see you')), { kind: 'text', text: 'very happy' });
    const [request] = standIn.received;
    assert.ok(request);
    await standIn.waitForClosed(request);
  });

  test('who does not wait any more ends the request', async () => {
    const abort = new AbortController();
    standIn.configure({ chat: { connection: 'stall' } });
    const outcome = ask('standin/pleasant', gapAt('Dear|'), abort.signal);
    const request = await standIn.waitFor(({ path }) => path === '/v1/chat/completions');
    abort.abort();
    assert.deepEqual(await outcome, { kind: 'stopped' });
    await standIn.waitForClosed(request);
  });

  test('an answer without a word means that nothing is to be added', async () => {
    const model = 'standin/silent';
    standIn.script(model, () => ({ chunks: [finishEvent(model, 'stop'), DONE] }));
    assert.deepEqual(await ask(model, gapAt('The end.|')), { kind: 'nothing' });
  });

  test('a model that thinks until its limit is told apart from one that has nothing to add', async () => {
    const model = 'standin/thinker';
    const thought = event(chunk(model, { reasoning: 'Let me think about this letter.' }));
    standIn.script(model, () => ({ chunks: [thought, finishEvent(model, 'length'), DONE] }));
    assert.deepEqual(await ask(model, gapAt('Dear|')), { kind: 'onlyThought' });
  });

  test('what arrived before a connection broke is used, without its half word', async () => {
    const model = 'standin/broken';
    standIn.script(model, () => ({ chunks: [textEvent(model, ' for the lovely so')], ending: 'reset' }));
    assert.deepEqual(await ask(model, gapAt('Thank you|')), { kind: 'text', text: ' for the lovely' });
  });

  test('what went wrong is told', async () => {
    const outcome = await ask('standin/fault-402', gapAt('Dear|'));
    assert.equal(outcome.kind, 'failed');
    assert.equal(outcome.error.kind, 'noCredit');
  });
});
