import assert from 'node:assert/strict';
import { page, rendered, type Rendering } from './support';

interface Copied {
  readonly text: string | undefined;
  readonly html: string | undefined;
}

/** Copies what lies between two places; each is words in the rendering, taken in from or up to their end. */
function copied(rendering: Rendering, from?: string, to?: string): Copied {
  const range = page.document.createRange();
  range.selectNodeContents(rendering.container);
  if (from !== undefined) range.setStart(...place(rendering, from, 0));
  if (to !== undefined) range.setEnd(...place(rendering, to, to.length));
  const selection = page.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  const data = new Map<string, string>();
  const clipboardData = { setData: (type: string, content: string) => void data.set(type, content) };
  const event = Object.assign(new page.Event('copy', { bubbles: true, cancelable: true }), { clipboardData });
  rendering.container.firstElementChild?.dispatchEvent(event);
  assert.equal(event.defaultPrevented, data.size > 0);
  return { text: data.get('text/plain'), html: data.get('text/html') };
}

function place(rendering: Rendering, words: string, offset: number): [Node, number] {
  const walker = page.document.createTreeWalker(rendering.container, page.NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.textContent?.indexOf(words) ?? -1;
    if (at >= 0) return [walker.currentNode, at + offset];
  }
  throw new Error(`no ${words}`);
}

function textOf(markdown: string, from?: string, to?: string): string | undefined {
  return copied(rendered(markdown), from, to).text;
}

suite('What is copied from an answer pastes well', () => {
  test('words, headings and quotations keep their lines', () => {
    assert.equal(
      textOf('# A\n\nB *c*\nd<br>e\n\n> f\n>\n> g\n\n---\n\nh'),
      'A\n\nB c\nd\ne\n\n> f\n\n> g\n\n---\n\nh',
    );
    assert.equal(textOf('One **two** three four', 'wo', 'thr'), 'wo thr');
  });

  test('lists keep their marks, numbers and depth, also where only a part is selected', () => {
    const list = '3. a\n4. b\n   - c\n   - d\n5. e\n';
    assert.equal(textOf(list), '3. a\n4. b\n   - c\n   - d\n5. e');
    assert.equal(textOf(list, 'b', 'c'), '4. b\n   - c');
    assert.equal(textOf('- a\n\n  b\n\n- c\n'), '- a\n\n  b\n\n- c');
    assert.equal(
      textOf('1. a\n'.repeat(450)),
      Array.from({ length: 450 }, (_, index) => `${index + 1}. a`).join('\n'),
    );
    assert.equal(textOf('- [ ] a\n- [x] b\n'), '- [ ] a\n- [x] b');
  });

  test('cells have tabs between them, rows stand on lines, and a long table has one head', () => {
    const table = '| a | b |\n|---|---|\n| 1 | 2<br>3 |\n| 4 | 5 |\n';
    assert.equal(textOf(table), 'a\tb\n1\t2 3\n4\t5');
    assert.equal(textOf(table, '1', '5'), '1\t2 3\n4\t5');
    assert.equal(textOf(table, '4', '4'), '4');
    const long = `| head |\n|---|\n${'| row |\n'.repeat(450)}`;
    assert.equal(textOf(long), `head\n${'row\n'.repeat(450)}`.trimEnd());
  });

  test('code is nothing but code', () => {
    const rendering = rendered('Text\n\n```python\nif a:\n\n    b()\n```\n\n- c\n  ```\n  d\n\n  e\n  ```\n');
    for (const { element } of rendering.codeBlocks) element.append('Copy');
    const { text, html } = copied(rendering);
    assert.equal(text, 'Text\n\nif a:\n\n    b()\n\n- c\n  d\n\n  e');
    assert.equal(
      html,
      '<p>Text</p><pre><code>if a:\n\n    b()\n</code></pre><ul><li><p>c</p><pre><code>d\n\ne\n</code></pre></li></ul>',
    );
  });

  test('formulas come as they were written, whole', () => {
    assert.equal(textOf('a $\\frac{b}{c}$ d\n\n$$\ne^2\n$$\n'), 'a $\\frac{b}{c}$ d\n\n$$e^2$$');
  });

  test('footnotes keep their numbers and lose their links', () => {
    const { text, html } = copied(rendered('a[^x]\n\n[^x]: b\n'));
    assert.equal(text, 'a[1]\n\n[1] b');
    assert.doesNotMatch(html ?? '', /#|id=|↩/u);
  });

  test('HTML keeps what it means and nothing that only the page needs', () => {
    const { html } = copied(rendered('### a [b](https://c.org)\n\n- [x] d\n\n| e |\n|:-:|\n| f |\n'));
    assert.equal(
      html,
      '<h3>a <a href="https://c.org/">b</a></h3><ul><li><p>☑ d</p></li></ul>' +
        '<table><thead><tr><th scope="col">e</th></tr></thead><tbody><tr><td>f</td></tr></tbody></table>',
    );
    assert.equal(copied(rendered('1. a\n2. b **c**\n'), 'b', 'c').html, 'b <strong>c</strong>');
    assert.equal(
      copied(rendered('[good.com](https://evil.example)')).html,
      '<p><a href="https://evil.example/">good.com</a></p>',
    );
  });

  test('items of a list and rows of a table are not torn out of it', () => {
    assert.equal(
      copied(rendered('- a\n- b\n- c\n'), 'a', 'b').html,
      '<ul><li><p>a</p></li><li><p>b</p></li></ul>',
    );
    assert.match(
      copied(rendered('| a |\n|---|\n| b |\n| c |\n'), 'b', 'c').html ?? '',
      /^<table><tbody><tr><td>b/u,
    );
  });

  test('what reaches beyond the answer is left to the browser', () => {
    const rendering = rendered('a');
    const outside = page.document.createElement('p');
    outside.textContent = 'b';
    page.document.body.append(outside);
    const range = page.document.createRange();
    range.selectNodeContents(page.document.body);
    page.getSelection()?.removeAllRanges();
    page.getSelection()?.addRange(range);
    const event = Object.assign(new page.Event('copy', { bubbles: true, cancelable: true }), {
      clipboardData: { setData: () => undefined },
    });
    rendering.one('p').dispatchEvent(event);
    assert.equal(event.defaultPrevented, false);
  });
});
