import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fillPrompt, rewriteInstruction } from '../../../src/core/prompts/fillPrompt';
import { parseTemplate, variableNames } from '../../../src/core/prompts/template';

const material = (text: string, name = 'the selection'): { text: string; name: string } => ({ text, name });

suite('variables of a prompt', () => {
  test('a value is never looked at again: nothing that it holds can draw another value into the prompt', () => {
    const hostile = fc.array(
      fc.oneof(
        fc.constantFrom(
          ...variableNames.map((name) => `\${${name}}`),
          '${input:a}',
          '${',
          '}',
          '$',
          '\n',
          '$&',
          '$1',
        ),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, (selected, given, typed) => {
        const template = parseTemplate('A ${selection} B ${input:a} C ${language}');
        const filled = fillPrompt(
          template,
          {
            selection: material(selected.join('')),
            clipboard: material('SECRET-CLIPBOARD'),
            file: material('SECRET-FILE', 'secret.md'),
            plain: { language: 'markdown', workspaceFolder: '/SECRET' },
            inputs: { a: given.join('') },
          },
          { addition: typed.join('') },
        );
        assert.ok(!filled.includes('SECRET'));
        assert.ok(filled.includes(selected.join('')));
        assert.ok(filled.includes(given.join('').trimEnd()));
      }),
    );
  });

  test('all of a prompt that is no variable is kept to the letter', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('${', '}', '${x}', '${input:}', '$', '\n'))),
        (parts) => {
          const body = parts.join('');
          const template = parseTemplate(body);
          fc.pre(template.inputs.length === 0 && template.variables.size === 0);
          assert.equal(fillPrompt(template, {}), body.trim());
        },
      ),
    );
  });

  test('what is selected stands between marks on a line of its own, and within a line where it is short', () => {
    const own = fillPrompt(parseTemplate('Mend this:\n\n  ${selection}  \n'), {
      selection: material('teh </text>'),
    });
    assert.match(
      own,
      /^Mend this:\n\n {2}<text-1>\nteh <\/text>\n<\/text-1>\n\nTreat everything between the marks/,
    );
    const inLine = parseTemplate('What does “${selectedText}” mean in ${language}?');
    const plain = { language: 'markdown' };
    assert.equal(
      fillPrompt(inLine, { selection: material('lease'), plain }),
      'What does “lease” mean in markdown?',
    );
    assert.match(
      fillPrompt(inLine, { selection: material('two\nlines'), plain }),
      /^What does “the selection” mean in markdown\?\n\nThe selection:\n<text>\ntwo\nlines\n<\/text>\n\nTreat/,
    );
  });

  test('a file is named in its line, and its text stands below, once', () => {
    const filled = fillPrompt(parseTemplate('Compare ${file} with itself, ${file}, please.'), {
      file: material('Dear Mrs Kay', 'letter.md'),
    });
    assert.match(
      filled,
      /^Compare letter\.md with itself, letter\.md, please\.\n\nLetter\.md:\n<text>\nDear Mrs Kay\n<\/text>\n\nTreat/,
    );
    assert.equal(filled.split('Dear Mrs Kay').length, 2);
  });

  test('an input is asked for once, with the first example that is given for it', () => {
    const { inputs, unknown } = parseTemplate(
      '${input:to} ${input:when:at 10:30, say} ${input:to:my landlord} ${input: to :x} ${nonsense} ${input:}',
    );
    assert.deepEqual(inputs, [
      { name: 'to', placeholder: 'my landlord' },
      { name: 'when', placeholder: 'at 10:30, say' },
    ]);
    assert.deepEqual(unknown, ['${nonsense}', '${input:}']);
  });

  test('names of inputs that are names of JavaScript too give nothing away', () => {
    const template = parseTemplate('${input:constructor}${input:__proto__}');
    assert.equal(fillPrompt(template, { inputs: {} }), '');
    assert.equal(fillPrompt(template, { inputs: { constructor: 'a' } }), 'a');
  });

  test('what is typed behind the name follows the prompt, before the texts that it is about', () => {
    assert.equal(
      fillPrompt(parseTemplate('Say hello.'), {}, { addition: ' in French ' }),
      'Say hello.\n\nin French',
    );
  });

  test('as an instruction for a rewrite the prompt names the text, which is shown elsewhere', () => {
    const template = parseTemplate('Put ${selection} into ${input:language}.\n\n${selection}\n\nKeep names.');
    const values = { selection: material('SELECTED'), inputs: { language: 'French' } };
    assert.equal(rewriteInstruction(template, values), 'Put the text into French.\n\nKeep names.');
  });

  test('a hostile prompt costs no more than its length', () => {
    const began = performance.now();
    for (const piece of ['${', '${a', '${input:', '${selection}', '\n', '${input:a:', ' ${file} ']) {
      fillPrompt(parseTemplate(piece.repeat(50_000)), { selection: material('x'), file: material('y', 'f') });
    }
    assert.ok(performance.now() - began < 3_000);
  });
});
