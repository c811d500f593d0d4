import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visiblePath } from '../../../src/core/chat/conversation';
import type { Message } from '../../../src/core/chat/message';
import { parseRecord } from '../../../src/core/storage/parseRecord';
import { readConversation, type StoredConversation } from '../../../src/core/storage/readConversation';
import { ChatWindow } from '../../support/chatWindow';

interface Sample {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly whole: StoredConversation;
}

/** A conversation with everything in it that a file can hold. */
async function sample(): Promise<Sample> {
  const window = new ChatWindow();
  window.model = { ...window.model, pricing: { input: 1, output: 2 } };
  await window.chat.addAttachments([{ label: 'Brief.md', languageId: 'markdown', text: '# Grüße\n🦊' }]);
  await window.ask('Wie geht’s? 元気ですか 🦊', 'Gut.\nUnd dir? 👩‍👩‍👧');
  const sent = window.chat.send({ text: 'Go on', promptText: 'Go on, please' });
  const call = await window.client.nextCall();
  await call.emit(
    { type: 'answeredBy', provider: 'groq', requestId: 'r' },
    { type: 'reasoning', text: 'Let me think.' },
  );
  window.timers.advance(250);
  await call.text('It was cut ');
  window.timers.advance(250);
  await call.emit({ type: 'usage', usage: { promptTokens: 5, completionTokens: 7 } });
  await call.finish('length');
  await sent;
  const going = window.chat.continueAnswer(window.answer.id);
  const next = await window.client.nextCall();
  await next.text('here');
  await next.emit({ type: 'error', error: { kind: 'rateLimited', status: 429, retryAfterSeconds: 3 } });
  await going;
  const trying = window.chat.tryAgain(window.answer.id);
  const third = await window.client.nextCall();
  await third.text('A better one');
  await third.finish();
  await trying;
  window.chat.setDraft('unsent\nwords');
  window.timers.advance(500);
  await window.store.flush();
  const path = `conversations/${window.chat.current.id}.jsonl`;
  const bytes = window.disk.files.get(path);
  assert.ok(bytes);
  return { path, bytes, whole: readBytes(bytes) };
}

function readBytes(bytes: Uint8Array): StoredConversation {
  return readConversation('c', new TextDecoder().decode(bytes));
}

/** What was found is what was there, perhaps less of it. */
function assertPartOf(found: Message, whole: Message | undefined): void {
  assert.ok(whole, `made up: ${found.id}`);
  assert.equal(found.role, whole.role);
  assert.ok(whole.text.startsWith(found.text), `${found.text} is not the beginning of ${whole.text}`);
  if (found.role === 'user') assert.deepEqual(found, whole);
}

