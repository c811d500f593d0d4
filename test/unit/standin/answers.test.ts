import assert from 'node:assert/strict';
import { documentInstruction, fixInstruction } from '../../../src/core/text/code/codeInstructions';
import { changesCode } from '../../../src/core/text/code/keptCode';
import { testMessages } from '../../../src/core/text/code/testPrompt';
import { answer } from '../../standin/answers';
import type { Message } from '../../standin/conversation';
import { tokens } from '../../standin/events';
import { longText } from '../../standin/longText';
import { startStandIn, type StandIn } from '../../standin/server';
import { MARKDOWN_SHOWCASE } from '../../standin/showcase';
import fc from 'fast-check';
import { ask } from './client';
import { parseAnswer, readBytes, type Answer } from './readAnswer';

const user = (text: string): Message => ({ role: 'user', text, images: 0 });
const assistant = (text: string): Message => ({ role: 'assistant', text, images: 0 });
const SYSTEM: Message = {
  role: 'system',
  text: 'You rewrite texts. Answer with the rewritten text alone: no explanation, no comments. Do not translate.',
  images: 0,
};
const rewrite = (instruction: string, text: string): string =>
  answer([SYSTEM, user(`${instruction}\n\n<text>\n${text}\n</text>`)]);

const LETTER = `Hi everyone,

  I'm really happy that we can't lose. In order to commence, you must recieve teh letter.
`;

