import assert from 'node:assert/strict';
import { ChatWindow } from '../../support/chatWindow';
import { MemoryFileSystem } from '../../support/memoryFileSystem';
import { types } from './support';

suite('Sending a message', () => {
  test('question and answer stand in the conversation, and are there again after the window is killed', async () => {
    const window = new ChatWindow();
    await window.ask('What is a stream?', 'Water.');
    assert.deepEqual(window.texts, ['What is a stream?', 'Water.']);
    assert.equal(window.answer.state, 'done');
    assert.equal(window.answer.model, 'maker/model');
    const reopened = await window.reopened();
    assert.deepEqual(reopened.messages, window.messages);
    assert.equal(reopened.chat.current.title, 'What is a stream?');
  });

  test('the question is on disk before the model is asked', async () => {
    const disk = new MemoryFileSystem();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    disk.turn = (operation) => (operation === 'append' ? held : Promise.resolve());
    const window = new ChatWindow(disk);
    const sent = window.chat.send({ text: 'question' });
    await window.chat.load();
    // Everything that can happen without the disk has happened then.
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(window.client.calls.length, 0);
    const asked = window.client.nextCall();
    release();
    const call = await asked;
    assert.ok(disk.text(`conversations/${window.chat.current.id}.jsonl`).includes('question'));
    await call.text('yes');
    await call.finish();
    await sent;
  });

  test('the answer arrives piece by piece, and whoever shows it needs only the events', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    assert.equal(window.chat.streamingMessageId, window.answer.id);
    await call.emit({ type: 'reasoning', text: 'hm' });
    await call.text('one ', 'two');
    assert.equal(window.answer.text, 'one two');
    assert.equal(window.answer.state, 'streaming');
    await call.finish();
    await sent;
    assert.deepEqual(types(window), [
      'opened',
      'messageAdded',
      'messageAdded',
      'delta',
      'delta',
      'delta',
      'messageChanged',
    ]);
    const shown = window.events.map((event) => (event.type === 'delta' ? event.text : '')).join('');
    assert.equal(shown, window.answer.text);
    assert.equal(window.answer.reasoning, 'hm');
    assert.equal(window.chat.streamingMessageId, undefined);
  });

  test('who answered, how many tokens it took and what it cost is kept', async () => {
    const window = new ChatWindow();
    window.model = { ...window.model, pricing: { input: 1, output: 3 } };
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    await call.emit(
      { type: 'answeredBy', provider: 'groq', requestId: 'r1' },
      { type: 'text', text: 'answer' },
      { type: 'usage', usage: { promptTokens: 1_000_000, completionTokens: 2_000_000 } },
      { type: 'finish', reason: 'stop' },
    );
    await sent;
    for (const { answer } of [window, await window.reopened()]) {
      assert.equal(answer.provider, 'groq');
      assert.equal(answer.requestId, 'r1');
      assert.deepEqual(answer.usage, { promptTokens: 1_000_000, completionTokens: 2_000_000 });
      assert.equal(answer.cost, 7);
    }
  });

  test('the price is that of the provider that answered, not of the one that was likely to', async () => {
    const window = new ChatWindow();
    const offers = [
      { provider: 'groq', status: 'live' as const, isFree: false, pricing: { input: 5, output: 5 } },
    ];
    window.model = { ...window.model, pricing: { input: 1, output: 1 }, offers };
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    await call.emit(
      { type: 'answeredBy', provider: 'groq', requestId: undefined },
      { type: 'text', text: 'answer' },
      { type: 'usage', usage: { promptTokens: 1_000_000, completionTokens: 0 } },
      { type: 'finish', reason: 'stop' },
    );
    await sent;
    assert.equal(window.answer.cost, 5);
  });

  test('an answer appears and can be stopped while the list of models is still on its way', async () => {
    const window = new ChatWindow();
    window.resolveModel = () => new Promise(() => undefined);
    const added = new Promise<void>((resolve) => {
      window.chat.onDidChange((event) => {
        if (event.type === 'messageAdded' && event.message.role === 'assistant') resolve();
      });
    });
    const sent = window.chat.send({ text: 'question' });
    await added;
    assert.equal(window.answer.state, 'streaming');
    window.chat.stop();
    await sent;
    assert.equal(window.answer.state, 'stopped');
    assert.equal(window.client.calls.length, 0);
  });

  test('the name of a model that is known late is told, and kept', async () => {
    const window = new ChatWindow();
    let choose: () => void = () => undefined;
    window.resolveModel = () => new Promise((resolve) => (choose = () => resolve(window.model)));
    const sent = window.chat.send({ text: 'question' });
    const added = new Promise<void>((resolve) => {
      window.chat.onDidChange((event) => {
        if (event.type === 'messageAdded' && event.message.role === 'assistant') resolve();
      });
    });
    await added;
    assert.equal(window.answer.model, '');
    choose();
    const call = await window.client.nextCall();
    assert.equal(window.answer.model, 'maker/model');
    assert.equal(types(window).at(-1), 'messageChanged');
    await call.text('answer');
    assert.equal((await window.reopened()).answer.model, 'maker/model');
    await call.finish();
    await sent;
  });

  test('if no model can be chosen, the text stays and an error stands in the conversation', async () => {
    const window = new ChatWindow();
    window.resolveModel = () => Promise.reject(new Error('question'));
    await window.chat.send({ text: 'question' });
    assert.deepEqual(window.texts, ['question', '']);
    assert.equal(window.answer.state, 'error');
    assert.deepEqual((await window.reopened()).messages, window.messages);
  });

  test('nothing is sent for an empty message', async () => {
    const window = new ChatWindow();
    assert.equal(await window.chat.send({ text: '  \n ' }), 'empty');
    assert.equal(window.messages.length, 0);
  });

  test('a message sent while an answer streams comes back as the draft', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: 'first' });
    const call = await window.client.nextCall();
    assert.equal(await window.chat.send({ text: 'second' }), 'busy');
    assert.equal(window.chat.current.draft, 'second');
    assert.deepEqual(window.events.at(-1), { type: 'draftChanged', draft: 'second' });
    await call.text('answer');
    await call.finish();
    await sent;
    assert.deepEqual(window.texts, ['first', 'answer']);
    await window.chat.send({ text: '' });
    assert.equal(window.client.calls.length, 1);
  });

  test('what a command asks leaves the composer alone', async () => {
    const window = new ChatWindow();
    await window.chat.load();
    window.chat.setDraft('half a thought');
    await window.chat.addAttachments([{ label: 'notes.md', languageId: 'markdown', text: 'notes' }]);
    const sent = window.chat.send({ text: 'Explain lines 1–3', promptText: 'Explain this: x' });
    const call = await window.client.nextCall();
    assert.equal(call.request.messages.at(-1)?.content, 'Explain this: x');
    await call.text('answer');
    await call.finish();
    await sent;
    assert.equal(window.messages[0]?.text, 'Explain lines 1–3');
    assert.equal(window.chat.current.draft, 'half a thought');
    assert.equal(window.chat.current.attachments.length, 1);
  });

  test('a command that asks while an answer streams does not put its text into the composer', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: 'first' });
    const call = await window.client.nextCall();
    assert.equal(await window.chat.send({ text: 'Explain', promptText: 'x' }), 'busy');
    assert.equal(window.chat.current.draft, '');
    await call.text('answer');
    await call.finish();
    await sent;
  });

  test('a command can wait until the chat is free, also while an answer has not begun yet', async () => {
    const window = new ChatWindow();
    window.resolveModel = () => new Promise(() => undefined);
    await window.chat.load();
    const first = window.chat.send({ text: 'first' });
    await Promise.resolve();
    assert.deepEqual([window.chat.busy, window.chat.streamingMessageId], [true, undefined]);
    const idle = window.chat.whenIdle();
    window.chat.stop();
    await idle;
    assert.equal(window.chat.busy, false);
    await first;
    window.resolveModel = () => Promise.resolve(window.model);
    const second = window.chat.send({ text: 'second', promptText: 'second' });
    const call = await window.client.nextCall();
    await call.text('answer');
    await call.finish();
    assert.equal(await second, 'answered');
    assert.equal(window.texts.at(-1), 'answer');
  });

  test('what is attached goes along once, and stays with the message', async () => {
    const window = new ChatWindow();
    await window.chat.addAttachments([{ label: 'a.md', languageId: 'markdown', text: 'aaa' }]);
    await window.chat.addAttachments([{ label: 'b.md', languageId: 'markdown', text: 'bbb' }]);
    const [first] = window.chat.current.attachments;
    assert.ok(first);
    await window.chat.removeAttachment(first.id);
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    const prompt = call.request.messages.at(-1)?.content ?? '';
    assert.ok(prompt.includes('bbb') && !prompt.includes('aaa'));
    assert.deepEqual(window.chat.current.attachments, []);
    await call.text('answer');
    await call.finish();
    await sent;
    const reopened = await window.reopened();
    assert.deepEqual(reopened.messages, window.messages);
    assert.deepEqual(reopened.chat.current.attachments, []);
  });

  test('the settings reach the model', async () => {
    const window = new ChatWindow();
    window.settings = { customInstructions: 'Rhyme.', maxTokens: 50, temperature: 0.5 };
    const sent = window.chat.send({ text: 'question' });
    const { request } = await window.client.nextCall();
    assert.equal(request.model, 'maker/model:fastest');
    assert.equal(request.maxTokens, 50);
    assert.equal(request.temperature, 0.5);
    assert.ok(request.messages[0]?.content.includes('Rhyme.'));
    window.chat.stop();
    await sent;
  });

  test('the limit for the answer never asks for more than the model can take', async () => {
    const window = new ChatWindow();
    window.model = { ...window.model, contextLength: 2_000 };
    window.settings = { customInstructions: '', maxTokens: 50_000 };
    const sent = window.chat.send({ text: 'question' });
    const { request } = await window.client.nextCall();
    assert.ok(request.maxTokens !== undefined && request.maxTokens > 1_000 && request.maxTokens < 2_000);
    window.chat.stop();
    await sent;
  });
});
