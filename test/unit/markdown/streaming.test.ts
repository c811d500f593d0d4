import assert from 'node:assert/strict';
import { codePartLength } from '../../../webview/markdown/codeText';
import { groupSize } from '../../../webview/markdown/groups';
import { sectionSize } from '../../../webview/markdown/sections';
import { textPartLength } from '../../../webview/markdown/textParts';
import { documents } from './documents';
import { inPieces, page, rendered, Rendering } from './support';

/** Appends `chunk` `times` times, each in two pieces, and tells how much was parsed for each. */
function workPerChunk(rendering: Rendering, chunk: string, times: number): number[] {
  return Array.from({ length: times }, () => {
    const before = rendering.parsed;
    rendering.append(...inPieces(chunk, Math.ceil(chunk.length / 2)));
    return rendering.parsed - before;
  });
}

suite('What has been read stays where it is while the answer goes on', () => {
  test('settled blocks keep their nodes, and the text in them', () => {
    const text = [...Object.values(documents), 'The end.']
      .filter((part) => !part.includes(']:'))
      .join('\n\n');
    const rendering = new Rendering();
    const settled = new Map<Node, string>();
    for (const piece of inPieces(text, 5)) {
      rendering.append(piece);
      const blocks = rendering.all(':scope > :not(.section), .section > *');
      for (const [node, html] of settled) {
        assert.ok(
          blocks.some((block) => block === node),
          `went: ${html}`,
        );
        assert.equal(node instanceof Object && 'outerHTML' in node ? node.outerHTML : '', html);
      }
      // The last two may be the open block and one half typed.
      for (const block of rendering.all(':scope > :not(.section), .section > *').slice(0, -2)) {
        if (!settled.has(block) && !mayStillGrow(block)) settled.set(block, block.outerHTML);
      }
    }
    assert.ok(settled.size > 40);
  });

  test('items, rows and lines of code keep their nodes while their block grows', () => {
    const growing: readonly (readonly [string, string, string])[] = [
      ['', '- item **n**\n', 'li'],
      ['', '1. item\n\n   more\n\n', 'li'],
      ['| a | b |\n|---|---|\n', '| 1 | 2 |\n', 'tbody > tr'],
    ];
    for (const [head, part, selector] of growing) {
      const rendering = new Rendering().append(head);
      let before: HTMLElement[] = [];
      for (let round = 0; round < 20; round++) {
        rendering.append(...inPieces(part, 4));
        const parts = rendering.all(selector);
        assert.equal(parts.length, round + 1);
        for (const [index, node] of before.entries()) assert.equal(parts[index], node);
        before = parts;
      }
    }
  });

  test('a list that becomes loose late changes its spacing, not its items', () => {
    const rendering = new Rendering().append('- a\n- b\n- c\n');
    const items = rendering.all('li');
    assert.equal(rendering.one('ul').className, '');
    rendering.append('\n- d\n');
    assert.equal(rendering.one('ul').className, 'loose');
    assert.deepEqual(rendering.all('li').slice(0, 3), items);
  });

  test('code grows by appending: what stands is never written again', () => {
    const rendering = new Rendering().append('```js\nfirst line\nsecond');
    const first = rendering.one('code').firstChild;
    for (let line = 0; line < 50; line++) rendering.append(' half', ' line\n');
    assert.equal(rendering.one('code').firstChild, first);
    assert.equal(rendering.codeBlocks.length, 1);
    rendering.append('```\n').end();
    assert.equal(rendering.one('code').firstChild, first);
  });

  test('long code stands in parts of which only the last is ever touched, and loses no character', () => {
    const line = 'const answer = await question();\n';
    const rendering = new Rendering().append('```js\n');
    const parts: Node[] = [];
    for (let round = 0; round < 60; round++) {
      rendering.append(...inPieces(line.repeat(30), 333));
      const now = [...rendering.one('code').childNodes];
      for (const [index, part] of parts.entries()) assert.equal(now[index], part);
      for (const part of now) assert.ok((part.textContent ?? '').length <= codePartLength + line.length);
      parts.splice(0, parts.length, ...now);
    }
    assert.ok(parts.length > 5);
    assert.equal(rendering.append('```\n').end().codeBlocks[0]?.code(), line.repeat(60 * 30).trimEnd());
  });

  test('a long table goes on in another one with the same head, and its rows stay', () => {
    const rendering = new Rendering().append('| a | b |\n|---|---|\n');
    let before: HTMLElement[] = [];
    for (let row = 1; row <= 3 * groupSize; row++) {
      rendering.append(`| ${row} `, '| two |\n');
      if (row % 50 > 1) continue;
      const rows = rendering.all('tbody > tr');
      assert.equal(rows.length, row);
      assert.equal(rendering.all('table').length, Math.ceil(row / groupSize));
      for (const [index, node] of before.entries()) assert.equal(rows[index], node);
      before = rows;
    }
    assert.deepEqual(
      rendering
        .end()
        .all('table')
        .map((table) => table.querySelectorAll('th').length),
      [2, 2, 2],
    );
  });

  test('a long list goes on in another one, which counts on, and a blank line spaces only its own', () => {
    const rendering = new Rendering();
    let before: HTMLElement[] = [];
    for (let item = 1; item <= 2 * groupSize + 50; item++) {
      rendering.append(item === groupSize + 20 ? '\n3. it' : '3. it', 'em\n');
      if (item % 50 > 1) continue;
      const items = rendering.all('li');
      assert.equal(items.length, item);
      assert.equal(rendering.all('ol').length, Math.ceil(item / groupSize));
      for (const [index, node] of before.entries()) assert.equal(items[index], node);
      before = items;
    }
    const lists = rendering.end().all('ol');
    assert.deepEqual(
      lists.map((list) => list.getAttribute('start')),
      ['3', String(groupSize + 3), String(2 * groupSize + 3)],
    );
    assert.deepEqual(
      lists.map((list) => list.classList.contains('loose')),
      [false, true, false],
    );
  });

  test('words selected in the paragraph that is still growing stay the same node', () => {
    const rendering = new Rendering().append('Some words');
    const words = rendering.one('p').firstChild;
    rendering.append(' and more', ', **and bold', ' ones** in the end.');
    assert.equal(rendering.one('p').firstChild, words);
    assert.equal(rendering.words, 'Some words and more, and bold ones in the end.');
  });

  test('many blocks stand in sections, which come and go with them', () => {
    const rendering = new Rendering().append('word\n\n'.repeat(3 * sectionSize), '> open');
    const sections = rendering.all('.section');
    assert.deepEqual(
      sections.map((section) => section.childElementCount),
      [sectionSize, sectionSize, 1],
    );
    assert.equal(rendering.all(':scope > p').length, sectionSize);
    // A footnote that is being written is no block before its end, and leaves none behind.
    rendering.append(' quotation\n\n', '[label]:', ' https://a.example\n').end();
    assert.deepEqual(rendering.all('.section'), sections);
  });

  test('the end of the answer changes nothing that was settled', () => {
    const rendering = new Rendering().append('# a\n\n- b\n- c\n\n```\nd\n```\n\n| e |\n|---|\n| f |\n\ng');
    const nodes = rendering.all('*');
    rendering.end();
    assert.deepEqual(rendering.all('*'), nodes);
  });
});