suite('Stand-in: answers', () => {
  test('each kind of rewriting changes the text in its own way', () => {
    const ways = {
      'Make this clearer': 'To start, you must recieve teh letter.',
      'Make this shorter': "I'm happy that we can't lose. To commence",
      'Make this friendlier': 'could you please recieve',
      'Make this more formal': 'I am really happy that we cannot lose.',
      'Fix spelling and grammar': 'you must receive the letter.',
      'Translate this to French': 'vous devez recieve',
      'Translate this into German': 'Sie müssen recieve',
      'Write it in capitals': 'HI EVERYONE',
      'Make it a list with bullets': "- I'm really happy",
      'Rewrite it as a sailor would': "I'm happy that we can't lose. To start",
    };
    for (const [instruction, piece] of Object.entries(ways)) {
      const text = rewrite(instruction, LETTER);
      assert.ok(text.includes(piece), `${instruction}: ${text}`);
      assert.notEqual(text, LETTER);
    }
  });

  test('rewriting keeps indentation, line ends and the last line break', () => {
    for (const instruction of ['Make this clearer', 'Fix the spelling', 'Make this more formal']) {
      assert.match(rewrite(instruction, LETTER), /^\S.*\n\n {2}\S.*\n$/);
      assert.match(rewrite(instruction, LETTER.replaceAll('\n', '\r\n')), /^\S.*\r\n\r\n {2}\S.*\r\n$/);
    }
  });

  test('code is simplified and commented in its own language', () => {
    const python = 'def big(x):\n    if x > 3:\n        return True\n    else:\n        return False';
    assert.equal(rewrite('Simplify this code', python), 'def big(x):\n    return x > 3');
    assert.match(rewrite('Add comments to this code', python), /^# big.*\ndef big/);
    assert.match(
      rewrite('Add comments', '  function big(x) {\n    return x > 3;\n  }'),
      /^ {2}\/\/ big.*\n {2}function/,
    );
  });

  test('problems are put right, code is documented and tested, by the prompts that we send', () => {
    const code = "function add(a: number) {\n  const seven: number = '7';\n  return a + sevn;\n}";
    const reported =
      "a.ts, line 2: error: Type 'string' is not assignable to type 'number'.\na.ts, line 3: error: Cannot find name 'sevn'. Did you mean 'seven'?";
    const fix = fixInstruction(reported, 2, { before: '// comments', after: '' });
    assert.equal(
      rewrite(`${fix.prompt}\n\n${fix.background ?? ''}`, code),
      code.replace("'7'", '7').replace('sevn', 'seven'),
    );
    const documented = rewrite(documentInstruction('typescript').prompt, code);
    assert.equal(documented, `/** What add is for. */\n${code}`);
    assert.equal(changesCode(code, documented), false);
    const request = { path: 'a.ts', languageId: 'typescript', testPath: 'a.test.ts', framework: undefined };
    const [, user] = testMessages({ ...request, declaration: code, file: code, example: '' }, '');
    assert.match(answer([{ role: 'user', text: user?.content ?? '', images: 0 }]), /test\('add is there'/);
  });

  test('a text that contains the tags itself is taken whole', () => {
    assert.equal(rewrite('Write it in upper case', 'a\n<text>\nb\n</text>\nc'), 'A\n<TEXT>\nB\n</TEXT>\nC');
    assert.equal(rewrite('Make it shorter', ''), '');
  });

  test('an instruction of their own words is not taken for something in the system prompt', () => {
    assert.equal(
      answer([
        { ...SYSTEM, text: 'You rewrite texts. Keep the language unless asked to translate.' },
        user('As a sailor would say it\n\n<text-1>\nIt is very <text> late.\n</text-1>'),
      ]),
      'It is <text> late.',
    );
  });

  test('a question about an attached file is answered, and the file is named', () => {
    const system = { ...SYSTEM, text: 'You are helpful. Explain special terms.' };
    const text = answer([
      system,
      user(
        'Attached file: notes.md\n````markdown\nBuy bread\n```\nand milk\n````\n\nWhat is the capital of France?',
      ),
    ]);
    assert.match(text, /^You attached 3 lines, beginning with “Buy bread ``` and milk”[^]*Paris/);
  });

  test('an explanation names the first words and the number of lines', () => {
    const prose = answer([
      user('Explain this in plain language.\n\n<text>\nThe cat sat.\nIt was warm.\n</text>'),
    ]);
    assert.ok(prose.includes('“The cat sat. It was warm.”') && prose.includes('2 lines'));
    const code = answer([user('Explain this code:\n```js\nfunction add(a, b) {\n  return a + b;\n}\n```')]);
    assert.ok(code.includes('3 lines') && code.includes('`add`'));
  });

  test('a long answer has exactly as many words as asked for, each a token', () => {
    for (const words of [1, 11, 12, 13, 500]) {
      const text = answer([user(`Please write a long ${words}`)]);
      assert.equal(text, longText(words));
      assert.equal(text.split(/\s+/).length, words);
      assert.equal([...tokens(text)].length, words);
    }
  });

  test('tokens joined are the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        assert.equal([...tokens(text)].join(''), text);
      }),
    );
  });

  test('the Markdown showcase has one of everything', () => {
    const text = answer([user('Show me what Markdown can do')]);
    assert.equal(text, MARKDOWN_SHOWCASE);
    for (const sign of [
      '# ',
      '   - ',
      '- [x]',
      '|---',
      '```python',
      '> ',
      '](https',
      '$$',
      '\\(',
      '[^1]:',
      '---',
      '~~',
    ]) {
      assert.ok(text.includes(sign), sign);
    }
  });

  test('an answer goes on where it was cut off, however often', () => {
    const question = user('long 60');
    const whole = longText(60);
    const [one, two] = [whole.slice(0, 50), whole.slice(50, 120)];
    assert.equal(answer([question, assistant(one)]), whole.slice(50));
    assert.equal(answer([question, assistant(one), user('Continue')]), whole.slice(50));
    assert.equal(
      answer([question, assistant(one), user('Please continue.'), assistant(two), user('Go on')]),
      whole.slice(120),
    );
    assert.equal(
      answer([question, assistant(one), user('Your message was cut off. Go on exactly where it stopped.')]),
      whole.slice(50),
    );
    assert.match(answer([question, assistant('Something else'), user('continue')]), /goes on/);
    assert.match(answer([user('continue')]), /continue/);
  });

  test('an answer can tell how much of the conversation reached it', () => {
    assert.match(
      answer([user('Hello'), assistant('Hello!'), user('How many turns was that?')]),
      /number 2 of yours; 3 messages/,
    );
  });

  suite('over the network', () => {
    let standIn: StandIn;

    suiteSetup(async () => {
      standIn = await startStandIn({ tokensPerSecond: Infinity });
    });
    suiteTeardown(() => standIn.close());

    const read = async (
      model: string,
      question: string,
      body: Record<string, unknown> = {},
    ): Promise<Answer> => parseAnswer((await readBytes(await ask(standIn, model, question, { body }))).bytes);

    test('the echo gives back every character', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (text) => {
          fc.pre(!text.startsWith('<think>'));
          assert.equal((await read('standin/echo', text)).text, text);
        }),
        { numRuns: 25 },
      );
    });

    test('models that wrap their answer put chatter, fences or tags around it', async () => {
      const question = 'Make it upper case\n<text>\n  abc\n</text>';
      const text = async (model: string): Promise<string> => (await read(model, question)).text;
      assert.equal(await text('standin/pleasant'), '  ABC');
      assert.match(await text('standin/chatty'), /^Sure! Here is .*\n\n {2}ABC\n\nLet me know/);
      assert.equal(await text('standin/fenced'), '```\n  ABC\n```');
      assert.match(await text('standin/chatty-fenced'), /^Sure!.*\n\n```\n {2}ABC\n```\n\nLet/);
      assert.equal(await text('standin/tagged'), '<text>\n  ABC\n</text>');
      assert.equal(await text('standin/dedented'), 'ABC');
    });

    test('models that think show it in their own way', async () => {
      const plain = await read('standin/pleasant', 'What is the capital of France?');
      for (const model of ['standin/reasoning', 'standin/reasoning-content', 'standin/think-tags']) {
        const answered = await read(model, 'What is the capital of France?');
        assert.ok(answered.reasoning.includes('plain and friendly'), model);
        assert.equal(answered.text.trimStart(), plain.text);
      }
    });

    test('models that call tools call the one that was offered', async () => {
      const tools = [{ type: 'function', function: { name: 'look_up', parameters: {} } }];
      for (const model of ['standin/tool-calls', 'standin/tool-calls-whole']) {
        const answered = await read(model, 'Hello', { tools });
        assert.deepEqual(answered.toolCalls, [{ name: 'look_up', arguments: '{"city":"Paris"}' }]);
        assert.equal(answered.end, 'toolCalls');
      }
    });

    test('an answer stops at the limit that was asked for', async () => {
      const answered = await read('standin/pleasant', 'long 100', { max_tokens: 10 });
      assert.equal(answered.end, 'length');
      assert.equal([...tokens(answered.text)].length, 10);
      assert.equal((await read('standin/pleasant', 'long 100', { max_tokens: 100 })).end, 'stop');
    });

    test('a model out of breath finishes its answer when it is asked to continue', async () => {
      const messages = [{ role: 'user', content: 'long 100' }];
      let text = '';
      let end = '';
      for (let turn = 0; end !== 'stop' && turn < 5; turn += 1) {
        const part = await read('standin/fault-length', '', { messages });
        text += part.text;
        end = part.end;
        messages.push({ role: 'assistant', content: part.text }, { role: 'user', content: 'Continue' });
      }
      assert.equal(text, longText(100));
    });
  });
});
