import assert from 'node:assert/strict';
import { ChatWindow } from '../../support/chatWindow';

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
