import assert from 'node:assert/strict';
import { ChatWindow } from '../../support/chatWindow';
import { windowWith } from './support';

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
