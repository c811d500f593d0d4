import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contextBudget, fitTurns, type TurnSizes } from '../../../src/core/chat/contextPolicy';
import type { Attachment, Message } from '../../../src/core/chat/message';
import { buildPrompt, planPrompt, type Prompt, type PromptOptions } from '../../../src/core/chat/prompt';
import { estimateTokens, tokensPerMessage } from '../../../src/core/inference/tokenEstimate';

/** Sizes of a turn without its attachments, and of the attachments. */
const sizes = fc.array(fc.tuple(fc.nat({ max: 300 }), fc.nat({ max: 300 })), { maxLength: 12 });

const turnsOf = (list: readonly (readonly [number, number])[]): readonly TurnSizes[] =>
  list.map(([text, attachments]) => ({ whole: () => text + attachments, bare: () => text }));

/** What the policy says, step by step: the ladder as it is documented. */
function firstStepThatFits(
  list: readonly (readonly [number, number])[],
  available: number,
): { firstSeen: number; firstWhole: number; size: number } | undefined {
  const latest = Math.max(list.length - 1, 0);
  const size = (firstSeen: number, firstWhole: number): number =>
    list.reduce(
      (sum, [text, attachments], index) =>
        sum + (index < firstSeen ? 0 : text + (index < firstWhole ? 0 : attachments)),
      0,
    );
  const steps: (readonly [number, number])[] = [];
  for (let firstWhole = 0; firstWhole <= latest; firstWhole += 1) steps.push([0, firstWhole]);
  for (let firstSeen = 1; firstSeen <= latest; firstSeen += 1) steps.push([firstSeen, latest]);
  const step = steps.find(([firstSeen, firstWhole]) => size(firstSeen, firstWhole) <= available);
  return step && { firstSeen: step[0], firstWhole: step[1], size: size(...step) };
}

suite('What is left out when a conversation does not fit', () => {
  test('is what the documented ladder says, for conversations of every shape', () => {
    fc.assert(
      fc.property(sizes, fc.nat({ max: 3_000 }), (list, available) => {
        assert.deepEqual(fitTurns(turnsOf(list), available), firstStepThatFits(list, available));
      }),
    );
  });

  test('is never more because there is more room', () => {
    fc.assert(
      fc.property(sizes, fc.nat({ max: 3_000 }), fc.nat({ max: 500 }), (list, available, more) => {
        const less = fitTurns(turnsOf(list), available);
        if (!less) return;
        const wider = fitTurns(turnsOf(list), available + more);
        assert.ok(wider && wider.firstSeen <= less.firstSeen && wider.firstWhole <= less.firstWhole);
      }),
    );
  });

  test('a long conversation is not measured beyond what fits', () => {
    const measured: number[] = [];
    const turns = Array.from({ length: 1_000 }, (_, index) => {
      const size = (): number => (measured.push(index), 10);
      return { whole: size, bare: size };
    });
    assert.deepEqual(fitTurns(turns, 45), { firstSeen: 996, firstWhole: 999, size: 40 });
    assert.equal(Math.min(...measured), 995);
  });
});

suite('The room for the answer', () => {
  test('is a quarter of the window, at most 4,096 tokens; what is asked for, at most half', () => {
    assert.deepEqual(contextBudget(8_000, undefined), { window: 8_000, isKnown: true, answer: 2_000 });
    assert.equal(contextBudget(131_072, undefined).answer, 4_096);
    assert.equal(contextBudget(8_000, 300).answer, 300);
    assert.equal(contextBudget(8_000, 7_000).answer, 4_000);
    assert.equal(contextBudget(undefined, undefined).isKnown, false);
  });
});

interface Exchange {
  readonly question: string;
  readonly files: readonly string[];
  readonly reply: string;
}

const words = fc.nat({ max: 200 }).map((count) => 'word '.repeat(count).trim());
const exchange: fc.Arbitrary<Exchange> = fc.record({
  question: words,
  files: fc.array(words, { maxLength: 2 }),
  reply: words,
});

function pathOf(exchanges: readonly Exchange[], question: string): readonly Message[] {
  const message = (id: string, text: string, files: readonly string[]): Message => ({
    role: 'user',
    id,
    parentId: null,
    createdAt: 0,
    text,
    attachments: files.map((file, index): Attachment => ({
      id: `${id}-${index}`,
      label: `${id}-${index}.md`,
      languageId: 'markdown',
      text: `${file} ${id}-${index}`,
    })),
  });
  return [
    ...exchanges.flatMap(({ question: text, files, reply }, index): Message[] => [
      message(`u${index}`, `question ${index} ${text}`, files),
      {
        role: 'assistant',
        id: `a${index}`,
        parentId: `u${index}`,
        createdAt: 0,
        text: reply,
        reasoning: '',
        state: 'done',
        model: 'm',
      },
    ]),
    message('last', question, []),
  ];
}

