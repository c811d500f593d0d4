import assert from 'node:assert/strict';
import type { FinishReason, StreamEvent } from '../../../src/core/inference/streamEvent';
import { ChatWindow } from '../../support/chatWindow';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

/** A window that has asked `question` and been told `answer`, ended for this reason. */
async function windowWith(answer: string, reason: FinishReason = 'stop'): Promise<ChatWindow> {
  const window = new ChatWindow();
  const sent = window.chat.send({ text: 'question' });
  const call = await window.client.nextCall();
  if (answer !== '') await call.text(answer);
  await call.finish(reason);
  await sent;
  return window;
}

const types = (window: ChatWindow): readonly string[] => window.events.map(({ type }) => type);

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

suite('Several conversations', () => {
  test('an answer goes on in its own conversation while another is shown', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    await call.text('one ');
    const { id } = window.chat.current;
    await window.chat.newChat();
    assert.deepEqual(window.texts, []);
    assert.equal(window.chat.streamingMessageId, undefined);
    const before = window.events.length;
    await call.text('two ');
    assert.equal(window.events.length, before);
    await window.chat.open(id);
    assert.equal(window.answer.text, 'one two ');
    assert.equal(window.chat.streamingMessageId, window.answer.id);
    await call.text('three');
    assert.equal(window.events.at(-1)?.type, 'delta');
    await call.finish();
    await sent;
    assert.equal(window.answer.text, 'one two three');
    assert.equal(window.answer.state, 'done');
  });

  test('an answer that ends out of sight is whole when its conversation is opened again', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    const { id } = window.chat.current;
    await window.chat.newChat();
    await window.ask('meanwhile', 'yes');
    await call.text('answer');
    await call.finish();
    await sent;
    await window.chat.open(id);
    assert.deepEqual(window.texts, ['question', 'answer']);
    assert.equal(window.answer.state, 'done');
  });

  test('Stop concerns only the conversation that is shown', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    await window.chat.newChat();
    window.chat.stop();
    assert.equal(call.signal.aborted, false);
    await call.text('answer');
    await call.finish();
    await sent;
  });

  test('the list shows each with its first words, the latest first, and not the empty ones', async () => {
    const window = new ChatWindow();
    await window.ask('# About   cats\nmore', 'meow');
    const cats = window.chat.current.id;
    await window.chat.newChat();
    await window.ask('About dogs', 'woof');
    await window.ask('and wolves?', 'howl');
    await window.chat.newChat();
    window.chat.setDraft('nothing sent yet');
    const list = await window.chat.list();
    assert.deepEqual(
      list.map(({ title, messageCount }) => [title, messageCount]),
      [
        ['About dogs', 4],
        ['About cats', 2],
      ],
    );
    await window.chat.open(cats);
    assert.deepEqual(window.texts, ['# About   cats\nmore', 'meow']);
    assert.equal((await window.reopened()).chat.current.id, cats);
  });

  test('a long letter that was never sent is found again in the list', async () => {
    const window = new ChatWindow();
    await window.ask('question', 'answer');
    const asked = window.chat.current.id;
    await window.chat.newChat();
    window.chat.setDraft('Dear landlord,\nthe heating is broken again.');
    const unsent = window.chat.current.id;
    await window.chat.open(asked);
    const list = await (await window.reopened()).chat.list();
    assert.deepEqual(
      list.map(({ id, title, messageCount }) => [id, title, messageCount]),
      [
        [unsent, 'Dear landlord,', 0],
        [asked, 'question', 2],
      ],
    );
    await window.chat.open(unsent);
    assert.equal(window.chat.current.draft, 'Dear landlord,\nthe heating is broken again.');
    window.chat.setDraft('');
    await window.chat.open(asked);
    assert.equal((await window.chat.list()).length, 1);
  });

  test('a message sent while the same conversation is read again stays on screen, and so does its answer', async () => {
    const window = new ChatWindow();
    await window.ask('question', 'answer');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    window.disk.turn = (operation) => (operation === 'read' ? held : Promise.resolve());
    const opened = window.chat.open(window.chat.current.id);
    const sent = window.chat.send({ text: 'and then?' });
    const call = await window.client.nextCall();
    await call.text('Then');
    release();
    await opened;
    await call.text(' this.');
    await call.finish();
    await sent;
    assert.deepEqual(window.texts, ['question', 'answer', 'and then?', 'Then this.']);
    assert.equal(window.answer.state, 'done');
    assert.equal(window.chat.busy, false);
  });

  test('what is typed while the same conversation is read again stays in the composer', async () => {
    const window = new ChatWindow();
    await window.ask('question', 'answer');
    const opened = window.chat.open(window.chat.current.id);
    window.chat.setDraft('one more thing');
    await opened;
    assert.equal(window.chat.current.draft, 'one more thing');
    await window.ask('one more thing', 'yes');
    assert.equal((await window.reopened()).chat.current.draft, '');
  });

  test('New chat is still new after a reload, and one that is empty stays', async () => {
    const window = new ChatWindow();
    await window.ask('question', 'answer');
    await window.chat.newChat();
    const { id } = window.chat.current;
    await window.chat.newChat();
    assert.equal(window.chat.current.id, id);
    assert.deepEqual((await window.reopened()).texts, []);
  });

  test('the last of two that are clicked quickly is the one that is shown', async () => {
    const window = new ChatWindow();
    await window.ask('one', '1');
    const one = window.chat.current.id;
    await window.chat.newChat();
    await window.ask('two', '2');
    const two = window.chat.current.id;
    await window.chat.newChat();
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    window.disk.turn = (_operation, path) => (path.includes(one) ? slow : Promise.resolve());
    const first = window.chat.open(one);
    await window.chat.open(two);
    release();
    await first;
    assert.equal(window.chat.current.id, two);
    await window.chat.open('unknown');
    await window.chat.open('../../etc/passwd');
    assert.equal(window.chat.current.id, two);
  });

  test('what another window wrote is there when the conversation is opened again', async () => {
    const window = new ChatWindow();
    await window.ask('one', '1');
    const other = await window.reopened('b');
    await other.ask('two', '2');
    assert.deepEqual(window.texts, ['one', '1']);
    await window.chat.open(window.chat.current.id);
    assert.deepEqual(window.texts, ['one', '1', 'two', '2']);
  });

  test('two windows that go on from the same place lose nothing of each other', async () => {
    const window = await windowWith('half', 'length');
    const other = await window.reopened('b');
    const goOn = async (one: ChatWindow, text: string): Promise<void> => {
      const going = one.chat.continueAnswer(one.answer.id);
      const call = await one.client.nextCall();
      await call.text(text);
      await call.finish();
      await going;
    };
    await goOn(window, ' of mine');
    await goOn(other, ' of yours');
    await window.ask('and?', 'more');
    const stored = await window.store.read(window.chat.current.id);
    const texts = [...(stored?.conversation.messages.values() ?? [])].map(({ text }) => text);
    assert.deepEqual(texts, ['question', 'half of yours', 'half of mine', 'and?', 'more']);
  });
});

