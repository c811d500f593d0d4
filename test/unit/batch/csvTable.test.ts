import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  columnNames,
  columnToAdd,
  newColumnName,
  readCsv,
  withInsertions,
  writeCsv,
  type CsvTable,
} from '../../../src/core/batch/csv/csvTable';

function read(text: string, delimiter?: string): CsvTable {
  const table = readCsv(text, delimiter);
  assert.ok(table, 'the table can’t be read');
  return table;
}

const cells = (table: CsvTable): readonly (readonly string[])[] => table.rows.map((row) => row.cells);

function added(text: string, answers: Readonly<Record<number, string>>): string {
  const table = read(text);
  const values = new Map(Object.entries(answers).map(([row, value]) => [Number(row), value]));
  return withInsertions(text, columnToAdd(table, newColumnName(table, 'Answer'), values));
}

suite('A table as text', () => {
  test('rows are read whatever stands between cells and at the ends of lines', () => {
    for (const delimiter of [',', ';', '\t', '|']) {
      for (const end of ['\n', '\r\n', '\r']) {
        const text = ['Name;Note', 'Ann;"a;b"', 'Bo;"say ""hi"""', ''].join(end).replaceAll(';', delimiter);
        assert.deepEqual(
          cells(read(text)),
          [
            ['Name', 'Note'],
            ['Ann', `a${delimiter}b`],
            ['Bo', 'say "hi"'],
          ],
          JSON.stringify(text),
        );
      }
    }
  });

  test('a file with both kinds of line ends keeps each of them', () => {
    const text = 'Name,Note\r\nAnn,5"\nBo,"two\r\nlines"\r\n';
    assert.deepEqual(cells(read(text)), [
      ['Name', 'Note'],
      ['Ann', '5"'],
      ['Bo', 'two\r\nlines'],
    ]);
    assert.equal(
      added(text, { 1: 'good', 2: 'a "fine", one' }),
      'Name,Note,Answer\r\nAnn,5",good\nBo,"two\r\nlines","a ""fine"", one"\r\n',
    );
  });

  test('short rows are filled up so that answers stand below one another, and empty lines stay empty', () => {
    assert.equal(added('A,B,C\n1\n\n1,2,3,4\n', { 1: 'x', 3: 'y' }), 'A,B,C,,Answer\n1,,,,x\n\n1,2,3,4,y\n');
  });

  test('the last row needs no line end', () => {
    assert.equal(added('Name\nAnn', { 1: 'yes' }), 'Name,Answer\nAnn,yes');
    assert.equal(added('Name\nAnn\n', { 1: 'yes' }), 'Name,Answer\nAnn,yes\n');
  });

  test('a first row that is no row of names is one to ask about', () => {
    assert.equal(read('Name,Age\nAnn,5').hasNames, true);
    for (const text of [
      'Ann,5\nBo,6',
      'Ann,Ann\nBo,Bo',
      'a,\nb,c',
      'It was great.\nIt was bad.',
      'Only one',
    ]) {
      assert.equal(read(text).hasNames, false, text);
    }
    assert.deepEqual(columnNames(read('Ann,5\nBo,6')), ['Column 1', 'Column 2']);
    assert.equal(added('Ann,5\nBo,6', { 0: 'x', 1: 'y' }), 'Ann,5,x\nBo,6,y');
  });

  test('a column named as ours is left alone', () => {
    assert.equal(newColumnName(read('Name,answer\nAnn,x'), 'Answer'), 'Answer 2');
  });

  test('a quotation mark that is never closed is told, not guessed at', () => {
    assert.equal(readCsv('Name,Note\nAnn,"oh\nBo,x\n'), undefined);
  });

  test('no answer becomes a formula that a spreadsheet would run', () => {
    for (const answer of ['=1+1', '@sum', '+cmd', '-cmd|x'])
      assert.equal(read(added('Name\nAnn', { 1: answer })).rows[1]?.cells[1], `'${answer}`);
    for (const answer of ['-5', '+1.5', '- a list', '1=2'])
      assert.equal(read(added('Name\nAnn', { 1: answer })).rows[1]?.cells[1], answer);
    assert.equal(writeCsv([['a', 'b,c']]), 'a,"b,c"\r\n');
  });

  test('a long text in one cell is read in time that grows with it alone', () => {
    const time = (length: number): number => {
      const text = `Name,Note\nAnn,"${'say ""hi"", '.repeat(length)}"\n`;
      const start = performance.now();
      read(text);
      return performance.now() - start;
    };
    time(1_000);
    assert.ok(time(30_000) < 2_000);
  });

  const cell = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', ' ', 'ä', '😀', '=', 'x'), maxLength: 8 }),
  );

  test('whatever the table holds, an added column leaves every other sign where it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 8, maxLength: 8 }),
        fc.array(fc.string({ maxLength: 10 }), { minLength: 8, maxLength: 8 }),
        fc.boolean(),
        (rows, delimiter, ends, answers, endsInBreak) => {
          const quote = (value: string): string => `"${value.replaceAll('"', '""')}"`;
          const text = rows
            .map((row, index) => {
              const isLast = index === rows.length - 1;
              return row.map(quote).join(delimiter) + (isLast && !endsInBreak ? '' : (ends[index] ?? '\n'));
            })
            .join('');
          const table = read(text, delimiter);
          assert.deepEqual(cells(table), rows);
          const insertions = columnToAdd(
            table,
            'Answer',
            new Map(answers.map((answer, row) => [row, answer])),
          );
          const longer = withInsertions(text, insertions);
          let [rest, position] = ['', 0];
          let shift = 0;
          for (const { at, text: put } of insertions) {
            rest += longer.slice(position, at + shift);
            shift += put.length;
            position = at + shift;
          }
          assert.equal(rest + longer.slice(position), text);
          const again = read(longer, delimiter);
          again.rows.forEach((row, index) => {
            const before = rows[index] ?? [];
            assert.deepEqual(row.cells.slice(0, before.length), before);
          });
        },
      ),
      { numRuns: 1_500 },
    );
  });
});
