import assert from 'node:assert/strict';
import { ChatWindow } from '../../support/chatWindow';

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