suite('Closing and killing', () => {
  test('a killed window leaves the answer cut off, with all but the last quarter of a second', async () => {
    const window = new ChatWindow();
    void window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    await call.text('saved ');
    window.timers.advance(250);
    await call.emit({ type: 'reasoning', text: 'thought' });
    await call.text('also saved ');
    window.timers.advance(250);
    await call.text('lost');
    const reopened = await window.reopened();
    assert.equal(reopened.answer.state, 'cut-off');
    assert.equal(reopened.answer.text, 'saved also saved ');
    assert.equal(reopened.answer.reasoning, 'thought');
  });

  test('opening a conversation writes nothing, for its answer may still stream in another window', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    await call.text('one ');
    window.timers.advance(250);
    await window.store.flush();
    const operations = window.disk.operations.length;
    const other = await window.reopened('b');
    assert.equal(other.answer.state, 'cut-off');
    assert.deepEqual(
      window.disk.operations.slice(operations).filter((operation) => !operation.startsWith('read')),
      [],
    );
    await call.text('two');
    await call.finish();
    await sent;
    assert.equal((await window.reopened('c')).answer.text, 'one two');
    assert.equal((await window.reopened('d')).answer.state, 'done');
  });

  test('going on with an answer that still streams in another window keeps both', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    await call.text('one ');
    window.timers.advance(250);
    const other = await window.reopened('b');
    const going = other.chat.continueAnswer(other.answer.id);
    const next = await other.client.nextCall();
    await call.text('two');
    await next.text('II');
    await call.finish();
    await next.finish();
    await Promise.all([sent, going]);
    const stored = await window.store.read(window.chat.current.id);
    const texts = [...(stored?.conversation.messages.values() ?? [])].map(({ text }) => text);
    assert.deepEqual(texts, ['question', 'one II', 'one two']);
  });

  test('closing the window ends the request, saves every word and offers to continue', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    await call.text('half');
    window.chat.setDraft('next question');
    await window.chat.close();
    assert.ok(call.signal.aborted);
    await sent;
    const reopened = await window.reopened();
    assert.equal(reopened.answer.state, 'cut-off');
    assert.equal(reopened.answer.text, 'half');
    assert.equal(reopened.chat.current.draft, 'next question');
  });

  test('closing saves every word at once, even if the request does not end', async () => {
    const window = new ChatWindow();
    const half = new Promise<void>((resolve) => {
      window.chat.onDidChange(({ type }) => {
        if (type === 'delta') resolve();
      });
    });
    window.client.stream = async function* () {
      yield { type: 'text', text: 'half' };
      await new Promise(() => undefined);
    };
    void window.chat.send({ text: 'question' });
    await half;
    void window.chat.close();
    await window.store.flush();
    assert.equal((await window.reopened()).answer.text, 'half');
  });

  test('a view that fails to show something costs nobody the answer', async () => {
    const window = new ChatWindow();
    window.chat.onDidChange(() => {
      throw new Error('a private text');
    });
    await window.ask('question', 'answer');
    assert.deepEqual((await window.reopened()).texts, ['question', 'answer']);
    assert.equal(window.answer.state, 'done');
    assert.ok(window.logged.length > 0 && !window.logged.join().includes('private'));
  });

  test('answers out of sight are saved on closing too', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: 'question' });
    const call = await window.client.nextCall();
    await call.text('half');
    const { id } = window.chat.current;
    await window.chat.newChat();
    await window.chat.close();
    await sent;
    const reopened = await window.reopened();
    await reopened.chat.open(id);
    assert.equal(reopened.answer.text, 'half');
    assert.equal(window.timers.pending, 0);
  });
});

