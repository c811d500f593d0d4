import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { fileParts, readFrontMatter, withField } from '../../../src/core/prompts/frontMatter';

/** Blanks around a value mean nothing to whoever asks for one. */
function trimmed(value: string | readonly string[]): string | readonly string[] {
  return typeof value === 'string' ? value.trim() : value.map((item) => item.trim());
}

suite('front matter of prompt files', () => {
  test('what a YAML writer writes is read as the YAML reader reads it', () => {
    const text = fc
      .oneof(
        fc.string({ unit: 'grapheme' }),
        fc.stringMatching(/^[a-z:#'"\\ ,[\]{}&*!|>%@`-]{0,20}$/),
        fc.lorem({ maxCount: 3, mode: 'sentences' }),
        fc.constantFrom(
          'true',
          '12',
          '2026-11-26',
          'null',
          "it's",
          'a: b',
          'two\nlines\n',
          ' blank ',
          '#no',
          '~',
        ),
      )
      // Blanks that are no blanks to YAML mean nothing to whoever writes a head.
      .map((value) => value.replace(/[^\S \n]/g, 'x'));
    // Texts of several lines within lists are passed over: no field has them.
    const short = text.filter((value) => value.length < 60 && !/[\r\n]/.test(value));
    const fields = fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,9}$/), fc.oneof(text, fc.array(short)), {
      noNullPrototype: true,
      minKeys: 1,
    });
    fc.assert(
      fc.property(fields, (written) => {
        const { fields: read, damagedLine } = readFrontMatter(`---\n${dump(written)}---\n`);
        assert.equal(damagedLine, undefined);
        for (const [name, value] of Object.entries(written)) {
          assert.deepEqual(trimmed(read.get(name) ?? []), trimmed(value), name);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('what others write by hand is read, lists and comments too', () => {
    const { fields, damagedLine } = readFrontMatter(
      [
        '---',
        '# for all of us',
        "agent: 'agent'",
        'model: GPT-4o  # the good one',
        "tools: [\"search\", codebase, 'it''s']",
        'hands:',
        '  - one',
        '  - "two"',
        'nested:',
        '  deep: 1',
        'description: >-',
        '  Looks at',
        '  the text',
        '---',
        '',
      ].join('\r\n'),
    );
    assert.equal(damagedLine, undefined);
    assert.deepEqual(Object.fromEntries(fields), {
      agent: 'agent',
      model: 'GPT-4o',
      tools: ['search', 'codebase', "it's"],
      hands: ['one', 'two'],
      description: 'Looks at the text',
    });
  });

  test('a damaged line is named, and the rest is read', () => {
    const { fields, damagedLine } = readFrontMatter(
      '---\nmodel: [a, b\ndescription Looks\nname: "open\nargument-hint: words\n---\n',
    );
    assert.equal(damagedLine, 2);
    assert.deepEqual(Object.fromEntries(fields), { 'argument-hint': 'words' });
  });

  test('a rule at the head of a text, or one that nothing closes, is no front matter', () => {
    for (const text of ['---\n\nText\n---\n', '---\nname: a\nText', 'Text\n---\nname: a\n---\n', '']) {
      assert.deepEqual(fileParts(text), { head: '', body: text });
    }
    assert.deepEqual(fileParts('---\nname: a\n---'), { head: '---\nname: a\n---', body: '' });
    assert.deepEqual(fileParts('---\n---\nText'), { head: '---\n---\n', body: 'Text' });
  });

  test('a field is changed without touching anything else of the file, whatever it holds', () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('no', '12', 'a: b', "'", '- x', ''),
    );
    fc.assert(
      fc.property(value, fc.string({ unit: 'grapheme' }), (name, body) => {
        const before = `---\n# mine\nname: >\n  old\n  name\ntools: [a]\n---\n${body}`;
        const { head, body: after } = fileParts(withField(before, 'name', name));
        assert.equal(after, body);
        assert.deepEqual(load(head.replaceAll('---\n', '')), { name, tools: ['a'] });
        assert.ok(head.includes('# mine\n'));
      }),
    );
    assert.equal(withField('Text', 'name', 'a'), '---\nname: a\n---\nText');
    assert.equal(
      withField('---\r\nx: y\r\n---\r\nText', 'name', 'a'),
      '---\r\nname: a\r\nx: y\r\n---\r\nText',
    );
  });

  test('a hostile head costs no more than its length', () => {
    const began = performance.now();
    for (const piece of ['---\n', 'a: "\\', "a: [',", '- ', 'a: ${', '\n---', ' #']) {
      const text = `---\nx: y\n${piece.repeat(40_000)}`;
      readFrontMatter(fileParts(text).head);
      readFrontMatter(text);
      withField(text, 'name', 'a');
    }
    assert.ok(performance.now() - began < 3_000);
  });
});
