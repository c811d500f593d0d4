import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Message } from '../../../src/core/chat/message';
import { buildPrompt, type Prompt, type PromptOptions } from '../../../src/core/chat/prompt';
import { attachmentText } from '../../../src/core/chat/promptAttachments';
import { estimateTokens } from '../../../src/core/inference/tokenEstimate';

let ids = 0;
const user = (text: string, more: { promptText?: string } = {}): Message => ({
  role: 'user',
  id: `u${++ids}`,
  parentId: null,
  createdAt: 0,
  text,
  attachments: [],
  ...more,
});
const answer = (text: string): Message => ({
  role: 'assistant',
  id: `a${++ids}`,
  parentId: 'u',
  createdAt: 0,
  text,
  reasoning: 'secret thoughts',
  state: 'done',
  model: 'm',
});

function ready(path: readonly Message[], options: Partial<PromptOptions> = {}): Prompt & { kind: 'ready' } {
  const prompt = buildPrompt(path, { customInstructions: '', ...options });
  assert.ok(prompt.kind === 'ready');
  return prompt;
}

const contents = (prompt: Prompt & { kind: 'ready' }): readonly string[] =>
  prompt.messages.slice(1).map(({ content }) => content);

suite('What the model is sent', () => {
  test('the whole conversation, after the system prompt', () => {
    const prompt = ready([user('one'), answer('1'), user('two')]);
    assert.deepEqual(
      prompt.messages.map(({ role }) => role),
      ['system', 'user', 'assistant', 'user'],
    );
    assert.deepEqual(contents(prompt), ['one', '1', 'two']);
  });

  test("the person's own instructions, and what a command says instead of what it shows", () => {
    const prompt = ready([user('Explain lines 1–3', { promptText: 'Explain: x = 1' })], {
      customInstructions: ' Always answer in verse. ',
    });
    assert.ok(prompt.messages[0]?.content.endsWith('Always answer in verse.'));
    assert.deepEqual(contents(prompt), ['Explain: x = 1']);
  });

  test('no reasoning, and no turn of an answer that brought nothing', () => {
    const prompt = ready([user('one'), answer(''), user('two'), answer('2'), user('three')]);
    assert.deepEqual(contents(prompt), ['one\n\ntwo', '2', 'three']);
    assert.ok(!JSON.stringify(prompt.messages).includes('secret thoughts'));
  });

  test('an unfinished answer last, with the request to go on', () => {
    const prompt = ready([user('one'), answer('The quick bro')], { continueLast: true });
    assert.deepEqual(
      prompt.messages.map(({ role }) => role),
      ['system', 'user', 'assistant', 'user'],
    );
    assert.equal(prompt.messages[2]?.content, 'The quick bro');
  });

  test('roles always alternate, for some models refuse anything else', () => {
    const messages = fc.array(fc.oneof(fc.string().map(user), fc.string().map(answer)));
    fc.assert(
      fc.property(messages, fc.boolean(), (path, continueLast) => {
        const roles = ready(path, { continueLast }).messages.map(({ role }) => role);
        roles.forEach((role, index) => assert.notEqual(role, roles[index - 1]));
      }),
    );
  });
});