const write = (path: readonly Message[], options: Partial<PromptOptions>): Prompt =>
  buildPrompt(path, { customInstructions: 'Rhyme.', ...options });

suite('A prompt for a window of any size', () => {
  const inputs = [fc.array(exchange, { maxLength: 8 }), fc.integer({ min: 400, max: 4_000 })] as const;

  test('never exceeds it, keeps system prompt and latest question, and lets roles alternate', () => {
    fc.assert(
      fc.property(...inputs, fc.boolean(), (exchanges, contextLength, continueLast) => {
        const prompt = write(pathOf(exchanges, 'the last question'), { contextLength, continueLast });
        assert.ok(prompt.kind === 'ready');
        const taken = prompt.messages.reduce(
          (sum, { content }) => sum + estimateTokens(content) + tokensPerMessage,
          0,
        );
        const { answer } = contextBudget(contextLength, undefined);
        assert.ok(taken <= contextLength - answer, `${taken} of ${contextLength - answer}`);
        assert.match(prompt.messages[0]?.content ?? '', /Rhyme\.$/);
        assert.match(prompt.messages.at(-1)?.content ?? '', continueLast ? /cut off/ : /the last question$/);
        prompt.messages.forEach(({ role }, index) =>
          assert.notEqual(role, prompt.messages[index - 1]?.role, 'two messages of one role in a row'),
        );
      }),
    );
  });

  test('shows whole turns only, and no less in a larger window', () => {
    fc.assert(
      fc.property(...inputs, fc.nat({ max: 1_000 }), (exchanges, contextLength, more) => {
        const path = pathOf(exchanges, 'the last question');
        const seenIn = (length: number): readonly string[] => {
          const plan = planPrompt(path, { customInstructions: '', contextLength: length });
          assert.ok(plan.kind === 'ready');
          const { sizes: parts } = plan;
          assert.equal(parts.instructions + parts.latest + parts.earlier + parts.attachments, plan.size);
          for (const { messages } of plan.turns) assert.equal(messages[0]?.role, 'user');
          return plan.turns.flatMap(({ messages, isWhole }) =>
            messages.flatMap(({ id }) => [id, ...(isWhole ? [`${id} with attachments`] : [])]),
          );
        };
        const wider = new Set(seenIn(contextLength + more));
        for (const seen of seenIn(contextLength)) assert.ok(wider.has(seen), seen);
      }),
    );
  });
});

suite('A file attached long ago', () => {
  const long = 'word '.repeat(400).trim();
  const path = pathOf(
    [
      { question: '', files: [long], reply: 'one' },
      { question: '', files: [long], reply: 'two' },
      { question: '', files: [], reply: 'three' },
    ],
    'And now?',
  );
  const textOf = (prompt: Prompt): string =>
    prompt.kind === 'ready' ? prompt.messages.map(({ content }) => content).join('\n') : '';

  test('gives way before anything that was said, the oldest first, and the model is told so', () => {
    const all = textOf(write(path, { contextLength: 2_000 }));
    assert.ok(all.includes('word u0-0') && all.includes('word u1-0'));
    const some = textOf(write(path, { contextLength: 1_200 }));
    assert.ok(!some.includes('word u0-0') && some.includes('word u1-0'));
    assert.ok(some.includes('Attached file: u0-0.md (no longer included'));
    assert.ok(some.includes('question 0') && some.includes('one'));
    const none = textOf(write(path, { contextLength: 600 }));
    assert.ok(!none.includes('word u1-0') && none.includes('question 0') && none.includes('question 2'));
  });

  test('tells from which message on attachments are seen', () => {
    const from = (contextLength: number): string | undefined => {
      const plan = planPrompt(path, { customInstructions: '', contextLength });
      assert.ok(plan.kind === 'ready');
      return plan.attachmentsSeenFromId;
    };
    assert.deepEqual([from(2_000), from(1_200), from(600)], [undefined, 'u1', 'u2']);
  });
});

suite('Instructions', () => {
  test('of the workspace and of the conversation add to the person’s own', () => {
    const prompt = write(pathOf([], 'Hello'), {
      workspaceInstructions: 'Write British English.',
      chatInstructions: ' You are a gardener. ',
    });
    assert.ok(prompt.kind === 'ready');
    assert.match(
      prompt.messages[0]?.content ?? '',
      /Rhyme\.\n\n.*folder.*\nWrite British English\.\n\n.*conversation.*\nYou are a gardener\.$/,
    );
  });
});
