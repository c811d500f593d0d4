import assert from 'node:assert/strict';
import { mostProblems, problemsLabel, problemsText, type Problem } from '../../../src/core/text/problemsText';

const problem: Problem = {
  file: 'src/a.ts',
  severity: 'error',
  line: 3,
  column: 5,
  message: 'Type expected.',
  source: 'ts 1110',
  code: '    let x: ;',
};

suite('Problems that go along', () => {
  test('tell where and what, with the line itself, the worst first', () => {
    const note: Problem = {
      ...problem,
      severity: 'note',
      file: 'letter.md',
      message: 'Spelling.',
      source: '',
      code: '',
    };
    assert.equal(
      problemsText([note, problem]),
      'src/a.ts, line 3, column 5: error: Type expected. (ts 1110)\n    let x: ;\nletter.md, line 3, column 5: note: Spelling.',
    );
  });

  test('end somewhere, and say so', () => {
    const text = problemsText(Array.from({ length: mostProblems + 7 }, () => ({ ...problem, code: '' })));
    assert.equal(text.split('\n').length, mostProblems + 1);
    assert.ok(text.endsWith('… and 7 more.'));
  });

  test('are counted in words', () => {
    assert.equal(problemsLabel(1), '1 problem');
    assert.equal(problemsLabel(2, 'letter.md'), '2 problems in letter.md');
  });
});
