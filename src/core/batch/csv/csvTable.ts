import papaparse from 'papaparse';

/** One row, and where it stands. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** Where its last cell ends, before the line break, in UTF-16 units. */
  readonly end: number;
}

/** A text of rows and columns, whose every sign stays where it is. */
export interface CsvTable {
  /** Without a byte order mark. */
  readonly text: string;
  readonly delimiter: string;
  readonly rows: readonly CsvRow[];
  /** Cells in the longest row. */
  readonly width: number;
  /** Whether the first row names the columns. */
  readonly hasNames: boolean;
}

type Newline = '\n' | '\r';

const delimiters = [',', ';', '\t', '|'];

/**
 * Reads a table, whatever stands between its cells and at the ends of its lines; `undefined` where a quotation mark is
 * opened and never closed, so that nobody can tell its rows. papaparse tells where each row ends, which is why it was
 * chosen: to add a column, nothing is written anew but the column (csv-parse tells it too, in bytes, and is twice the size).
 *
 * @param delimiter what stands between cells; absent: it is guessed
 */
export function readCsv(text: string, delimiter?: string): CsvTable | undefined {
  const newline = newlineOf(text);
  if (delimiter !== undefined) return readWith(text, delimiter, newline);
  const guessed = delimiterOf(text, newline);
  const table = readWith(text, guessed, newline);
  if (table !== undefined) return table;
  // Quotation marks can also seem not to match because the guess was wrong.
  return delimiters
    .filter((other) => other !== guessed)
    .map((other) => readWith(text, other, newline))
    .find((other) => other !== undefined && other.width > 1);
}

/** `undefined` where quotation marks don't match, with these signs between cells. */
function readWith(text: string, delimiter: string, newline: Newline): CsvTable | undefined {
  const rows: CsvRow[] = [];
  let start = 0;
  const faults = new Set<string>();
  papaparse.parse(text, {
    delimiter,
    newline,
    step: ({ data, errors, meta: { cursor } }) => {
      for (const { code } of errors) faults.add(code);
      // At the end of the text papaparse tells of a row that is none.
      if (start < text.length || cursor > start) rows.push(rowOf(data, text, start, cursor, delimiter));
      start = cursor;
    },
  });
  if (faults.has('MissingQuotes')) return undefined;
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  return { text, delimiter, rows, width, hasNames: looksLikeNames(rows) };
}

/** Whether a row holds nothing at all, as an empty line does. */
export function isEmptyRow({ cells }: CsvRow): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** The columns' names; those that have none are numbered, as in "Column 3". */
export function columnNames({ rows, width, hasNames }: CsvTable): readonly string[] {
  const names = hasNames ? (rows[0]?.cells ?? []) : [];
  return Array.from({ length: width }, (_, index) => {
    const name = names[index]?.trim() ?? '';
    return name === '' ? `Column ${index + 1}` : name;
  });
}

/** Text to put into a table. */
export interface Insertion {
  /** In UTF-16 units. */
  readonly at: number;
  readonly text: string;
}

/**
 * What to put where so that a table gets one column more, behind its longest row; in the order of the text. Empty lines
 * stay empty.
 *
 * @param values by the row's place, from 0; a row without one gets an empty cell
 */
export function columnToAdd(
  table: CsvTable,
  name: string,
  values: ReadonlyMap<number, string>,
): readonly Insertion[] {
  const { rows, width, delimiter, hasNames } = table;
  return rows.flatMap((row, index) => {
    if (isEmptyRow(row) && !values.has(index)) return [];
    const value = hasNames && index === 0 ? name : (values.get(index) ?? '');
    const before = delimiter.repeat(width - row.cells.length + 1);
    return [{ at: row.end, text: before + cellOf(value, delimiter) }];
  });
}

export function withInsertions(text: string, insertions: readonly Insertion[]): string {
  const parts: string[] = [];
  let start = 0;
  for (const { at, text: added } of insertions) {
    parts.push(text.slice(start, at), added);
    start = at;
  }
  return parts.join('') + text.slice(start);
}

/** A name that no column has yet, as in "Answer" or "Answer 2". */
export function newColumnName(table: CsvTable, wanted: string): string {
  const taken = new Set(columnNames(table).map((name) => name.toLowerCase()));
  let name = wanted;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${wanted} ${count}`;
  return name;
}

/** Rows of text alone, as a new file. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `${papaparse.unparse(rows, { delimiter: ',', escapeFormulae: formula })}\r\n`;
}

/**
 * What a spreadsheet would run when it opens the file: answers are written by a model, which may have been told to by
 * what it read. Numbers and lists with dashes are none.
 */
const formula = /^(?:[=@\t\r]|[+-](?![\d\s.,-]))/;

/** A text as one cell, in quotation marks where it needs them. */
function cellOf(value: string, delimiter: string): string {
  return value === '' ? '' : papaparse.unparse([[value]], { delimiter, escapeFormulae: formula });
}

function rowOf(
  data: readonly string[],
  text: string,
  start: number,
  cursor: number,
  delimiter: string,
): CsvRow {
  const end = cursor > start && text[cursor - 1] === '\n' ? cursor - 1 : cursor;
  if (end === start || text[end - 1] !== '\r') return { cells: data, end };
  const last = data.at(-1) ?? '';
  // Where the cell stands in quotation marks, the carriage return behind them is not taken for a part of it.
  const lastAt = end - last.length;
  const isBare = lastAt === start || text[lastAt - 1] === delimiter;
  const isPartOfCell = isBare && last.endsWith('\r') && text.endsWith(last, end);
  return { cells: isPartOfCell ? [...data.slice(0, -1), last.slice(0, -1)] : data, end: end - 1 };
}

/**
 * Each row ends at a line feed, so that files with both kinds of line ends are read too; a carriage return before it is
 * looked at by itself. Old Macs wrote carriage returns alone.
 */
function newlineOf(text: string): Newline {
  return text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
}

/** What stands between cells. Of a text with one column, as good as anything. */
function delimiterOf(text: string, newline: Newline): string {
  const { delimiter } = papaparse.parse(text, {
    preview: 20,
    newline,
    // The end of the last line would count as a row of one cell.
    skipEmptyLines: true,
    delimitersToGuess: delimiters,
  }).meta;
  return delimiters.includes(delimiter) ? delimiter : ',';
}

/** Names of columns are a few words, each another; with a number, a date or a sentence among them, it is a row like any other. */
function looksLikeNames([first, second]: readonly CsvRow[]): boolean {
  if (first === undefined || second === undefined) return false;
  const names = first.cells.map((cell) => cell.trim());
  return new Set(names).size === names.length && names.every(isName);
}

function isName(text: string): boolean {
  return text.length <= 60 && /\p{L}/u.test(text) && !/^\d|[.!]$/.test(text);
}