suite('The draft', () => {
  test('is there again after a kill, each conversation its own', async () => {
    const window = new ChatWindow();
    await window.ask('question', 'answer');
    const { id } = window.chat.current;
    window.chat.setDraft('dear');
    window.chat.setDraft('dear friend');
    window.timers.advance(500);
    assert.equal((await window.reopened()).chat.current.draft, 'dear friend');
    await window.chat.newChat();
    assert.equal(window.chat.current.draft, '');
    window.chat.setDraft('other');
    await window.chat.open(id);
    assert.equal(window.chat.current.draft, 'dear friend');
    window.chat.setDraft('');
    window.timers.advance(500);
    assert.equal((await window.reopened()).chat.current.draft, '');
  });

  test('is saved when the typing rests, not at every key', async () => {
    const window = new ChatWindow();
    await window.chat.load();
    for (let length = 1; length <= 100; length += 1) window.chat.setDraft('x'.repeat(length));
    window.timers.advance(10_000);
    await window.store.flush();
    const appends = window.disk.operations.filter((operation) => operation.startsWith('append'));
    assert.equal(appends.length, 1);
  });

  test('typed without a pause is on disk all the same, but for the last seconds', async () => {
    const window = new ChatWindow();
    await window.chat.load();
    let typed = '';
    for (let key = 0; key < 100; key += 1) {
      typed += 'x';
      window.chat.setDraft(typed);
      window.timers.advance(400);
    }
    await window.store.flush();
    const { draft } = (await window.reopened()).chat.current;
    assert.ok(typed.length - draft.length <= 25, `${draft.length} of ${typed.length} letters were saved`);
    const appends = window.disk.operations.filter((operation) => operation.startsWith('append'));
    assert.ok(appends.length <= 5, `${appends.length} times written`);
  });

  test('is empty once it is sent, also on disk', async () => {
    const window = new ChatWindow();
    await window.chat.load();
    window.chat.setDraft('question');
    window.timers.advance(500);
    await window.ask('question', 'answer');
    assert.equal(window.chat.current.draft, '');
    assert.equal((await window.reopened()).chat.current.draft, '');
  });

  test('what is typed before the conversation is read stays in the composer', async () => {
    const window = new ChatWindow();
    await window.ask('question', 'answer');
    const next = new ChatWindow(window.disk, 'b', window.last);
    const loading = next.chat.load();
    next.chat.setDraft('quick');
    await loading;
    assert.equal(next.chat.current.draft, 'quick');
    assert.deepEqual(next.texts, ['question', 'answer']);
    next.timers.advance(500);
    const third = new ChatWindow(window.disk, 'c', window.last);
    const loadingThird = third.chat.load();
    third.chat.setDraft('quicker');
    await loadingThird;
    assert.equal(third.chat.current.draft, 'quick\n\nquicker');
  });

  test('the last words typed before another conversation opened are kept where they were typed', async () => {
    const window = new ChatWindow();
    await window.ask('question', 'answer');
    const { id } = window.chat.current;
    window.chat.setDraft('and wh', id);
    await window.chat.newChat();
    window.chat.setDraft('and why?', id);
    assert.equal(window.chat.current.draft, '');
    await window.chat.open(id);
    assert.equal(window.chat.current.draft, 'and why?');
    window.chat.setDraft('nowhere', 'no such conversation');
    assert.equal(window.chat.current.draft, 'and why?');
  });

  test('fifty files that are attached together are written once, and go along together', async () => {
    const window = new ChatWindow();
    const text = 'x'.repeat(10_000);
    const files = Array.from({ length: 50 }, (_, index) => ({
      label: `${index}.md`,
      languageId: 'markdown',
      text,
    }));
    const attached = window.chat.addAttachments(files);
    await window.ask('What is in these?', 'Much.');
    await attached;
    const [question] = window.messages;
    assert.equal(question?.role === 'user' && question.attachments.length, 50);
    // Once when they are attached, once with the message.
    const written = window.disk.text(`conversations/${window.chat.current.id}.jsonl`).length;
    assert.ok(written < 2.2 * 50 * text.length, `${written} characters were written`);
  });

  test('what is attached but not sent is there again after a kill', async () => {
    const window = new ChatWindow();
    await window.chat.addAttachments([{ label: 'a.md', languageId: 'markdown', text: 'aaa' }]);
    assert.deepEqual((await window.reopened()).chat.current.attachments, window.chat.current.attachments);
  });
});

