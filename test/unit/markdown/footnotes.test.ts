import assert from 'node:assert/strict';
import { inPieces, page, rendered, Rendering } from './support';

const text = 'One[^1] and two[^b].\n\nThree[^1].\n\n[^1]: First.\n[^b]: Second,\n\n    in two paragraphs.\n';

function press(link: HTMLElement | undefined): void {
  link?.dispatchEvent(new page.MouseEvent('click', { bubbles: true, cancelable: true }));
}

/** A rendering in which it is known what was scrolled to: the page of the tests has no layout. */
function scrollable(markdown: string): Rendering {
  const rendering = rendered(markdown);
  for (const element of rendering.all('*')) element.scrollIntoView = () => undefined;
  return rendering;
}

suite('Footnotes lead to their notes and back', () => {
  test('the text has their numbers in the order in which it refers to them, and the notes have the same', () => {
    const rendering = rendered(text);
    assert.deepEqual(
      rendering.all('.footnote-reference').map((reference) => reference.textContent),
      ['1', '2', '1'],
    );
    assert.deepEqual(
      rendering
        .all('.footnote-note')
        .map((note) => [note.id, note.children[0]?.textContent, note.children[1]?.textContent]),
      [
        ['test-note-1', '1', 'First.'],
        ['test-note-2', '2', 'Second,in two paragraphs.'],
      ],
    );
    assert.deepEqual(
      rendering.all('.footnote-note a').map((link) => link.getAttribute('aria-label')),
      ['Back to the text, footnote 1', 'Back to the text, footnote 2'],
    );
  });

  test('a press goes to the note and the way back to where the person was, and nothing leaves the page', () => {
    const rendering = scrollable(text);
    const [first, , third] = rendering.all('.footnote-reference a');
    const [note] = rendering.all('.footnote-note');
    const [back] = rendering.all('.footnote-note a');
    for (const reference of [third, first]) {
      press(reference);
      assert.equal(page.document.activeElement, note);
      press(back);
      assert.equal(page.document.activeElement, reference);
    }
    assert.deepEqual(rendering.opened, []);
  });

  test('the way back is there for those who came by scrolling', () => {
    const rendering = scrollable(text);
    press(rendering.all('.footnote-note a')[1]);
    assert.equal(page.document.activeElement, rendering.all('.footnote-reference a')[1]);
  });

  test('no id stands twice, also where the head of a table is repeated or a label is defined again', () => {
    const rendering = rendered(
      `a[^1] b[^1]\n\n| c[^2] |\n|---|\n${'| d[^2] |\n'.repeat(450)}\n[^1]: e\n[^1]: f\n[^2]: g\n`,
    );
    const ids = rendering.all('[id]').map((element) => element.id);
    assert.deepEqual(ids, [...new Set(ids)]);
    assert.deepEqual(ids, ['test-text-1', 'test-note-1', 'test-note-2']);
  });
});

suite('Footnotes can be read while they come', () => {
  test('no mark of them flickers, and what is settled stays', () => {
    const rendering = new Rendering();
    let first: HTMLElement | undefined;
    for (const character of inPieces(text, 1)) {
      rendering.append(character);
      assert.doesNotMatch(rendering.words, /[[\]^]|:$/u);
      first ??= rendering.all('.footnote-reference a')[0];
    }
    rendering.end();
    assert.equal(rendering.all('.footnote-reference a')[0], first);
  });

  test('one whose note never comes is the text that it is, and the others count without it', () => {
    const rendering = new Rendering().append('a[^1] b[^2]\n\nc[^2]\n\n', '[^2]: two\n');
    assert.deepEqual(
      rendering.all('.footnote-reference').map((reference) => reference.textContent),
      ['1', '2', '2'],
    );
    rendering.end();
    assert.equal(rendering.words, 'a[^1] b1c11two↩\uFE0E');
  });

  test('a note that nothing refers to is shown, without a way back', () => {
    const rendering = rendered('[^why]: because\n');
    assert.equal(rendering.words, 'whybecause');
    assert.deepEqual(rendering.all('a'), []);
  });
});
