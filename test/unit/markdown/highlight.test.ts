import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { longestHighlighted } from '../../../webview/markdown/codeBlock';
import { highlight } from '../../../webview/markdown/highlight';
import { highlightLazily, type HighlightedText } from '../../../webview/markdown/highlighter';
import { languages } from '../../../webview/markdown/languages';
import { themes } from '../../support/themes';
import { contrast, onBackground } from './themeContrast';
import { Rendering } from './support';

function textOf(parts: readonly HighlightedText[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : textOf(part.children))).join('');
}

/** Resolves when all that was begun has had its turn. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}

suite('Colours of code', () => {
  test('every language that is promised has its grammar, and colouring loses no character', () => {
    const code = 'a = "b" # <c> && d;\n// e\nfunction f() { return 1.5 }\n<g h="i">{{ j }}</g>\n';
    for (const language of new Set(languages.values())) {
      const parts = highlight(code, language);
      assert.ok(parts, language);
      assert.equal(textOf(parts), code, language);
    }
  });

  test('parts are named by their role, also in a language inside another', () => {
    const parts = highlight('<script>let a = "b";</script>', 'xml');
    const scopes = JSON.stringify(parts);
    for (const scope of ['tag', 'name', 'keyword', 'string'])
      assert.match(scopes, new RegExp(`"${scope}"`, 'u'));
  });

  test('an unknown language stays plain', async () => {
    assert.equal(await highlightLazily('a', 'nosuch'), undefined);
    assert.equal(await highlightLazily('a', '__proto__'), undefined);
    assert.ok(await highlightLazily('let a', 'tsx'));
  });

  test('code is coloured once, when its fence closes', async () => {
    const coloured: string[] = [];
    const rendering = new Rendering((code) => {
      coloured.push(code);
      return Promise.resolve([{ scope: 'keyword', children: [code] }]);
    });
    rendering.append('```js\nlet a;\n');
    await settled();
    assert.deepEqual(coloured, []);
    rendering.append('```\n', 'more ', 'text\n\n', 'and more');
    await settled();
    assert.deepEqual(coloured, ['let a;\n']);
    assert.equal(rendering.one('.hljs-keyword').textContent, 'let a;\n');
    rendering.end();
    await settled();
    assert.equal(coloured.length, 1);
    assert.equal(rendering.codeBlocks[0]?.code(), 'let a;');
  });

  test('code that is never closed is coloured at the end', async () => {
    const rendering = new Rendering(highlightLazily).append('```python\nprint(1)').end();
    await settled();
    assert.equal(rendering.one('.hljs-built_in').textContent, 'print');
  });

  test('very long code stays plain rather than hold up the page', async () => {
    let calls = 0;
    const rendering = new Rendering(() => {
      calls++;
      return Promise.resolve(undefined);
    });
    rendering.append(`\`\`\`js\n${'x'.repeat(longestHighlighted)}\n\`\`\`\n`).end();
    await settled();
    assert.equal(calls, 0);
  });

  test('code stays readable when colouring fails, and when it is gone meanwhile', async () => {
    const failing = new Rendering(() => Promise.reject(new Error('no'))).append('```js\na\n```\n').end();
    const gone = new Rendering(() => Promise.resolve([{ scope: 'keyword', children: ['a'] }]));
    gone.append('```js\na\n```\n').end().dispose();
    await settled();
    assert.equal(failing.codeBlocks[0]?.code(), 'a');
    assert.equal(gone.html, '');
  });

  test('every colour can be read on the background of code in all themes', async () => {
    const css = await readFile(new URL('../../../webview/markdown/markdown.css', import.meta.url), 'utf8');
    const rules = [...css.matchAll(/\.hljs-[^{]*\{\s*color: var\((--vscode-[\w-]+)\)/gu)];
    assert.ok(rules.length > 5);
    for (const [name, { variables }] of Object.entries(themes)) {
      const background = variables['--vscode-editor-background'];
      for (const [, variable = ''] of rules) {
        const ratio = contrast(onBackground(variables[variable], background), background);
        assert.ok(ratio >= 4.5, `${variable} in ${name}: ${ratio.toFixed(2)}`);
      }
    }
  });
});