function mayStillGrow(block: Element): boolean {
  return block.nextElementSibling?.nextElementSibling === null;
}

suite('A long answer costs no more per word than a short one', () => {
  const shapes: Readonly<Record<string, readonly [head: string, chunk: string]>> = {
    paragraphs: ['', 'A paragraph with **bold** words, `code` and a [link](https://a.example).\n\n'],
    'a mixed answer': ['', '## Title\n\nText\n\n- a\n- b\n\n```js\nlet a;\n```\n\n| a |\n|---|\n| b |\n\n'],
    'one list': ['', '- an item with some words\n  that goes on\n'],
    'one loose list': ['', '1. an item\n\n   with two paragraphs\n\n'],
    'one table': ['| a | b |\n|---|---|\n', '| one | two |\n'],
    'one block of code': ['```js\n', 'const answer = await question();\n'],
    definitions: ['', '[label]: https://a.example/path\n'],
  };
  for (const [name, [head, chunk]] of Object.entries(shapes)) {
    test(name, () => {
      const work = workPerChunk(new Rendering().append(head), chunk, 300);
      const early = Math.max(...work.slice(10, 30));
      const late = Math.max(...work.slice(-20));
      assert.ok(late <= early * 1.1, `${early} characters parsed per chunk early, ${late} late`);
      assert.ok(late <= chunk.length * 12, `${late} characters parsed for ${chunk.length} new ones`);
    });
  }

  const paragraphs = {
    'one paragraph that begins with a link': '[a](https://a.example) and **words** that go on. '.repeat(8),
    'one paragraph in one line': 'Words with **bold** ones, `code` and a [link](https://a.example). '.repeat(
      8,
    ),
    'one paragraph of many lines': 'Words with **bold** ones, `code` and more.\n'.repeat(8),
  };
  for (const [name, chunk] of Object.entries(paragraphs)) {
    test(name, () => {
      const work = workPerChunk(new Rendering(), chunk, 300);
      // Most in a part that is about to end.
      const early = Math.max(...work.slice(20, 60));
      const late = Math.max(...work.slice(-40));
      assert.ok(late <= early * 1.1, `${early} characters parsed per chunk early, ${late} late`);
      assert.ok(late <= textPartLength * 6, `${late} characters parsed for a chunk`);
    });
  }
});

