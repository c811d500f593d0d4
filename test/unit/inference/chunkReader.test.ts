import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ChunkReader } from '../../../src/core/inference/chunkReader';
import { ThinkTags } from '../../../src/core/inference/thinkTags';
import type { ToolCall } from '../../../src/core/inference/streamEvent';
import { ToolCalls } from '../../../src/core/inference/toolCalls';
import { summary } from './support';

/** Texts of the characters that tags are made of, and some others. */
const tricky = fc.string({
  unit: fc.constantFrom('<', '>', '/', 't', 'think', '<think>', '</think>', 'a', ' ', '\n', '👋'),
});

function cut(text: string, edges: readonly number[]): readonly string[] {
  const sorted = [0, ...edges.map((edge) => edge % (text.length + 1)).sort((a, b) => a - b), text.length];
  return sorted.slice(1).map((end, index) => text.slice(sorted[index], end));
}

function read(pieces: readonly string[]): { text: string; reasoning: string } {
  const reader = new ChunkReader();
  const events = pieces.flatMap((content) => [...reader.take({ choices: [{ delta: { content } }] })]);
  const { text, reasoning } = summary([...events, ...reader.finish()]);
  return { text, reasoning };
}

suite('Reading chunks', () => {
  test('tags mean the same wherever chunks cut them', () => {
    fc.assert(
      fc.property(tricky, fc.array(fc.nat()), (text, edges) => {
        assert.deepEqual(read(cut(text, edges)), read([text]));
      }),
    );
  });

  test('no letter is lost: what is no reasoning in tags is text', () => {
    fc.assert(
      fc.property(tricky, fc.array(fc.nat()), (text, edges) => {
        if (text.trimStart().startsWith('<think>')) return;
        assert.deepEqual(read(cut(text, edges)), { text, reasoning: '' });
      }),
    );
    fc.assert(
      fc.property(tricky, tricky, fc.array(fc.nat()), (thought, words, edges) => {
        fc.pre(!thought.includes('</think>') && !words.includes('<think>') && words.trim() !== '');
        const reasoning = thought.trim() === '' ? '' : thought;
        assert.deepEqual(read(cut(`<think>${thought}</think>${words}`, edges)), { text: words, reasoning });
      }),
    );
  });

  test('nothing is held back but what may become a tag', () => {
    fc.assert(
      fc.property(tricky, tricky, fc.array(fc.nat()), (words, thought, edges) => {
        for (const whole of [`a${words}`, `<think>a${thought.replaceAll('</think>', '')}`]) {
          const tags = new ThinkTags();
          let given = 0;
          let shown = 0;
          for (const piece of cut(whole, edges)) {
            const { text, reasoning } = tags.take(piece);
            given += piece.length;
            shown += text.length + reasoning.length;
            const tag = whole.startsWith('<think>') ? Math.min(given, '<think>'.length) : 0;
            assert.ok(given - tag - shown < '</think>'.length);
          }
        }
      }),
    );
  });

  test('no chunk, however odd, makes it throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (one, two, three) => {
        const reader = new ChunkReader();
        reader.take(one);
        reader.take({ choices: one, usage: two });
        reader.take({ choices: [one, two], usage: { prompt_tokens: one, completion_tokens: 1 } });
        reader.take({ choices: [{ delta: one, finish_reason: two }] });
        reader.take({ choices: [{ delta: { content: one, reasoning: two, tool_calls: three } }] });
        reader.take({ choices: [{ delta: { tool_calls: [one, { index: two, function: three }] } }] });
        for (const event of reader.finish()) assert.ok(!('text' in event) || event.text !== '');
      }),
    );
  });

  test('finish reasons of all kinds are told as one of ours', () => {
    const reasonOf = (finish_reason: unknown): string | undefined => {
      const reader = new ChunkReader();
      reader.take({ choices: [{ delta: { content: 'x' }, finish_reason }] });
      return reader.finishReason;
    };
    for (const open of [undefined, null, '', 'null', 7, {}]) assert.equal(reasonOf(open), undefined);
    for (const end of ['stop', 'STOP', 'eos', 'eos_token', 'end_turn', 'stop_sequence', 'brand-new']) {
      assert.equal(reasonOf(end), 'stop');
    }
    for (const end of ['length', 'max_tokens', 'model_length']) assert.equal(reasonOf(end), 'length');
    for (const end of ['tool_calls', 'function_call']) assert.equal(reasonOf(end), 'toolCalls');
    for (const end of ['content_filter', 'safety']) assert.equal(reasonOf(end), 'contentFilter');
    for (const end of ['error', 'abort']) assert.equal(reasonOf(end), 'cutOff');
  });

  test('an answer that calls a tool and says only "stop" still ends for the tool', () => {
    const reader = new ChunkReader();
    reader.take({
      choices: [{ delta: { tool_calls: [{ function: { name: 'look' } }] }, finish_reason: 'stop' }],
    });
    assert.equal(reader.finishReason, 'toolCalls');
  });
});

suite('Tool calls in pieces', () => {
  const callsOf = (...deltas: readonly unknown[]): readonly ToolCall[] => {
    const calls = new ToolCalls();
    for (const delta of deltas) calls.take([delta]);
    return calls.all();
  };
  const piece = (given: unknown, more: Record<string, unknown> = {}): unknown => ({
    index: 0,
    id: 'call_a',
    function: { name: 'look', arguments: given },
    ...more,
  });
  const look = (given: string, id = 'call_a'): ToolCall => ({ id, name: 'look', arguments: given });

  test('are one call each, however their JSON is cut', () => {
    const json = JSON.stringify({ at: 'Zoë <b>', deep: { list: [1, '"', {}] } });
    fc.assert(
      fc.property(fc.array(fc.nat()), (edges) => {
        assert.deepEqual(callsOf(...cut(json, edges).map((part) => piece(part))), [look(json)]);
      }),
    );
  });

  test('are one call if the service repeats all of it, or all that it has so far', () => {
    const json = '{"at":"Oslo"}';
    assert.deepEqual(callsOf(piece(json), piece(json), piece(json)), [look(json)]);
    assert.deepEqual(callsOf(piece('{"at":'), piece('{"at":"Os'), piece(json)), [look(json)]);
    assert.deepEqual(callsOf(piece(json), piece(json, { index: 1, id: 'call_b' })), [look(json)]);
  });

  test('are two calls if the service gives both the same index', () => {
    assert.deepEqual(callsOf(piece('{"at":1}'), piece('{"at":2}', { id: 'call_b' })), [
      look('{"at":1}'),
      look('{"at":2}', 'call_b'),
    ]);
  });

  test('have an id and text arguments even if the service sends none', () => {
    assert.deepEqual(callsOf({ function: { name: 'look', arguments: { at: 1 } } }), [
      look('{"at":1}', 'call_0'),
    ]);
    assert.deepEqual(callsOf({ index: 0, function: { name: 'look' } }), [look('', 'call_0')]);
    assert.deepEqual(callsOf({ index: 0, function: { arguments: '{}' } }), []);
  });
});