suite('Reading a damaged conversation', () => {
  let all: Sample;
  suiteSetup(async () => {
    all = await sample();
  });

  test('an undamaged one is read to the last word', () => {
    const { whole } = all;
    assert.equal(whole.unreadableLines, 0);
    assert.equal(whole.draft, 'unsent\nwords');
    assert.equal(whole.conversation.messages.size, 5);
    assert.deepEqual(
      visiblePath(whole.conversation).map(({ text }) => text),
      ['Wie geht’s? 元気ですか 🦊', 'Gut.\nUnd dir? 👩‍👩‍👧', 'Go on', 'A better one'],
    );
    const cut = [...whole.conversation.messages.values()][3];
    assert.ok(cut?.role === 'assistant');
    assert.equal(cut.text, 'It was cut here');
    assert.equal(cut.reasoning, 'Let me think.');
    assert.deepEqual(cut.error, { kind: 'rateLimited', status: 429, retryAfterSeconds: 3 });
    assert.deepEqual(cut.usage, { promptTokens: 5, completionTokens: 7 });
  });

  test('truncated at any byte, everything before the cut is found', () => {
    const { bytes, whole } = all;
    const lines = new TextDecoder().decode(bytes).split('\n');
    let offsetOfLine = 0;
    for (const [index, line] of lines.entries()) {
      const length = Buffer.byteLength(line) + 1;
      const before = readConversation('c', lines.slice(0, index).join('\n'));
      const complete = readConversation('c', lines.slice(0, index + 1).join('\n'));
      for (let cut = offsetOfLine; cut < Math.min(offsetOfLine + length, bytes.length); cut += 1) {
        const found = readBytes(bytes.subarray(0, cut));
        // Cut in front of the next line's break, the line is whole.
        const expected = cut === offsetOfLine + length - 1 ? complete : before;
        assert.deepEqual(found.conversation, expected.conversation, `cut at byte ${cut}`);
        assert.equal(found.draft, expected.draft);
        for (const message of found.conversation.messages.values())
          assertPartOf(message, whole.conversation.messages.get(message.id));
      }
      offsetOfLine += length;
    }
  }).timeout(60_000);

  test('truncated at any byte, the file is kept, what is added is found, and so is all that was before', async () => {
    const { path, bytes } = all;
    const id = path.slice('conversations/'.length, -'.jsonl'.length);
    for (let cut = 0; cut < bytes.length; cut += 1) {
      const window = new ChatWindow(undefined, 'b', id);
      const damaged = bytes.slice(0, cut);
      window.disk.set(path, damaged);
      const before = await window.store.read(id);
      const record = { kind: 'title', title: 'added', by: 'person' } as const;
      assert.equal(await window.store.append(id, [record]), 'saved');
      const file = window.disk.files.get(path);
      assert.deepEqual(file?.slice(0, cut), damaged, `rewritten after a cut at byte ${cut}`);
      const after = await window.store.read(id);
      assert.equal(after?.conversation.title, 'added');
      assert.deepEqual(after.conversation.messages, before?.conversation.messages);
      assert.equal(after.draft, before?.draft);
    }
  }).timeout(60_000);

  test('garbage between the lines spoils nothing', () => {
    const { bytes, whole } = all;
    const lines = new TextDecoder().decode(bytes).split('\n');
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\n', ' ')),
      fc.json(),
      fc.constantFrom('{"kind":"future","id":"x"}', 'null', '[]', '{"kind":"text"}', '{"kind":"message"}'),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: lines.length }), garbage), { maxLength: 8 }),
        (insertions) => {
          const damaged = [...lines];
          for (const [at, line] of insertions) damaged.splice(at, 0, line);
          assert.deepEqual(readConversation('c', damaged.join('\n')).conversation, whole.conversation);
        },
      ),
    );
  }).timeout(60_000);

  test('whichever lines are lost, every line that is left is shown', () => {
    const { bytes, whole } = all;
    const lines = new TextDecoder()
      .decode(bytes)
      .split('\n')
      .filter((line) => line !== '');
    fc.assert(
      fc.property(fc.subarray(lines), (left) => {
        const found = readConversation('c', left.join('\n'));
        const texts = [...found.conversation.messages.values()].map(({ text }) => text).join('\n');
        for (const line of left) {
          const record = parseRecord(line)?.record;
          if (record?.kind === 'message') assert.ok(texts.includes(record.message.text));
          if (record?.kind === 'text') assert.ok(texts.includes(record.text));
        }
        assert.ok([...found.conversation.messages.keys()].every((id) => whole.conversation.messages.has(id)));
        const path = visiblePath(found.conversation);
        assert.equal(path.length > 0, found.conversation.messages.size > 0);
      }),
      { numRuns: 500 },
    );
  });

  test('bytes changed at random throw nothing and lose at most the lines that they stand in', () => {
    const { bytes } = all;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 })), { maxLength: 20 }),
        (changes) => {
          const damaged = bytes.slice();
          for (const [at, byte] of changes) damaged[at] = byte;
          const { conversation } = readBytes(damaged);
          for (const message of conversation.messages.values())
            assert.ok(visiblePath({ ...conversation, headId: message.id }).length > 0);
        },
      ),
    );
  });

  test('a line that was written again counts where it was written first', () => {
    const { bytes, whole } = all;
    const lines = new TextDecoder().decode(bytes).split('\n');
    for (let from = 0; from < lines.length; from += 1) {
      const twice = [...lines, ...lines.slice(from, from + 3)].join('\n');
      assert.deepEqual(readConversation('c', twice), whole);
    }
  });

  test('a newer version is read as far as it is understood', () => {
    const lines = [
      { kind: 'header', format: 7, id: 'c', createdAt: 1, colour: 'red' },
      { kind: 'message', message: { id: 'q', text: 'question', mood: 'good' }, new: true },
      { kind: 'picture', id: 'p', bytes: '…' },
      { kind: 'answer', id: 'a', parentId: 'q', createdAt: 2, run: 'r' },
      { kind: 'text', id: 'a', run: 'r', at: { text: 0, reasoning: 0 }, text: 'answer' },
      { kind: 'end', id: 'a', run: 'r', end: { time: 3, state: 'reconsidered' } },
    ];
    const found = readConversation('c', lines.map((line) => JSON.stringify(line)).join('\n'));
    const [question, answer] = visiblePath(found.conversation);
    assert.equal(question?.text, 'question');
    assert.ok(answer?.role === 'assistant');
    assert.equal(answer.text, 'answer');
    assert.equal(answer.state, 'cut-off');
    assert.equal(found.unreadableLines, 1);
  });

  test('what was deleted is not shown, whatever else is wrong with the lines that say so', () => {
    const lines = [
      { kind: 'message', message: { id: 'q', parentId: null, text: 'question' } },
      { kind: 'answer', id: 'a', parentId: 'q', createdAt: 2, run: 'r' },
      { kind: 'message', message: { id: 'p', parentId: 'a', text: 'follow-up' } },
      { kind: 'deleted', ids: 'q' },
      { kind: 'deleted', ids: [7, null, 'a', 'unknown'] },
      { kind: 'restored', ids: ['q', 'p'] },
      { kind: 'head', id: 'a' },
    ];
    const { conversation, unreadableLines } = readConversation(
      'c',
      lines.map((line) => JSON.stringify(line)).join('\n'),
    );
    assert.deepEqual(
      visiblePath(conversation).map(({ id }) => id),
      ['q', 'p'],
    );
    assert.ok(conversation.written.has('a'));
    assert.equal(unreadableLines, 1);
  });

  test('a part that is missing inside an answer is marked, and the rest is shown', () => {
    const text = (at: number, words: string): object => ({
      kind: 'text',
      id: 'a',
      run: 'r',
      at: { text: at, reasoning: 0 },
      text: words,
    });
    const lines = [text(0, 'one '), text(8, 'three')].map((line) => JSON.stringify(line));
    const [answer] = visiblePath(readConversation('c', lines.join('\n')).conversation);
    assert.equal(answer?.text, 'one  […] three');
  });

  test('messages that are said to stand before each other end in no loop', () => {
    const message = (id: string, parentId: string): string =>
      JSON.stringify({ kind: 'message', message: { id, parentId, text: id } });
    const loop = [message('a', 'b'), message('b', 'a'), message('c', 'c')].join('\n');
    const path = visiblePath(readConversation('x', loop).conversation);
    assert.deepEqual(
      path.map(({ id }) => id),
      ['a', 'b', 'c'],
    );
  });
});
