import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  afterChange,
  isTouched,
  trackRange,
  type TextChange,
  type TrackedRange,
} from '../../../src/core/text/trackedRange';

const text = 'before [passage] after';
const passage = trackRange(text, { start: 7, end: 16 });

function changed(on: string, { offset, removedLength, insertedText }: TextChange): string {
  return on.slice(0, offset) + insertedText + on.slice(offset + removedLength);
}

function follow(
  range: TrackedRange,
  on: string,
  ...changes: TextChange[]
): { range: string; touched: boolean } {
  let now = range;
  let current = on;
  for (const change of changes) {
    now = afterChange(now, change);
    current = changed(current, change);
  }
  return { range: current.slice(now.start, now.end), touched: isTouched(now, current) };
}

const change = (offset: number, removedLength: number, insertedText: string): TextChange => ({
  offset,
  removedLength,
  insertedText,
});

suite('A range that is followed', () => {
  const cases: readonly (readonly [string, TextChange, string, boolean])[] = [
    ['text typed before it', change(0, 0, 'xx'), '[passage]', false],
    ['text deleted before it', change(0, 3, ''), '[passage]', false],
    ['text typed right before it', change(7, 0, 'xx'), '[passage]', false],
    ['text replaced up to it', change(0, 7, 'xx'), '[passage]', false],
    ['text typed after it', change(20, 0, 'xx'), '[passage]', false],
    ['text typed right after it', change(16, 0, 'xx'), '[passage]', false],
    ['text deleted from its end on', change(16, 6, ''), '[passage]', false],
    ['text typed inside', change(10, 0, 'xx'), '[paxxssage]', true],
    ['text deleted inside', change(8, 4, ''), '[age]', true],
    ['its beginning replaced', change(7, 3, 'xx'), 'xxssage]', true],
    ['its end replaced', change(13, 3, 'xx'), '[passaxx', true],
    ['all of it replaced', change(7, 9, 'xx'), 'xx', true],
    ['all of it deleted', change(7, 9, ''), '', true],
    ['text replaced across its beginning', change(5, 4, 'xx'), 'assage]', true],
    ['text replaced across its end', change(14, 4, 'xx'), '[passag', true],
    ['it and text around it deleted', change(5, 13, ''), '', true],
    ['it and text around it replaced by others', change(5, 13, 'xxx'), '', true],
    ['it and text around it replaced by the same', change(5, 13, 'x[passage]y'), '[passage]', false],
    ['the whole text replaced, as by a formatter', change(0, 22, 'now: [passage].'), '[passage]', false],
    ['the same text found twice afterwards', change(0, 22, '[passage][passage]'), '', true],
  ];
  for (const [name, edit, expected, touched] of cases) {
    test(`${name}: is found, and known to be ${touched ? 'changed' : 'as it was'}`, () => {
      assert.deepEqual(follow(passage, text, edit), { range: expected, touched });
    });
  }

  test('other line ends for the whole document are no change of the passage', () => {
    const lines = 'a\nb\nc\nd\n';
    const range = trackRange(lines, { start: 2, end: 6 });
    const crlf = lines.replaceAll('\n', '\r\n');
    assert.deepEqual(follow(range, lines, change(0, lines.length, crlf)), {
      range: 'b\r\nc\r\n',
      touched: false,
    });
  });

  test('a passage that is deleted and brought back by Undo is itself again', () => {
    assert.deepEqual(follow(passage, text, change(7, 9, ''), change(7, 0, '[passage]')), {
      range: '[passage]',
      touched: false,
    });
  });

  test('a passage that is cut and pasted elsewhere is found there', () => {
    assert.deepEqual(follow(passage, text, change(7, 9, ''), change(0, 0, '[passage]')), {
      range: '[passage]',
      touched: false,
    });
  });

  test('a file that is read anew by whole lines changes only what really differs in them', () => {
    const text = 'One.\nTwo two.\nThree three.\nFour.\n';
    const range = trackRange(text, { start: 5, end: 26 });
    const removedText = 'Three three.\nFour.\n';
    const insertedText = 'Three or three.\nFive.\n';
    const change = { offset: 14, removedLength: removedText.length, insertedText, removedText };
    const moved = afterChange(range, change);
    const after = 'One.\nTwo two.\nThree or three.\nFive.\n';
    assert.equal(after.slice(moved.start, moved.start + 20), 'Two two.\nThree or th');
    const lineOnly = {
      offset: 5,
      removedLength: 9,
      insertedText: 'Two or two.\n',
      removedText: 'Two two.\n',
    };
    const inLine = afterChange(trackRange(text, { start: 5, end: 13 }), lineOnly);
    assert.deepEqual({ start: inLine.start, end: inLine.end }, { start: 5, end: 16 });
    assert.ok(isTouched(inLine, 'One.\nTwo or two.\nThree three.\n'));
  });

  test('an edit that was undone does not count', () => {
    assert.deepEqual(follow(passage, text, change(10, 0, 'x'), change(10, 1, '')), {
      range: '[passage]',
      touched: false,
    });
  });

  test('agrees with marking each character of the range, over any edits', () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.stringMatching(/^[0-9]{0,5}$/)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.nat(20), fc.integer({ min: 1, max: 10 }), edits, (start, length, changes) => {
        let document = 'abcdefghijklmnopqrstuvwxyzABCDEF';
        let range = trackRange(document, { start, end: start + length });
        let marks = Array.from(
          { length: document.length },
          (_, index) => index >= start && index < start + length,
        );
        for (const [at, remove, insertedText] of changes) {
          const offset = at % (document.length + 1);
          const removedLength = Math.min(remove, document.length - offset);
          const edit = change(offset, removedLength, insertedText);
          // Typed text belongs to the range where it replaces nothing but the range, or stands between its characters.
          const removed = marks.slice(offset, offset + removedLength);
          const inside =
            removedLength > 0 ? removed.every(Boolean) : marks[offset - 1] === true && marks[offset] === true;
          const added = Array.from({ length: insertedText.length }, () => inside);
          marks = [...marks.slice(0, offset), ...added, ...marks.slice(offset + removedLength)];
          document = changed(document, edit);
          range = afterChange(range, edit);
          const first = marks.indexOf(true);
          const last = marks.lastIndexOf(true);
          const wanted = first < 0 ? '' : document.slice(first, last + 1);
          assert.equal(document.slice(range.start, range.end), wanted);
          assert.ok(range.start >= 0 && range.end <= document.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
