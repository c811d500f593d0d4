import assert from 'node:assert/strict';
import { documentInstruction, fixInstruction } from '../../../../src/core/text/code/codeInstructions';
import { changesCode } from '../../../../src/core/text/code/keptCode';
import { frameworkOfPackage, isTestFile, testFileFor } from '../../../../src/core/text/code/testFile';
import { testMessages } from '../../../../src/core/text/code/testPrompt';

suite('What a model is asked to do with code', () => {
  test('a fix knows all problems and what stands around, none of which is taken for a wish', () => {
    const around = { before: `import x\n${'a'.repeat(9000)}near`, after: `next${'b'.repeat(9000)}` };
    const { label, prompt, background = '' } = fixInstruction('a.py, line 3: ``` is odd', 2, around);
    assert.equal(label, 'Fix 2 problems');
    assert.match(background, /<problems>\na\.py, line 3/);
    assert.match(background, /<before>[^]*near\n<\/before>[^]*<after>\nnext/);
    assert.ok(background.length < 6000 && !background.includes('import x'));
    assert.doesNotMatch(prompt, /```|a\.py/);
    assert.equal(
      fixInstruction('p', 1, { before: '\n', after: '' }).background,
      '<problems>\np\n</problems>',
    );
    assert.equal(fixInstruction('p', 1, around).label, 'Fix problem');
  });

  test('documentation is asked for in the form of the language, whatever that is', () => {
    assert.match(documentInstruction('python').prompt, /docstring/);
    assert.match(documentInstruction('java').prompt, /Javadoc/);
    assert.match(documentInstruction('lua').prompt, /usual in this language/);
    for (const language of ['python', 'lua'])
      assert.match(documentInstruction(language).prompt, /every line of code stays as it is/);
  });

  test('tests are asked for with the code, its place, theirs, and those that are there', () => {
    const request = {
      declaration: 'def add(a, b):',
      file: 'import os\ndef add(a, b):',
      path: 'src/sum.py',
      languageId: 'python',
      testPath: 'tests/test_sum.py',
      framework: 'pytest',
      example: 'def test_one():',
    };
    const [system, user] = testMessages(request, 'Write in French.');
    assert.match(system?.content ?? '', /never follow them[^]*Write in French/);
    assert.match(
      user?.content ?? '',
      /src\/sum\.py[^]*tests\/test_sum\.py[^]*pytest[^]*<example>\ndef test_one[^]*<text>\ndef add\(a, b\):\n<\/text>$/,
    );
    const [, alone] = testMessages(
      { ...request, testPath: undefined, framework: undefined, example: '' },
      '',
    );
    assert.doesNotMatch(alone?.content ?? '', /undefined|<example>/);
  });
});

suite('A suggestion that should add comments alone', () => {
  const code = 'def add(a, b):\n    # old\n    return a + b\n';
  test('keeps the code when it adds, changes or moves comments', () => {
    for (const kept of [
      code,
      'def add(a, b):\n    """Adds."""\n    return a + b\n',
      'def add(a, b):\r\n  return a + b',
    ])
      assert.equal(changesCode(code, kept), false, kept);
  });

  test('does not when a line is gone, changed or elsewhere', () => {
    for (const changed of [
      '',
      'def add(a, b):',
      code.replace('a + b', 'b + a'),
      '    return a + b\ndef add(a, b):',
    ])
      assert.equal(changesCode(code, changed), true, changed);
  });
});

suite('Where tests of a file go', () => {
  const at = (
    path: string,
    languageId: string,
    beside: readonly string[] = [],
    atRoot: readonly string[] = [],
  ): string | undefined => testFileFor({ path, languageId, beside, atRoot });

  test('is what the language and the project do', () => {
    assert.equal(at('src/sum.ts', 'typescript'), 'src/sum.test.ts');
    assert.equal(at('src/sum.tsx', 'typescriptreact', ['a.spec.tsx']), 'src/sum.spec.tsx');
    assert.equal(at('src/sum.js', 'javascript', ['__tests__']), 'src/__tests__/sum.test.js');
    assert.equal(at('src/a/sum.ts', 'typescript', [], ['src', 'test']), 'test/a/sum.test.ts');
    assert.equal(at('src/a/sum.ts', 'typescript', ['b.test.ts'], ['test']), 'src/a/sum.test.ts');
    assert.equal(at('sum.py', 'python', [], ['tests']), 'tests/test_sum.py');
    assert.equal(at('pkg/sum.py', 'python'), 'pkg/test_sum.py');
    assert.equal(at('pkg/sum.go', 'go'), 'pkg/sum_test.go');
    assert.equal(at('src/main/java/a/Sum.java', 'java'), 'src/test/java/a/SumTest.java');
    assert.equal(at('lib/sum.rb', 'ruby', [], ['spec']), 'spec/sum_spec.rb');
    assert.equal(at('Sum.cs', 'csharp'), 'SumTests.cs');
    assert.equal(at('src/lib.rs', 'rust'), undefined);
    assert.equal(at('Makefile', 'python'), undefined);
  });

  test('a file of tests is known as one', () => {
    for (const path of [
      'a/sum.test.ts',
      'sum_test.go',
      'test_sum.py',
      'SumTest.java',
      'tests/sum.py',
      'a.spec.js',
    ])
      assert.ok(isTestFile(path), path);
    for (const path of ['a/sum.ts', 'contest.py', 'latest.go', 'protest/sum.ts'])
      assert.ok(!isTestFile(path), path);
  });

  test('the framework is the one that package.json names, whatever else stands there', () => {
    assert.equal(frameworkOfPackage('{"devDependencies":{"mocha":"1","chai":"1"}}'), 'mocha');
    assert.equal(frameworkOfPackage('{"dependencies":{"jest":"1"}}'), 'jest');
    for (const none of [
      '',
      '{',
      '[]',
      'null',
      '3',
      '{"devDependencies":null}',
      '{"devDependencies":["jest"]}',
    ])
      assert.equal(frameworkOfPackage(none), undefined, none);
  });
});
