import assert from 'node:assert/strict';
import fc from 'fast-check';
import { builtInPrompts } from '../../../src/core/prompts/builtInPrompts';
import { formatPromptFile, parsePromptFile } from '../../../src/core/prompts/promptFile';
import {
  promptLibrary,
  promptNamed,
  promptsLike,
  sourceInWords,
  type FoundPrompt,
} from '../../../src/core/prompts/promptLibrary';
import {
  freeName,
  longestPromptName,
  nameFromFile,
  slugOf,
  titleOfName,
} from '../../../src/core/prompts/promptName';
import { readsInWords, runInWords } from '../../../src/core/prompts/promptWords';
import { slashCommandIn } from '../../../src/core/prompts/slashCommand';
import { usesSelection } from '../../../src/core/prompts/template';

const own = (fileName: string, text = 'Text'): FoundPrompt => ({
  source: { kind: 'own', fileName },
  fileName,
  text,
});
const shared = (fileName: string, folder: string, text = 'Text'): FoundPrompt => ({
  source: {
    kind: 'workspace',
    uri: `file:///${folder}/${fileName}`,
    folder,
    path: `.github/prompts/${fileName}`,
  },
  fileName,
  text,
});
const named = (found: readonly FoundPrompt[]): Record<string, string> =>
  Object.fromEntries(promptLibrary(found).map(({ name, source }) => [name, sourceInWords(source)]));