suite('A conversation longer than the model can take', () => {
  const long = (word: string): string => `${word} `.repeat(100); // About 125 tokens for a word of four letters.

  test('loses its oldest turns, whole, and tells where it now begins', () => {
    const path = ['one1', 'two2', 'tre3', 'for4', 'fiv5'].flatMap((word) => [
      user(long(word)),
      answer(long(word)),
    ]);
    path.push(user('last'));
    const prompt = ready(path, { contextLength: 1_200, maxTokens: 100 });
    const [first] = contents(prompt);
    assert.match(first ?? '', /^(two2|tre3|for4)/);
    assert.equal(prompt.messages[1]?.role, 'user');
    const seen = path.find(({ id }) => id === prompt.firstSeenId);
    assert.equal(seen?.text, first);
    assert.ok(prompt.estimatedTokens <= 1_100);
    assert.equal(contents(prompt).at(-1), 'last');
  });

  test('always keeps within the window, drops no more than it must, and keeps the last turn', () => {
    const turn = fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 400 }));
    fc.assert(
      fc.property(
        fc.array(turn, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 500, max: 3_000 }),
        (sizes, contextLength) => {
          const path = sizes.flatMap(([question, reply]) => [
            user(`q${'x '.repeat(question)}`),
            answer(`a${'y '.repeat(reply)}`),
          ]);
          path.push(user('the last question'));
          const prompt = ready(path, { contextLength });
          const room = contextLength - Math.min(4_096, Math.floor(contextLength / 4));
          const [first] = contents(prompt);
          assert.ok(prompt.estimatedTokens <= room);
          assert.ok(contents(prompt).at(-1)?.endsWith('the last question'));
          const begin = path.findIndex(({ id }) => id === prompt.firstSeenId);
          assert.equal(first?.split('\n\n')[0], path[begin]?.text);
          // One turn more would not have fitted.
          const older = path
            .slice(Math.max(0, begin - 2), begin)
            .reduce((sum, { text }) => sum + estimateTokens(text) + 4, 0);
          assert.ok(begin === 0 || prompt.estimatedTokens + older > room);
        },
      ),
    );
  });

  test('is refused before sending if the last turn alone does not fit, with the numbers', () => {
    const prompt = buildPrompt([user('one'), answer('1'), user(long('word').repeat(20))], {
      customInstructions: '',
      contextLength: 2_000,
    });
    assert.ok(prompt.kind === 'tooLong');
    assert.ok(prompt.estimatedTokens > prompt.availableTokens);
    assert.equal(prompt.availableTokens, 1_500);
  });

  test('leaves the room for the answer that the person asked for, up to half of all', () => {
    const path = Array.from({ length: 40 }, () => [user(long('word')), answer(long('word'))]).flat();
    const sizeWith = (maxTokens: number): number =>
      ready(path, { contextLength: 8_000, maxTokens }).estimatedTokens;
    assert.ok(sizeWith(100) > 7_500 && sizeWith(100) <= 7_900);
    assert.ok(sizeWith(3_000) > 4_500 && sizeWith(3_000) <= 5_000);
    assert.ok(sizeWith(100_000) > 3_500 && sizeWith(100_000) <= 4_000);
  });

  test('is not refused where nobody knows how much the model takes', () => {
    const path = [user('one'), answer('1'), user(long('word').repeat(2_000))];
    const prompt = ready(path);
    assert.equal(prompt.messages.length, 2);
    assert.equal(prompt.firstSeenId, path[2]?.id);
  });
});

suite('The estimate of tokens', () => {
  // Token counts of GPT-4's and Llama 3's vocabularies for such texts differ; the estimate must be of their order.
  test('counts Latin text by four characters, Chinese by one and a half, others by two', () => {
    assert.equal(estimateTokens(''), 0);
    assert.equal(estimateTokens('a'.repeat(400)), 100);
    assert.equal(estimateTokens('é'.repeat(400)), 100);
    assert.equal(estimateTokens('字'.repeat(300)), 200);
    assert.equal(estimateTokens('かな한글'), 3);
    assert.equal(estimateTokens('Привет'), 3);
  });

  test('never shrinks when text is added', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        assert.ok(estimateTokens(one + other) >= estimateTokens(one));
      }),
    );
  });
});

suite('An attached file', () => {
  const fenced = /^Attached file: (.*)\n(`{3,})([^\n`]*)\n([\s\S]*)\n\2$/;

  test('cannot end its own fence, nor pretend to be another file', () => {
    const hostile = fc.array(fc.constantFrom('`', '```', '\n', 'Attached file: x', 'a', '~~~', '\r', ' '));
    fc.assert(
      fc.property(hostile, hostile, hostile, (text, label, languageId) => {
        const attachment = {
          id: 'x',
          label: label.join(''),
          languageId: languageId.join(''),
          text: text.join(''),
        };
        const match = fenced.exec(attachmentText(attachment));
        assert.ok(match);
        const [, name, fence, , content] = match;
        assert.ok(fence !== undefined && content !== undefined && name !== undefined);
        assert.ok(!content.includes(fence));
        assert.ok([content, `${content}\n`].includes(attachment.text));
        assert.ok(!/[\r\n`]/.test(name));
      }),
    );
  });

  test('stands before the question, under its name', () => {
    const message: Message = {
      ...user('Shorten this.'),
      role: 'user',
      text: 'Shorten this.',
      attachments: [{ id: 'x', label: 'letter.md, lines 3–9', languageId: 'markdown', text: 'Dear\n' }],
    };
    assert.deepEqual(contents(ready([message])), [
      'Attached file: letter.md, lines 3–9\n```markdown\nDear\n```\n\nShorten this.',
    ]);
  });
});
