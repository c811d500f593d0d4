import assert from 'node:assert/strict';
import { rendered, Rendering } from './support';

const cases: readonly (readonly [name: string, markdown: string, html: string])[] = [
  ['emphasis', '*a* **b** ~~c~~ `d`', '<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>'],
  ['entities', '&lt;a&gt; &amp;amp; &copy; &#x1F600;', '<p>&lt;a&gt; &amp;amp; © 😀</p>'],
  ['hard breaks', 'a  \nb\\\nc<br>d\ne', '<p>a<br>b<br>c<br>d\ne</p>'],
  ['a rule', '---', '<hr>'],
  ['a quotation', '> a\n>\n> b', '<blockquote><p>a</p><p>b</p></blockquote>'],
  ['a tight list', '- a\n- b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
  ['a loose list', '- a\n\n- b', '<ul class="loose"><li><p>a</p></li><li><p>b</p></li></ul>'],
  ['an ordered list', '3. a\n3. b', '<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>'],
  [
    'a list with long numbers',
    '1999. a\n2000. b',
    '<ol class="digits-4" start="1999"><li><p>a</p></li><li><p>b</p></li></ol>',
  ],
  ['a nested list', '1. a\n   - b', '<ol><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>'],
];

suite('Markdown means what its author meant', () => {
  for (const [name, markdown, html] of cases) {
    test(name, () => assert.equal(rendered(markdown).html, html));
  }

  test('headings begin below those of the panel and leave out no level, however they are written', () => {
    const tags = (markdown: string): string[] =>
      rendered(markdown)
        .all('h3, h4, h5, h6')
        .map((h) => h.localName);
    assert.deepEqual(tags('# a\n## b\n### c\n## d'), ['h3', 'h4', 'h5', 'h4']);
    assert.deepEqual(tags('### a\n##### b\n### c\n# d\n## e'), ['h3', 'h4', 'h3', 'h3', 'h4']);
    assert.deepEqual(tags('# a\n## b\n### c\n#### d\n##### e\n###### f'), [
      'h3',
      'h4',
      'h5',
      'h6',
      'h6',
      'h6',
    ]);
  });

  test('tasks are boxes that say whether they are done', () => {
    const rendering = rendered('- [ ] a\n- [x] b\n- c');
    assert.deepEqual(
      rendering.all('input').map((box) => [box.getAttribute('aria-label'), box.hasAttribute('checked')]),
      [
        ['Not done', false],
        ['Done', true],
      ],
    );
    assert.deepEqual(
      rendering.all('li').map((item) => item.className),
      ['task', 'task', ''],
    );
  });

  test('tables can be scrolled by keyboard and tell their columns', () => {
    const rendering = rendered('| a | b |\n|:-:|--:|\n| 1 | `2 \\| 3` |');
    const scroller = rendering.one('.table-scroller');
    assert.equal(scroller.tabIndex, 0);
    assert.equal(scroller.getAttribute('role'), 'region');
    assert.equal(scroller.getAttribute('aria-label'), 'Table');
    assert.deepEqual(
      rendering.all('th').map((cell) => [cell.getAttribute('scope'), cell.className]),
      [
        ['col', 'align-center'],
        ['col', 'align-right'],
      ],
    );
    assert.deepEqual(
      rendering.all('td').map((cell) => cell.innerHTML),
      ['1', '<code>2 | 3</code>'],
    );
  });

  test('addresses become links, names of files do not', () => {
    const rendering = rendered(
      'https://a.example/b_c_d, www.e.example. f@g.example README.md node.js a.b ftp://h.example //i',
    );
    assert.deepEqual(
      rendering.all('a').map((link) => [link.textContent, link.getAttribute('href')]),
      [
        ['https://a.example/b_c_d', 'https://a.example/b_c_d'],
        ['www.e.example', 'https://www.e.example/'],
        ['f@g.example', 'mailto:f@g.example'],
      ],
    );
  });

  test('a link without words shows its address', () => {
    assert.equal(rendered('[](https://a.example/b)').words, 'https://a.example/b');
  });

  test('a link that leads nowhere keeps its words, and its address on hovering', () => {
    const inert = rendered('see [the file](src/file.ts)').one('.inert-link');
    assert.equal(inert.textContent, 'the file');
    assert.equal(inert.title, 'src/file.ts');
  });
});

suite('Code in an answer can be used', () => {
  test('each block is announced once, with its language, its code and room for buttons', () => {
    const rendering = new Rendering();
    for (const character of '```Python title="x"\nprint(1)\n```\n\n- ```\n  plain\n  ```\n\n      indented\n\nend') {
      rendering.append(character);
    }
    rendering.end();
    assert.deepEqual(
      rendering.codeBlocks.map((block) => [block.language, block.code()]),
      [
        ['python', 'print(1)'],
        ['', 'plain'],
        ['', 'indented'],
      ],
    );
    const [block] = rendering.codeBlocks;
    assert.equal(block?.element.parentElement?.className, 'code-block-header');
    assert.equal(rendering.all('.code-block-language')[0]?.textContent, 'Python');
    assert.equal(rendering.all('code')[0]?.className, 'language-python');
    assert.equal(rendering.all('pre')[0]?.tabIndex, 0);
  });

  test('buttons put into a block stay while its code grows', () => {
    const rendering = new Rendering().append('- a\n  ```js\n  b\n');
    const button = rendering.container.ownerDocument.createElement('button');
    rendering.codeBlocks[0]?.element.append(button);
    rendering.append('  c\n', '  ```\n', '- d\n').end();
    assert.equal(rendering.one('button'), button);
    assert.equal(rendering.codeBlocks.length, 1);
    assert.equal(rendering.codeBlocks[0]?.code(), 'b\nc');
  });

  test('the code so far can be had while it is being written', () => {
    const rendering = new Rendering().append('```js\nlet a;\nlet');
    const codes = (): string[] => rendering.codeBlocks.map((block) => block.code());
    assert.deepEqual(codes(), ['let a;\nlet']);
    rendering.append(' b;\n\n');
    assert.deepEqual(codes(), ['let a;\nlet b;\n']);
  });

  test('indentation, blank lines, tabs and markup in code are kept as they are', () => {
    const code = 'if (a) {\n\tb("<br>&amp;**c**");\n\n    [d](https://e.example)\n}\n  ```not the end';
    assert.equal(rendered('````\n' + code + '\n````').codeBlocks[0]?.code(), code);
  });

  test('a name that is unfit for a class is shown, and is no class', () => {
    const rendering = rendered('```日本語\na\n```\n\n```c++ x\na\n```\n\n```"><b>\na\n```');
    assert.deepEqual(
      rendering.all('.code-block-language').map((label) => label.textContent),
      ['日本語', 'c++', ''],
    );
    assert.deepEqual(
      rendering.all('code').map((element) => element.className),
      ['', 'language-c++', ''],
    );
  });
});
