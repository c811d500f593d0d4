import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shortcutFrom, shortcutInWords, withKeybinding } from '../../../src/core/prompts/keybindings';

const keybinding = { key: 'ctrl+alt+g', command: 'huggingphaze.runPrompt', args: { name: 'fix-grammar' } };

/** VS Code's file with the shortcut in it, as VS Code reads it. */
function listIn(text: string): unknown {
  const change = withKeybinding(text, keybinding);
  if (change === undefined) return undefined;
  const changed = text.slice(0, change.offset) + change.text + text.slice(change.offset);
  const plain = changed.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '').replace(/,(\s*\])/g, '$1');
  return JSON.parse(plain) as unknown;
}

suite('shortcuts of prompts', () => {
  test('keys are understood as people write them, and nothing else is', () => {
    const read: Record<string, string | undefined> = {
      'ctrl+alt+g': 'ctrl+alt+g',
      ' Alt + Ctrl + G ': 'ctrl+alt+g',
      'Command+Shift+1': 'shift+cmd+1',
      'Strg+,': 'ctrl+,',
      'ctrl+k ctrl+g': 'ctrl+k ctrl+g',
      'ctrl+k, g': 'ctrl+k g',
      F8: 'f8',
      'option+pageup': 'alt+pageup',
    };
    for (const [words, keys] of Object.entries(read)) assert.equal(shortcutFrom(words), keys, words);
    for (const words of [
      '',
      'g',
      'shift+g',
      'ctrl+',
      'ctrl',
      'ctrl+alt',
      'gg',
      'ctrl+gg',
      'a b c',
      '"',
      'ctrl+"',
    ]) {
      assert.equal(shortcutFrom(words), undefined, words);
    }
    assert.equal(shortcutInWords('ctrl+k shift+alt+pageup'), 'Ctrl+K Shift+Alt+Pageup');
  });

  test('a shortcut is put at the end of whatever list there is, and the rest stays', () => {
    const other = { key: 'f1', command: 'x' };
    const texts: Record<string, readonly unknown[]> = {
      '': [keybinding],
      '// Place your key bindings in this file\n[\n]\n': [keybinding],
      '[]': [keybinding],
      '[{"key":"f1","command":"x"}]': [other, keybinding],
      '[\n  { "key": "f1", "command": "x" }, // [not] here\n]': [other, keybinding],
      '[\n  { "key": "f1", "command": "x" } /* ] */\n] // ]': [other, keybinding],
    };
    for (const [text, list] of Object.entries(texts)) assert.deepEqual(listIn(text), list, text);
    const quoted = '[{"key":"f1","when":"a == \\"]\\" // b"}]';
    assert.equal(withKeybinding(quoted, keybinding)?.offset, quoted.length - 1);
  });

  test('what is no list is left alone', () => {
    for (const text of ['{}', '[', ']', 'nonsense', '[] x'])
      assert.equal(withKeybinding(text, keybinding), undefined, text);
    fc.assert(fc.property(fc.string(), (text) => void withKeybinding(text, keybinding)));
    const began = performance.now();
    for (const piece of ['"', '/*', '[', '"\\', '//']) withKeybinding(piece.repeat(50_000), keybinding);
    assert.ok(performance.now() - began < 2_000);
  });
});
