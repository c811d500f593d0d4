import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StoredSuggestion } from '../../../src/core/text/storedSuggestion';
import { suggestionFromJson, suggestionToJson } from '../../../src/core/text/storedSuggestion';

const suggestion: StoredSuggestion = {
  workspace: 'some-folder',
  window: 1,
  origin: {
    address: 'file:///home/ann/letter.md',
    name: 'letter.md',
    place: 'lines 3–4 of letter.md',
    languageId: 'markdown',
    kind: 'prose',
    fitting: { kind: 'prose', eol: '\r\n', indentWith: { tabs: true, size: 8 } },
    instruction: {
      id: 'shorter',
      label: 'Shorter',
      detail: 'Fewer words',
      prompt: 'Shorten it.',
      kind: 'prose',
      background: 'What stands around it.',
      keepsCode: true,
      modelId: 'maker/model:fastest',
    },
  },
  passage: { start: 3, end: 7, text: 'soup', before: 'my ', after: '.' },
  rewrite: {
    content: 'soup',
    parts: ['so', 'up'],
    done: ['S'],
    wish: 'warmer',
    versions: { earlier: [{ text: 'broth', parts: ['bro', 'th'] }], shown: 1, edited: [[0, 'stew']] },
    answer: 'UP',
    ending: 'cutOff',
  },
};

/** Every place in a value that can be set to something else. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

function withValue(value: unknown, [key, ...rest]: readonly string[], replaced: unknown): unknown {
  if (key === undefined) return replaced;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...(value as unknown[])]
    : { ...(value as Record<string, unknown>) };
  const fields = copy as Record<string, unknown>;
  fields[key] = withValue(fields[key], rest, replaced);
  return copy;
}

suite('A suggestion on the disk', () => {
  test('is read as it was written', () => {
    assert.deepEqual(suggestionFromJson(suggestionToJson(suggestion)), suggestion);
  });

  test('of a later version, or damaged, is none', () => {
    const json = suggestionToJson(suggestion);
    assert.equal(suggestionFromJson(json.replace('"format":1', '"format":2')), undefined);
    for (let length = 0; length < json.length; length += 7)
      assert.equal(suggestionFromJson(json.slice(0, length)), undefined);
  });

  test('with anything at all in any of its places is read whole or not at all', () => {
    const written: unknown = JSON.parse(suggestionToJson(suggestion));
    fc.assert(
      fc.property(fc.constantFrom(...places(written)), fc.jsonValue(), (place, value) => {
        const read = suggestionFromJson(JSON.stringify(withValue(written, place, value)));
        if (read === undefined) return;
        // What is read can be written and read again, and has the form that it should have.
        assert.deepEqual(suggestionFromJson(suggestionToJson(read)), read);
        assert.ok(read.rewrite.done.length < read.rewrite.parts.length);
        assert.ok(read.rewrite.versions.shown <= read.rewrite.versions.earlier.length);
        assert.ok(read.passage.start <= read.passage.end);
      }),
      { numRuns: 2000 },
    );
  });
});
