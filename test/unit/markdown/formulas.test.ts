import assert from 'node:assert/strict';
import type { MathView } from '../../../webview/markdown/mathView';
import { typeset } from '../../../webview/markdown/typeset';
import { inPieces, rendered, Rendering } from './support';

/** The formulas found in a text: their words as set, and whether on a line of their own. */
function formulas(markdown: string): [words: string, display: boolean][] {
  return rendered(markdown)
    .all('.formula')
    .map((formula) => [formula.textContent, formula.classList.contains('display')]);
}

suite('Formulas are set as mathematics', () => {
  test('in all the ways in which models write them', () => {
    assert.deepEqual(
      formulas(
        'so $a=b$ and \\(c=d\\) and $$e=f$$ and \\[g=h\\]\n\n$$\ni=j\n$$\n\n\\[\nk=l\n\\]\n\n$$ m=n $$\n',
      ),
      [
        ['a=b', false],
        ['c=d', false],
        ['e=f', true],
        ['g=h', true],
        ['i=j', true],
        ['k=l', true],
        ['m=n', true],
      ],
    );
  });

  test('a block of them needs no blank line before or after it', () => {
    const rendering = rendered('Then\n$$\nx = 1\n$$\nwhere $x$ is one.\n- \\[ y \\]\n');
    assert.deepEqual(
      [...rendering.container.children].map((element) => element.localName),
      ['p', 'span', 'p', 'ul'],
    );
  });

  test('as MathML that a screen reader can walk through', () => {
    const math = rendered('$\\frac{a}{b}$').one('math');
    assert.equal(math.namespaceURI, 'http://www.w3.org/1998/Math/MathML');
    assert.equal(math.innerHTML, '<mfrac><mi>a</mi><mi>b</mi></mfrac>');
  });

  test('a wide one scrolls inside itself, by keyboard too', () => {
    const found = rendered(`$a$ $${'a+'.repeat(30)}b$\n\n$$c$$`).all('.formula');
    assert.deepEqual(
      found.map((formula) => [formula.getAttribute('tabindex'), formula.getAttribute('aria-label')]),
      [
        [null, null],
        ['0', 'Formula'],
        ['0', 'Formula'],
      ],
    );
  });

  test('colours come from the theme', () => {
    assert.match(rendered('$\\color{red}{x}\\color{#123456}{y}$').html, /class="formula-red">x<.*<mi>y</u);
  });
});

suite('A dollar is money unless it is surely mathematics', () => {
  const texts = [
    'It costs $5 and $10.',
    'from $5-$10, US$5 or US$6, $5k/month to $6k/month',
    'between $1,000 and $2,000 (or $3 million)',
    '5$ here and 10$ there',
    'A$AP, $HOME and $PATH, $HOME/$USER',
    'I gave $5 to you and 10$ to her',
    'a $ b $ c, $$ and $',
    'the $price of it$ is words',
    'escaped \\$x\\$',
  ];
  for (const text of texts) {
    test(text, () => {
      const rendering = new Rendering();
      for (const character of text) {
        rendering.append(character);
        assert.equal(rendering.container.querySelector('math'), null);
      }
      assert.equal(rendering.end().words, text.replaceAll('\\', ''));
    });
  }

  test('mathematics beside money stays mathematics', () => {
    const found = formulas('For $10 you get $x$ items, the $n$th at $2x$ each, 其中$y$是，$\\$5$.');
    assert.deepEqual(
      found.map(([words]) => words),
      ['x', 'n', '2x', 'y', '$5'],
    );
  });

  test('in code they are code', () => {
    assert.deepEqual(formulas('`$x$` `\\(y\\)`\n\n```\n$$\nz\n$$\n```\n\n    $$ w $$\n'), []);
  });
});

suite('A formula that is being written does not flicker', () => {
  for (const text of [
    'a \\(x^2 + \\frac{1}{2}\\) b',
    '\\[ x_1 \\]',
    '$$\nx^2\n+ y\n$$\n',
    'a $x^2$ b',
    'a $$x$$ b',
  ]) {
    test(text, () => {
      const rendering = new Rendering();
      let before = '';
      for (const character of inPieces(text, 1)) {
        const words = rendering.append(character).words;
        assert.doesNotMatch(words, /\$|\\\(|\\\[|\\$/u);
        if (rendering.container.querySelector('math')) break;
        assert.ok(
          words.startsWith(before.trimEnd()),
          `${JSON.stringify(words)} after ${JSON.stringify(before)}`,
        );
        before = words;
      }
      assert.ok(rendering.end().one('math'));
    });
  }

  test('once it is set it stays the same node', () => {
    const rendering = new Rendering().append('so $x$');
    rendering.append(' and');
    const math = rendering.one('math');
    rendering.append(' **so** on\n\nnext\n\n').end();
    assert.equal(rendering.one('math'), math);
  });

  test('what is still being written shows its source so far', () => {
    assert.equal(new Rendering().append('a \\(\\frac{x}').one('.formula-source').textContent, '\\frac{x}');
    assert.equal(new Rendering().append('$$\nx\n').one('.formula-source').textContent, 'x');
  });
});

suite('A formula that can not be set is not lost', () => {
  test('a mistake in it leaves its source to be read', () => {
    for (const tex of ['\\frac{a', '\\nosuch{x}', '\\begin{matrix} 1']) {
      assert.equal(rendered(`$$${tex}$$`).one('.formula-source').textContent, tex);
    }
  });

  test('one that nothing closes is the text that it is', () => {
    assert.equal(rendered('$$\nx\n\nmore').words, '$$\nxmore');
    assert.equal(rendered('\\(x').words, '(x');
  });

  test('too long or too deep a one does not hold up the page', () => {
    assert.equal(typeset('x'.repeat(5001), false), undefined);
    assert.equal(typeset(`${'\\sqrt{'.repeat(500)}x${'}'.repeat(500)}`, false), undefined);
  });

  test('its source shows until what sets formulas is loaded, and for good if that fails', async () => {
    let load: ((made: MathView | undefined) => void) | undefined;
    const late = new Rendering(undefined, () => new Promise((resolve) => (load = resolve)));
    late.append('$x^2$ and').end();
    assert.equal(late.one('.formula-source').textContent, 'x^2');
    load?.(typeset('x^2', false));
    while (!late.container.querySelector('math')) await new Promise(setImmediate);
    assert.equal(late.one('math').textContent, 'x2');

    const failing = new Rendering(undefined, () => Promise.reject(new Error('not loaded')));
    failing.append('$x^2$').end();
    await new Promise(setImmediate);
    assert.equal(failing.one('.formula-source').textContent, 'x^2');
  });
});
