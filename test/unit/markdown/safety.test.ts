import assert from 'node:assert/strict';
import fc from 'fast-check';
import { violations } from './allowList';
import { forbiddenAddresses, hostile } from './hostile';
import { inPieces, page, rendered, Rendering } from './support';

function assertSafe(rendering: Rendering, source: string): void {
  assert.deepEqual(violations(rendering.container), [], JSON.stringify(source));
}

/** Appends piece by piece and looks after each of them. */
function assertSafeAtEveryMoment(source: string, size: number): void {
  const rendering = new Rendering();
  for (const piece of inPieces(source, size)) assertSafe(rendering.append(piece), source);
  assertSafe(rendering.end(), source);
}

/** What is only hostile by its length is too long to be looked at after every piece. */
const brief = hostile.filter((source) => source.length < 500);

suite('Nothing that a model writes runs, fetches or covers anything', () => {
  test('hostile Markdown, character by character', function () {
    this.timeout(60_000);
    // Every way to write a link comes with a third of the addresses: all of them take half a minute.
    const some = brief.filter((source, index) => !/words|\[r\]/u.test(source) || index % 3 === 0);
    for (const source of some) assertSafeAtEveryMoment(source, 1);
  });

  for (const size of [4, 9]) {
    test(`hostile Markdown, ${size} characters at a time`, function () {
      this.timeout(60_000);
      for (const source of brief) assertSafeAtEveryMoment(source, size);
    });
  }

  test('hostile Markdown all at once, and all of it in one answer', () => {
    for (const source of hostile) assertSafe(rendered(source), source);
    assertSafe(rendered(hostile.join('\n\n')), 'all');
  });

  test('random scraps of hostile Markdown', function () {
    this.timeout(60_000);
    const scrap = fc.constantFrom(...hostile.flatMap((source) => inPieces(source, 6)));
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 12 }), (scraps) => {
        const rendering = new Rendering();
        for (const piece of scraps) assertSafe(rendering.append(piece), scraps.join(''));
        assertSafe(rendering.end(), scraps.join(''));
      }),
      { numRuns: 300 },
    );
  });

  test('a model that repeats a mark without end takes no word from the person', () => {
    for (const mark of ['*', '_']) {
      const rendering = new Rendering().append(mark.repeat(5_000), 'words', ' that follow');
      assert.match(rendering.words, /words that follow$/, mark);
      rendering.append(mark.repeat(5_000), '\n\nThe end.').end();
      assert.match(rendering.words, /words that follow/, mark);
      assert.match(rendering.words, /The end\.$/, mark);
      assert.equal(
        rendering.html,
        rendered(`${mark.repeat(5_000)}words that follow${mark.repeat(5_000)}\n\nThe end.`).html,
      );
    }
  });

  test('HTML is shown as the text that it is', () => {
    assert.equal(rendered('a <b onclick="x">b</b> <!-- c -->').words, 'a <b onclick="x">b</b> <!-- c -->');
    assert.equal(rendered('<script>alert(1)</script>').words, '<script>alert(1)</script>');
  });

  test('coloured code is made of text and known classes only', async () => {
    const rendering = new Rendering((code) =>
      Promise.resolve([
        {
          scope: 'keyword',
          children: [code.slice(0, 4), { scope: '"><script>', children: [code.slice(4)] }],
        },
      ]),
    );
    rendering.append('```html\n<img src=x onerror=alert(1)>\n```\n').end();
    while (!rendering.container.querySelector('.hljs-keyword')) await new Promise(setImmediate);
    assertSafe(rendering, 'coloured');
    assert.equal(rendering.codeBlocks[0]?.code(), '<img src=x onerror=alert(1)>');
  });
});