suite('the prompt library', () => {
  test('each prompt that comes along is whole: a description, a text, no unknown variable, a name of its own', () => {
    const entries = promptLibrary([]);
    assert.equal(entries.length, builtInPrompts.length);
    for (const { name, file, title } of entries) {
      assert.equal(slugOf(name), name);
      assert.equal(file.damagedLine, undefined, name);
      assert.deepEqual(file.template.unknown, [], name);
      assert.deepEqual(file.models, [], name);
      assert.ok(
        file.description.length > 20 && file.description.length <= 80,
        `${name}: ${file.description}`,
      );
      assert.doesNotMatch(file.description, /[.]$/, name);
      assert.match(title, /^\p{Lu}/u);
      assert.ok(file.body.length > 100, name);
      for (const { placeholder } of file.template.inputs) assert.match(placeholder, /^such as /, name);
      if (file.result === 'rewrite') assert.ok(usesSelection(file.template), name);
      assert.ok(usesSelection(file.template) || file.template.inputs.length > 0, name);
    }
  });

  test('one of the person’s takes the place of a built-in one, a workspace’s never does', () => {
    const names = named([
      shared('summary.prompt.md', 'letters'),
      shared('review.prompt.md', 'letters'),
      shared('review.prompt.md', 'More letters'),
      own('fix-grammar.prompt.md'),
      own('Review.prompt.md', '---\nname: Summary\n---\nx'),
    ]);
    assert.equal(names['fix-grammar'], 'yours');
    assert.equal(names['summary'], 'yours');
    assert.equal(names['letters:summary'], 'from the folder letters');
    assert.equal(names['review'], 'from the folder letters');
    assert.equal(names['more-letters:review'], 'from the folder More letters');
    assert.equal(names['shorter'], 'built in');
  });

  test('every prompt that is found has a name of its own that can be typed', () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('review', 'Review!', '', '…', 'summary'),
    );
    const prompt = fc.tuple(words, words, fc.boolean()).map(([file, name, isOwn]) => {
      const text = name === '' ? 'x' : `---\nname: ${JSON.stringify(name)}\n---\nx`;
      return isOwn ? own(`${file}.prompt.md`, text) : shared(`${file}.prompt.md`, name, text);
    });
    fc.assert(
      fc.property(fc.array(prompt), (found) => {
        const entries = promptLibrary(found);
        assert.equal(new Set(entries.map(({ name }) => name)).size, entries.length);
        assert.equal(entries.filter(({ source }) => source.kind !== 'builtIn').length, found.length);
        for (const { name } of entries) {
          assert.deepEqual(slashCommandIn(`/${name} rest`), { name, rest: 'rest' });
          assert.ok(promptNamed(entries, name)?.name === name);
        }
      }),
    );
  });

  test('a name can be written in many ways, in any script', () => {
    const entries = promptLibrary([own('brief-an-die-behörde.prompt.md'), own('要約.prompt.md')]);
    for (const words of ['/fix-grammar', 'Fix grammar', 'FIX-GRAMMAR'])
      assert.equal(promptNamed(entries, words)?.name, 'fix-grammar');
    assert.equal(promptNamed(entries, 'Brief an die Behörde')?.name, 'brief-an-die-behörde');
    assert.equal(promptNamed(entries, '要約')?.title, '要約');
    assert.equal(promptNamed(entries, 'nothing like it'), undefined);
    assert.equal(promptNamed(entries, ''), undefined);
    assert.equal(slugOf('  Don’t / Panic!.. '), 'dont-panic');
    assert.equal(nameFromFile('a.b.PROMPT.md'), 'a.b');
    assert.equal(nameFromFile('notes.md'), 'notes');
    assert.equal(titleOfName('letter-to-landlord'), 'Letter to landlord');
    assert.equal(titleOfName('ABC x'), 'ABC x');
    const long = 'x'.repeat(longestPromptName);
    assert.equal(
      freeName(long, (name) => name === long),
      `${'x'.repeat(longestPromptName - 2)}-2`,
    );
  });

  test('typing finds names by their beginning first, then by a word in them', () => {
    const entries = promptLibrary([own('my-summary.prompt.md')]);
    assert.deepEqual(
      promptsLike(entries, 'Su').map(({ name }) => name),
      ['summary', 'my-summary'],
    );
    assert.deepEqual(promptsLike(entries, 'usr'), []);
    assert.equal(promptsLike(entries, '').length, entries.length);
  });

  test('a slash in an ordinary text calls nothing', () => {
    for (const text of [
      '/usr/bin',
      ' /summary',
      'and/or',
      '//',
      '/',
      '1/2/2026',
      '/ summary',
      '/a/b c',
      '/sum?',
    ]) {
      assert.equal(slashCommandIn(text), undefined, text);
    }
    assert.deepEqual(slashCommandIn('/Summary\ntwo\nlines '), { name: 'summary', rest: 'two\nlines' });
  });

  test('a file says what VS Code’s own prompt files say, and ours', () => {
    const file = parsePromptFile(
      "---\nname: Review\ndescription: Looks at it\nmodel: ['A', 'B']\nagent: ask\nargument-hint: what\nhuggingphaze-result: rewrite\n---\n\nBody ${selection}\n",
    );
    const { template, ...rest } = file;
    assert.ok(usesSelection(template));
    assert.deepEqual(rest, {
      name: 'Review',
      description: 'Looks at it',
      models: ['A', 'B'],
      argumentHint: 'what',
      result: 'rewrite',
      body: 'Body ${selection}',
    });
    assert.equal(parsePromptFile('---\nmodel [\n---\nBody').damagedLine, 2);
    assert.equal(parsePromptFile('---\nmodel [\n---\nBody').body, 'Body');
  });

  test('a message becomes a file that says the same again, whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme' })),
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom('---\nname: x\n---\nText', '---', '# Hello'),
        ),
        (description, body) => {
          const file = parsePromptFile(formatPromptFile(description.trim(), body));
          assert.equal(file.body, body.trim());
          assert.equal(file.description, description.replace(/\s+/g, ' ').trim());
          assert.equal(file.name, undefined);
        },
      ),
    );
  });

  test('the transcript names the prompt, what was given and what it was about', () => {
    const input = { name: 'language', value: 'French' };
    const short = { name: 'translate', inputs: [input], addition: '', about: [] };
    assert.equal(runInWords(short), '/translate French');
    assert.equal(
      runInWords({
        ...short,
        inputs: [input, { name: 'tone', value: 'warm' }],
        about: ['lines 1–2 of a.md', 'the clipboard'],
      }),
      '/translate language: French; tone: warm\n\n(About lines 1–2 of a.md and the clipboard.)',
    );
  });

  test('what a prompt sends of the person’s is named in full', () => {
    const { template } = parsePromptFile(
      '${selectedText} ${file} ${clipboard} ${workspaceFolder} ${input:x} ${date}',
    );
    assert.deepEqual(readsInWords(template), [
      'the selected text',
      'the whole text of the open document',
      'what you copied last (the clipboard)',
      'the name of its folder',
      'what you answer when it asks',
    ]);
  });
});
