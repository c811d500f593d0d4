import assert from 'node:assert/strict';
import { ChatWindow } from '../../support/chatWindow';
import { MemoryFileSystem } from '../../support/memoryFileSystem';
import { types, windowWith } from './support';

suite('Try again', () => {
  test('asks the same question, and keeps the old answer as another branch on disk', async () => {
    const window = await windowWith('bad answer', 'cutOff');
    const old = window.answer;
    window.events.length = 0;
    const trying = window.chat.tryAgain(old.id);
    const call = await window.client.nextCall();
    assert.equal(call.request.messages.at(-1)?.content, 'question');
    assert.ok(!call.request.messages.some(({ content }) => content.includes('bad answer')));
    await call.text('good answer');
    await call.finish();
    await trying;
    assert.deepEqual(types(window), [
      'truncated',
      'messageAdded',
      'branchesChanged',
      'delta',
      'messageChanged',
    ]);
    assert.deepEqual(window.events[0], { type: 'truncated', fromMessageId: old.id });
    assert.deepEqual(window.texts, ['question', 'good answer']);
    const stored = await window.store.read(window.chat.current.id);
    assert.deepEqual(stored?.conversation.messages.get(old.id), old);
    assert.deepEqual((await window.reopened()).messages, window.messages);
  });

  test('of an older answer takes what followed it off the screen, not off the disk', async () => {
    const window = new ChatWindow();
    await window.ask('one', '1');
    const first = window.answer;
    await window.ask('two', '2');
    const all = window.messages;
    const trying = window.chat.tryAgain(first.id);
    const call = await window.client.nextCall();
    await call.text('I');
    await call.finish();
    await trying;
    assert.deepEqual(window.texts, ['one', 'I']);
    const stored = await window.store.read(window.chat.current.id);
    for (const message of all) assert.deepEqual(stored?.conversation.messages.get(message.id), message);
  });

  test('while an answer streams, or for a message that is not there, does nothing', async () => {
    const window = new ChatWindow();
    await window.chat.tryAgain('nowhere');
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    const before = window.events.length;
    await window.chat.tryAgain(window.answer.id);
    assert.equal(window.events.length, before);
    await call.text('answer');
    await call.finish();
    await sent;
    assert.equal(window.client.calls.length, 1);
  });

  test('a question that lost its answer can be asked again', async () => {
    const disk = new MemoryFileSystem();
    const message = {
      role: 'user',
      id: 'q',
      parentId: null,
      createdAt: 1,
      text: 'question',
      attachments: [],
    };
    disk.set('conversations/c.jsonl', JSON.stringify({ kind: 'message', message }));
    const window = new ChatWindow(disk, 'a', 'c');
    await window.chat.load();
    const trying = window.chat.tryAgain('q');
    const call = await window.client.nextCall();
    await call.text('answer');
    await call.finish();
    await trying;
    assert.deepEqual(window.texts, ['question', 'answer']);
  });
});

suite('Continue', () => {
  test('goes on in the same message, and survives a kill', async () => {
    const window = await windowWith('The quick bro', 'length');
    const { id } = window.answer;
    window.events.length = 0;
    const going = window.chat.continueAnswer(id);
    const call = await window.client.nextCall();
    assert.equal(window.answer.state, 'streaming');
    const [question, answer, instruction] = call.request.messages.slice(-3);
    assert.equal(question?.content, 'question');
    assert.deepEqual(answer, { role: 'assistant', content: 'The quick bro' });
    assert.equal(instruction?.role, 'user');
    await call.text('wn fox');
    await call.finish();
    await going;
    assert.deepEqual(types(window), ['messageChanged', 'delta', 'messageChanged']);
    assert.equal(window.answer.id, id);
    assert.equal(window.answer.text, 'The quick brown fox');
    assert.equal(window.answer.state, 'done');
    assert.deepEqual((await window.reopened()).messages, window.messages);
  });

  test('works again and again, also on what a killed window left, and adds up what it cost', async () => {
    const first = new ChatWindow();
    first.model = { ...first.model, pricing: { input: 1, output: 1 } };
    const usage = { type: 'usage', usage: { promptTokens: 500_000, completionTokens: 500_000 } } as const;
    const sent = first.chat.send({ text: 'question' });
    const call = await first.client.nextCall();
    await call.emit({ type: 'text', text: 'one' }, usage, { type: 'finish', reason: 'length' });
    await sent;
    let window = first;
    for (const word of [' two', ' three', ' four']) {
      window = await window.reopened();
      window.model = first.model;
      const going = window.chat.continueAnswer(window.answer.id);
      const next = await window.client.nextCall();
      await next.emit({ type: 'text', text: word }, usage, { type: 'finish', reason: 'length' });
      await going;
    }
    const { answer } = await window.reopened();
    assert.equal(answer.text, 'one two three four');
    assert.equal(answer.state, 'cut-off');
    assert.deepEqual(answer.usage, { promptTokens: 2_000_000, completionTokens: 2_000_000 });
    assert.equal(answer.cost, 4);
  });

  test('an answer that turns out to be whole already is done, not an error', async () => {
    const window = await windowWith('whole.', 'length');
    const going = window.chat.continueAnswer(window.answer.id);
    await (await window.client.nextCall()).finish();
    await going;
    assert.equal(window.answer.state, 'done');
    assert.equal(window.answer.text, 'whole.');
  });

  test('an error on the way keeps both parts', async () => {
    const window = await windowWith('one', 'length');
    const going = window.chat.continueAnswer(window.answer.id);
    const call = await window.client.nextCall();
    await call.text(' two');
    await call.emit({ type: 'error', error: { kind: 'rateLimited' } });
    await going;
    for (const { answer } of [window, await window.reopened()]) {
      assert.equal(answer.text, 'one two');
      assert.equal(answer.error?.kind, 'rateLimited');
    }
  });

  test('of an answer that is done does nothing; of one without a word asks anew', async () => {
    const window = await windowWith('done');
    await window.chat.continueAnswer(window.answer.id);
    assert.equal(window.client.calls.length, 1);
    const empty = await windowWith('', 'stopped');
    const going = empty.chat.continueAnswer(empty.answer.id);
    const call = await empty.client.nextCall();
    assert.equal(call.request.messages.at(-1)?.content, 'question');
    await call.text('answer');
    await call.finish();
    await going;
    assert.deepEqual(empty.texts, ['question', 'answer']);
  });
});
