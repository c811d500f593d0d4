import assert from 'node:assert/strict';
import fc from 'fast-check';
import { refusalInWords, sizeInWords } from '../../../src/core/chat/refusalWords';
import { ChatWindow } from '../../support/chatWindow';

const book = 'word '.repeat(5_000).trim();
const small = 1_000;

/** A window whose chat has a question and its answer, and a model that then reads little. */
async function windowWith(question: string, answer: string): Promise<ChatWindow> {
  const window = new ChatWindow();
  await window.ask(question, answer);
  window.model = { ...window.model, contextLength: small };
  return window;
}

/** The ids of the last question and its answer. */
function lastTurn(window: ChatWindow): { readonly question: string; readonly answer: string } {
  const [question, answer] = window.messages.slice(-2);
  return { question: question?.id ?? '', answer: answer?.id ?? '' };
}

suite('What the model cannot read is refused before anything is sent', () => {
  test('a message in other words: the old one stays with its answer, and the chat is free', async () => {
    const window = await windowWith('short', 'fine');
    const events = window.events.length;
    const refusal = await window.chat.branching.edit(lastTurn(window).question, book);
    assert.deepEqual([refusal?.turn, refusal?.available], ['edit', 750]);
    assert.ok(refusal && refusal.size > refusal.available);
    assert.deepEqual(window.texts, ['short', 'fine']);
    assert.equal(window.events.length, events);
    assert.equal(window.chat.busy, false);
    const again = window.chat.branching.edit(lastTurn(window).question, 'shorter');
    await window.answered(again, 'fine too');
    assert.equal(await again, undefined);
    assert.deepEqual(window.texts, ['shorter', 'fine too']);
  });

  test('with what was attached to the message that is put into other words', async () => {
    const window = new ChatWindow();
    await window.chat.addAttachments([{ label: 'book.md', languageId: 'markdown', text: book }]);
    await window.ask('Sum it up.', 'fine');
    window.model = { ...window.model, contextLength: small };
    assert.ok(await window.chat.branching.edit(lastTurn(window).question, 'Shorter, please.'));
    assert.deepEqual(window.texts, ['Sum it up.', 'fine']);
  });

  test('a question that is asked again: its answer stays', async () => {
    const window = await windowWith(book, 'fine');
    const refusal = await window.chat.tryAgain(lastTurn(window).answer);
    assert.deepEqual([refusal?.turn, refusal?.modelId], ['tryAgain', 'maker/model']);
    assert.deepEqual(window.texts, [book, 'fine']);
    assert.equal(window.client.calls.length, 1);
  });

  test('a question that another model is asked this once, by what that model reads', async () => {
    const window = new ChatWindow();
    await window.ask(book, 'fine');
    window.offer = (id) => ({
      id,
      routedId: id,
      contextLength: id === 'maker/small' ? small : 100_000,
    });
    const refusal = await window.chat.tryAgain(lastTurn(window).answer, 'maker/small');
    assert.equal(refusal?.modelId, 'maker/small');
    assert.deepEqual(window.texts, [book, 'fine']);
    const answered = window.chat.tryAgain(lastTurn(window).answer, 'maker/large');
    await window.answered(answered, 'better');
    assert.equal(await answered, undefined);
    assert.deepEqual(window.texts, [book, 'better']);
  });

  test('an answer that is to go on: what there is of it stays as it was, and another model can go on', async () => {
    const window = new ChatWindow();
    const sent = window.chat.send({ text: book });
    const call = await window.client.nextCall();
    await call.text('half of');
    await call.finish('length');
    await sent;
    window.offer = (id) => ({ id, routedId: id, contextLength: 100_000 });
    window.model = { ...window.model, contextLength: small };
    const refusal = await window.chat.continueAnswer(lastTurn(window).answer);
    assert.equal(refusal?.turn, 'continue');
    assert.deepEqual([window.answer.text, window.answer.state], ['half of', 'cut-off']);
    const goingOn = window.chat.continueAnswer(lastTurn(window).answer, 'maker/large');
    await window.answered(goingOn, ' the story');
    assert.deepEqual([window.answer.text, window.answer.model], ['half of the story', 'maker/large']);
  });

  test('a command’s question: nothing of it stands in the chat, and the composer is left alone', async () => {
    const window = await windowWith('short', 'fine');
    window.chat.setDraft('half a thought');
    const outcome = await window.chat.send({ text: 'Explain this', promptText: book });
    assert.ok(typeof outcome === 'object' && outcome.turn === 'send');
    assert.deepEqual(window.texts, ['short', 'fine']);
    assert.equal(window.chat.current.draft, 'half a thought');
    assert.equal(window.client.calls.length, 1);
  });

  test('but nothing is where it is not known how much the model reads', async () => {
    const window = new ChatWindow();
    await window.ask('short', 'fine');
    const edited = window.chat.branching.edit(lastTurn(window).question, book);
    await window.answered(edited, 'fine');
    assert.equal(await edited, undefined);
  });
});

suite('A refusal in words', () => {
  test('says the numbers, and what can be done', () => {
    const refusal = { kind: 'tooLong', modelId: 'a/b', size: 61_449, available: 61_440 } as const;
    for (const turn of ['send', 'edit', 'tryAgain', 'continue'] as const) {
      const words = refusalInWords({ ...refusal, turn }, 'SmolLM3 3B');
      assert.match(words, /SmolLM3 3B can read at once, so .*about 62,000 tokens, and 61,440 fit/);
      assert.match(words, /Choose a model that reads more, or /);
    }
  });

  test('never gives a size that would fit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000_000 }), (size) => {
        const said = Number(sizeInWords(size).replaceAll(',', ''));
        assert.ok(said >= size && said <= size * 1.1 + 1);
      }),
    );
  });
});