suite('A disk in trouble', () => {
  for (const trouble of ['diskFull', 'notPermitted'] as const)
    test(`${trouble}: the chat goes on, says so, and all of it is written when the disk allows`, async () => {
      const window = new ChatWindow();
      await window.ask('one', '1');
      window.disk.trouble = (operation) => (operation === 'append' ? trouble : undefined);
      window.disk.bytesBeforeTrouble = (length) => Math.floor(length / 2);
      await window.ask('two', '2');
      const { id } = window.chat.current;
      await window.chat.newChat();
      await window.ask('three', '3');
      assert.deepEqual(
        window.events.filter(({ type }) => type === 'storageTrouble'),
        [{ type: 'storageTrouble', trouble }],
      );
      assert.equal(window.chat.storageTrouble, trouble);
      await window.chat.open(id);
      assert.deepEqual(window.texts, ['one', '1', 'two', '2']);
      assert.equal((await window.chat.list()).length, 2);
      window.disk.trouble = () => undefined;
      window.timers.advance(60_000);
      await window.store.flush();
      assert.equal(window.chat.storageTrouble, undefined);
      assert.deepEqual(window.events.at(-1), { type: 'storageTrouble', trouble: undefined });
      const reopened = await window.reopened();
      assert.deepEqual(reopened.messages, window.messages);
      assert.equal((await reopened.chat.list()).length, 2);
    });

  test('a conversation that cannot be read leaves an empty one, and says so', async () => {
    const window = new ChatWindow();
    await window.ask('one', '1');
    window.disk.trouble = (operation) => (operation === 'read' ? 'notPermitted' : undefined);
    const reopened = await window.reopened();
    assert.deepEqual(reopened.texts, []);
    assert.equal(reopened.chat.storageTrouble, 'unreadable');
    window.disk.trouble = () => undefined;
    await reopened.chat.open(window.chat.current.id);
    assert.deepEqual(reopened.texts, ['one', '1']);
    assert.equal(reopened.chat.storageTrouble, undefined);
  });
});
