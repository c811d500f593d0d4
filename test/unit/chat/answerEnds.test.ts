import assert from 'node:assert/strict';
import type { StreamEvent } from '../../../src/core/inference/streamEvent';
import { ChatWindow } from '../../support/chatWindow';
import { windowWith } from './support';

suite('How an answer ends', () => {
  const cases: readonly { name: string; events: readonly StreamEvent[]; state: string; kind?: string }[] = [
    { name: 'whole', events: [{ type: 'finish', reason: 'stop' }], state: 'done' },
    { name: 'at the limit', events: [{ type: 'finish', reason: 'length' }], state: 'cut-off' },
    { name: 'when the line drops', events: [{ type: 'finish', reason: 'cutOff' }], state: 'cut-off' },
    { name: 'by a content filter', events: [{ type: 'finish', reason: 'contentFilter' }], state: 'cut-off' },
    { name: 'by calling a tool', events: [{ type: 'finish', reason: 'toolCalls' }], state: 'done' },
    {
      name: 'by an error',
      events: [{ type: 'error', error: { kind: 'providerDown' } }],
      state: 'error',
      kind: 'providerDown',
    },
  ];
  for (const { name, events, state, kind } of cases)
    test(`an answer that ends ${name} keeps its text and is ${state}`, async () => {
      const window = new ChatWindow();
      const sent = window.chat.send({ text: 'question' });
      const call = await window.client.nextCall();
      await call.text('half an answer');
      await call.emit(...events);
      await sent;
      for (const { answer } of [window, await window.reopened()]) {
        assert.equal(answer.text, 'half an answer');
        assert.equal(answer.state, state);
        assert.equal(answer.error?.kind, kind);
      }
    });

  for (const reason of ['stop', 'length', 'cutOff', 'contentFilter', 'toolCalls'] as const)
    test(`an answer without a word that ends with ${reason} is an error that says so`, async () => {
      const window = await windowWith('', reason);
      assert.equal(window.answer.state, 'error');
      assert.ok(window.answer.error?.cause);
    });

  test('white space alone is no answer', async () => {
    const window = await windowWith(' \n ');
    assert.equal(window.answer.error?.cause, 'emptyAnswer');
  });

  test('a client that breaks its promise and throws loses no text, and its words reach no log', async () => {
    const window = new ChatWindow();
    window.client.stream = async function* () {
      yield { type: 'text', text: 'half' };
      await Promise.reject(new Error('secret prompt'));
    };
    await window.chat.send({ text: 'question' });
    assert.equal(window.answer.text, 'half');
    assert.equal(window.answer.state, 'error');
    assert.ok(window.logged.length > 0 && !window.logged.join().includes('secret'));
  });

  test('no prompt and no answer is ever logged', async () => {
    const window = new ChatWindow();
    window.disk.trouble = () => 'diskFull';
    await window.ask('my secret question', 'my secret answer');
    await window.chat.newChat();
    window.disk.trouble = () => undefined;
    await window.store.flush();
    window.disk.set('conversations/x.jsonl', 'my secret garbage');
    await window.chat.open('x');
    assert.ok(window.logged.length > 0 && !window.logged.join().includes('secret'));
  });
});

suite('Stop', () => {
  test('ends the request and keeps what there is', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    await call.text('half');
    window.chat.stop();
    assert.ok(call.signal.aborted);
    await sent;
    assert.equal(call.closed, true);
    assert.equal(window.answer.state, 'stopped');
    assert.equal((await window.reopened()).answer.text, 'half');
  });

  test('before the first word leaves no error behind', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: 'question' });
    await window.client.nextCall();
    window.chat.stop();
    await sent;
    assert.equal(window.answer.state, 'stopped');
    assert.equal(window.answer.error, undefined);
  });

  test('is "stopped" also if the client calls it an error', async () => {
    const window = new ChatWindow();
    window.client.stream = async function* (_request, signal) {
      yield { type: 'text', text: 'half' };
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      yield { type: 'error', error: { kind: 'offline' } };
    };
    const half = new Promise<void>((resolve) => {
      window.chat.onDidChange((event) => {
        if (event.type === 'delta') resolve();
      });
    });
    const sent = window.chat.send({ text: 'question' });
    await half;
    window.chat.stop();
    await sent;
    assert.equal(window.answer.state, 'stopped');
  });

  test('with nothing to stop does nothing, and the next message goes out', async () => {
    const window = new ChatWindow();
    window.chat.stop();
    await window.ask('question', 'answer');
    window.chat.stop();
    await window.ask('again', 'sure');
    assert.deepEqual(window.texts, ['question', 'answer', 'again', 'sure']);
  });
});