suite('A long block touches no more of the page per word than a short one', () => {
  const blocks: Readonly<Record<string, readonly [head: string, chunk: string]>> = {
    'a list': ['', '- an item with some words\n'],
    'a table': ['| a | b |\n|---|---|\n', '| one | two |\n'],
    code: ['```js\n', 'const answer = await question();\n'],
    'a paragraph': ['', 'Some more words of it. '],
  };
  for (const [name, [head, chunk]] of Object.entries(blocks)) {
    test(name, () => {
      const rendering = new Rendering().append(head);
      const observer = new page.MutationObserver(() => undefined);
      const everything = { subtree: true, childList: true, characterData: true, attributes: true };
      observer.observe(rendering.container, everything);
      const changes = Array.from({ length: 700 }, () => {
        rendering.append(...inPieces(chunk, 10));
        return observer.takeRecords().length;
      });
      observer.disconnect();
      // The first rows of the next table and lines of the next part come with what surrounds them.
      assert.ok(Math.max(...changes.slice(100)) <= Math.max(...changes.slice(0, 50)) + 2);
    });
  }
});

suite('Half-typed syntax does not flicker', () => {
  /** What a person reads after each character. */
  function seen(text: string): string[] {
    const rendering = new Rendering();
    return inPieces(text, 1).map((character) => rendering.append(character).words);
  }
  const never: readonly (readonly [name: string, text: string, marks: RegExp])[] = [
    ['bold and italic', 'a **b c** d *e* f ***g*** __h__ i', /[*_]/u],
    ['strikethrough', 'a ~~b c~~ d', /~/u],
    ['code', 'a `b c` d ``e`f`` g', /`(?!f)/u],
    ['a link', 'a [b c](https://d.example/e_f "g") h', /[[\]()"]|http/u],
    ['a picture', 'a ![b c](https://d.example/e.png) h', /\[|\]/u],
    ['a reference', '[b]: https://b.example\n\na [b c][b] d', /[[\]:]|http/u],
    ['an entity', 'a &amp; b &copy; c &#65; d', /&\w|copy|#/u],
    ['an escape', 'a \\* b \\_ c', /\\/u],
    ['a line break', 'a<br>b<br/>c', /</u],
    ['a heading', '# a\n\n## b\n', /#/u],
    ['a list', '- a\n- b\n  - c\n* d\n', /[-*] /u],
    ['a numbered list', '1. a\n2. b\n10. c\n', /\d\./u],
    ['a task list', '- [ ] a\n- [x] b\n', /\[|\]/u],
    ['a fence', 'a\n\n```js\nb\n```\n\nc ', /`|aj$/u],
    ['a table', '| a | b |\n|---|:-:|\n| c | d |\n', /\||---/u],
    ['a rule', 'a\n\n---\n\nb', /-/u],
    ['a quotation', '> a\n> b\n', />/u],
    ['an emoji', 'a 😀 b', /[\uD800-\uDFFF]/u],
  ];
  for (const [name, text, marks] of never) {
    test(name, () => {
      for (const words of seen(text)) assert.doesNotMatch(words, marks);
    });
  }

  test('bold words are bold from their first letter', () => {
    assert.equal(new Rendering().append('a **b').html, '<p>a <strong>b</strong></p>');
    assert.equal(new Rendering().append('a **b *c').html, '<p>a <strong>b <em>c</em></strong></p>');
  });

  test('the table is there with its first row', () => {
    const rendering = new Rendering().append('| a | b |\n');
    assert.equal(rendering.all('th').length, 2);
    const table = rendering.one('table');
    rendering.append('|---|---|\n| c |');
    assert.equal(rendering.one('table'), table);
    assert.equal(rendering.all('td').length, 2);
  });

  test('marks that turn out to be none come back', () => {
    for (const text of [
      '2 * 3',
      'a_b',
      'array[0] = [1, 2]',
      '3. ',
      'a - b',
      '**open',
      '`open',
      '[open](',
      '1 < 2 & 3',
    ]) {
      assert.equal(rendered(text).words.trim(), text === '3. ' ? '' : text);
    }
  });

  test('a number is no list before its full stop, and a text stays a text', () => {
    const rendering = new Rendering().append('1. a\n\n3');
    assert.equal(rendering.all('ol').length, 1);
    rendering.append(' apples\n');
    assert.equal(rendering.words, 'a3 apples');
    assert.equal(rendering.all('li').length, 1);
  });
});

suite('A link may be defined after its use', () => {
  test('it becomes a link at the end, and settled blocks around it stay', () => {
    const rendering = new Rendering().append(
      'before\n\nsee [a] and [b]\n\nafter\n\n[a]: https://a.example\n\n',
    );
    const paragraphs = rendering.all('p');
    assert.deepEqual(rendering.all('a'), []);
    rendering.end();
    assert.equal(rendering.one('a').getAttribute('href'), 'https://a.example/');
    assert.deepEqual(rendering.all('p'), paragraphs);
    assert.equal(rendering.words, 'beforesee a and [b]after');
  });
});
