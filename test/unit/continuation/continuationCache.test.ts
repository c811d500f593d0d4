import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ContinuationCache, type CursorPlace } from '../../../src/core/continuation/continuationCache';

/** A cursor at the `|` of a text. */
function at(text: string, document = 'a'): CursorPlace {
  const offset = text.indexOf('|');
  return { document, offset, before: text.slice(0, offset), after: text.slice(offset + 1) };
}

suite('Suggestions that were made', () => {
  let cache: ContinuationCache;

  setup(() => {
    cache = new ContinuationCache();
    cache.add(at('Thank you|\n'), ' for the soup.');
  });

  test('typing along one leaves its rest, and deleting again the whole', () => {
    assert.equal(cache.find(at('Thank you|\n'))?.text, ' for the soup.');
    assert.equal(cache.find(at('Thank you for|\n'))?.text, ' the soup.');
    assert.equal(cache.find(at('Thank you for the soup|\n'))?.text, '.');
  });

  test('typing anything else, another text behind the cursor or another document leave nothing', () => {
    assert.equal(cache.find(at('Thank you all|\n')), undefined);
    assert.equal(cache.find(at('Thank you|\nMore')), undefined);
    assert.equal(cache.find(at('Thank you|\n', 'b')), undefined);
    assert.equal(cache.find(at('Thank yo|\n')), undefined);
    assert.equal(cache.find(at('Shank you|\n')), undefined);
  });

  test('once all of it is typed, something new may be asked for', () => {
    assert.equal(cache.find(at('Thank you for the soup.|\n')), undefined);
  });

  test('where nothing belonged, nothing is asked for again', () => {
    cache.add(at('The end.|'), '');
    assert.deepEqual(cache.find(at('The end.|')), { text: '', replaces: 0 });
    assert.equal(cache.find(at('The end. |')), undefined);
  });

  test('brackets and quotes that the editor closes while one types along do not matter', () => {
    cache.add(at('x = |\n', 'code'), 'print("hello")');
    assert.deepEqual(cache.find(at('x = print(|)\n', 'code')), { text: '"hello")', replaces: 1 });
    assert.deepEqual(cache.find(at('x = print("|")\n', 'code')), { text: 'hello")', replaces: 2 });
    assert.equal(cache.find(at('x = print(|]\n', 'code')), undefined);
  });

  test('the latest is meant', () => {
    cache.add(at('Thank you|\n'), ' for everything.');
    assert.equal(cache.find(at('Thank you for|\n'))?.text, ' everything.');
  });

  test('the places of long documents are known by what is near', () => {
    const long = 'x'.repeat(5_000);
    const place = (typed: string): CursorPlace => ({
      document: 'long',
      offset: 5_000 + typed.length,
      before: (long + typed).slice(-2_000),
      after: `${long}end`.slice(0, 200),
    });
    cache.add(place(''), 'hello');
    assert.equal(cache.find(place('he'))?.text, 'llo');
  });

  test('whatever is typed along, the rest and what was typed are the whole', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        fc.string(),
        fc.nat(),
        (before, after, text, cut) => {
          const fresh = new ContinuationCache();
          const place = { document: 'a', offset: before.length, before, after };
          fresh.add(place, text);
          const typed = text.slice(0, cut % (text.length + 1));
          const found = fresh.find({ ...place, offset: place.offset + typed.length, before: before + typed });
          if (typed === text && text !== '') assert.equal(found, undefined);
          else assert.deepEqual(found, { text: text.slice(typed.length), replaces: 0 });
        },
      ),
    );
  });
});