suite('A link leads only where it says, and only when a person opens it', () => {
  test('no address but of the web and of mail becomes a link', () => {
    for (const address of forbiddenAddresses) {
      const rendering = rendered(`[words](${address}) [more](<${address}>)\n\n[r]\n\n[r]: ${address}`);
      const links = rendering.all('a').map((link) => link.getAttribute('href'));
      assert.deepEqual(links, [], address);
      assert.match(rendering.words, /words/u);
    }
  });

  test('a click goes to the host and nowhere else', () => {
    const rendering = rendered('[**words**](HTTPS://Example.org/a?b=c&amp;d "title") <mailto:a@b.example>');
    let reachedPage = 0;
    page.document.body.addEventListener('click', () => reachedPage++, { once: true });
    for (const target of [rendering.one('strong'), rendering.all('a')[1]]) {
      const click = new page.MouseEvent('click', { bubbles: true, cancelable: true });
      target?.dispatchEvent(click);
      assert.equal(click.defaultPrevented, true);
    }
    assert.deepEqual(rendering.opened, ['https://example.org/a?b=c&d', 'mailto:a@b.example']);
    assert.equal(reachedPage, 0);
  });

  test('a middle click opens through the host too, a right click opens nothing', () => {
    const rendering = rendered('<https://a.example>');
    for (const button of [1, 2]) {
      const click = new page.MouseEvent('auxclick', { bubbles: true, cancelable: true, button });
      rendering.one('a').dispatchEvent(click);
      assert.equal(click.defaultPrevented, true);
    }
    assert.deepEqual(rendering.opened, ['https://a.example/']);
  });

  test('a click beside links is left to the page', () => {
    const rendering = rendered('text');
    const click = new page.MouseEvent('click', { bubbles: true, cancelable: true });
    rendering.one('p').dispatchEvent(click);
    assert.equal(click.defaultPrevented, false);
    assert.deepEqual(rendering.opened, []);
  });

  test('the whole address shows on hovering', () => {
    assert.equal(rendered('[words](https://a.example/b)').one('a').title, 'https://a.example/b');
    assert.match(
      rendered('[\u202Egood](https://a.example/\u202Eb)').one('a').title,
      /^https:\/\/a\.example\/%E2%80%AEb$/u,
    );
  });

  test('words that name another host, or turn the direction of the text, are followed by the true host', () => {
    const misleading = [
      '[https://good.example](https://evil.example/x)',
      '[good.com/login](https://evil.example/x)',
      '[https://go\u200Bod.example](https://evil.example/x)',
      '[https://good.example@evil.example](https://evil.example:8080/x)',
      '[\u202Emoc.doog](https://evil.example/x)',
    ];
    for (const source of misleading.filter((text) => !text.includes('@'))) {
      assert.match(rendered(source).words, / \(evil\.example\)$/u, source);
    }
    assert.equal(
      rendered('[https://www.good.example/a](https://good.example/b)').words,
      'https://www.good.example/a',
    );
    assert.equal(rendered('[the README.md](https://good.example/b)').words, 'the README.md');
  });

  test('an address that is still being written is no link yet', () => {
    const rendering = new Rendering().append('see https://good.example');
    assert.deepEqual(rendering.all('a'), []);
    rendering.append('.evil.example now');
    assert.equal(rendering.one('a').getAttribute('href'), 'https://good.example.evil.example/');
  });

  test('a picture is a link with its name and host, and never loads', () => {
    const rendering = rendered(
      '![A *cat*](https://pictures.example/cat.png) ![](https://pictures.example/x)',
    );
    assert.deepEqual(
      rendering.all('a').map((link) => link.textContent),
      ['Picture: A cat (pictures.example)', 'Picture (pictures.example)'],
    );
    assert.equal(
      rendered('![cat](data:image/png;base64,AAAA) ![dog](dog.png)').words,
      'Picture: cat Picture: dog',
    );
  });

  test('after the renderer is disposed of, nothing opens any more', () => {
    const rendering = rendered('<https://a.example>');
    const link = rendering.one('a');
    rendering.dispose();
    assert.equal(rendering.container.childNodes.length, 0);
    rendering.container.append(link);
    page.document.body.addEventListener('click', (event) => event.preventDefault(), { once: true });
    link.dispatchEvent(new page.MouseEvent('click', { bubbles: true, cancelable: true }));
    assert.deepEqual(rendering.opened, []);
  });
});
