import assert from 'node:assert/strict';
import { fillPrompt, fillTemplateOf } from '../../../src/core/continuation/fillInMiddle';

/** What is sent for `a` before the cursor and `b` behind it, and which way. */
function sent(modelId: string): readonly [through: string, prompt: string | undefined] | undefined {
  const template = fillTemplateOf(modelId);
  return template && [template.through, fillPrompt(template, 'a', 'b')];
}

suite('Models that were taught to fill gaps', () => {
  const expected: Readonly<Record<string, readonly [string, string]>> = {
    'Qwen/Qwen3-Coder-30B-A3B-Instruct': ['chat', '<|fim_prefix|>a<|fim_suffix|>b<|fim_middle|>'],
    'Qwen/Qwen3-Coder-480B-A35B-Instruct:cheapest': ['chat', '<|fim_prefix|>a<|fim_suffix|>b<|fim_middle|>'],
    'Qwen/Qwen2.5-Coder-7B': ['completion', '<|fim_prefix|>a<|fim_suffix|>b<|fim_middle|>'],
    'google/codegemma-2b': ['completion', '<|fim_prefix|>a<|fim_suffix|>b<|fim_middle|>'],
    'bigcode/starcoder2-15b:featherless-ai': ['completion', '<fim_prefix>a<fim_suffix>b<fim_middle>'],
    'bigcode/starcoderbase-1b': ['completion', '<fim_prefix>a<fim_suffix>b<fim_middle>'],
    'ibm-granite/granite-8b-code-base-4k': ['completion', '<fim_prefix>a<fim_suffix>b<fim_middle>'],
    'deepseek-ai/deepseek-coder-6.7b-base': ['completion', '<｜fim▁begin｜>a<｜fim▁hole｜>b<｜fim▁end｜>'],
    'deepseek-ai/DeepSeek-Coder-V2-Lite-Base': ['completion', '<｜fim▁begin｜>a<｜fim▁hole｜>b<｜fim▁end｜>'],
    'mistralai/Codestral-22B-v0.1': ['completion', '[SUFFIX]b[PREFIX]a'],
    'codellama/CodeLlama-7b-hf': ['completion', '<PRE> a <SUF>b <MID>'],
  };
  for (const [modelId, prompt] of Object.entries(expected)) {
    test(`${modelId} gets the text in its own marks`, () => assert.deepEqual(sent(modelId), prompt));
  }

  test('models that were not taught so are asked in words', () => {
    for (const modelId of [
      'meta-llama/Llama-3.3-70B-Instruct',
      'Qwen/Qwen2.5-Coder-32B-Instruct',
      'google/codegemma-7b-it',
      'codellama/CodeLlama-34b-hf',
      'codellama/CodeLlama-7b-Instruct-hf',
      'deepseek-ai/deepseek-coder-6.7b-instruct',
      'deepseek-ai/DeepSeek-V3',
      '',
    ])
      assert.equal(fillTemplateOf(modelId), undefined, modelId);
  });

  test('a text that has such marks itself cannot break out of its place', () => {
    for (const modelId of Object.keys(expected)) {
      const template = fillTemplateOf(modelId);
      assert.ok(template);
      for (const mark of template.ends) assert.equal(fillPrompt(template, `see ${mark}`, ''), undefined);
      const own = template
        .prompt('', '')
        .split(/(?<=[>\]])\s*/)
        .filter(Boolean);
      for (const mark of own) assert.equal(fillPrompt(template, '', `see ${mark}`), undefined, mark);
    }
  });
});
