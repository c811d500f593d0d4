import assert from 'node:assert/strict';
import { rewriteInstructionFrom } from '../../../src/editor/commandArguments';

suite('What a command to rewrite is told', () => {
  test('an instruction by its id, or in words; how it is called; and by which model', () => {
    assert.equal(rewriteInstructionFrom({ instruction: 'shorter' })?.label, 'Shorter');
    assert.deepEqual(
      rewriteInstructionFrom({ instruction: 'As a haiku', title: ' Haiku ', model: 'maker/model:groq' }),
      {
        id: 'own',
        label: 'Haiku',
        detail: '',
        prompt: 'As a haiku',
        kind: 'both',
        modelId: 'maker/model:groq',
      },
    );
  });

  test('nothing that can’t be meant: no instruction, no title, no model of that name', () => {
    for (const value of [undefined, null, 'shorter', 7, {}, { instruction: '' }, { instruction: 1 }])
      assert.equal(rewriteInstructionFrom(value), undefined);
    for (const odd of ['', ' ', 7, null, 'a b', 'https://elsewhere.example/x', 'x'.repeat(20) + '\n']) {
      const read = rewriteInstructionFrom({ instruction: 'shorter', model: odd });
      assert.equal(read?.modelId, undefined, String(odd));
    }
    const long = rewriteInstructionFrom({ instruction: 'shorter', title: 'x'.repeat(5_000) });
    assert.equal(long?.label.length, 200);
    assert.equal(rewriteInstructionFrom({ instruction: 'shorter', title: ' ' })?.label, 'Shorter');
  });
});
