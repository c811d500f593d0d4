import { unpackZip } from './boundedZip';
import { bytesOf } from './cutText';
import { reading, trouble, type DocumentLimits, type DocumentReading } from './documentReading';
import { readRows, type CellContext, type Hidden } from './sheet/rows';
import { readFormats, readRelations, readSharedStrings, readWorkbook } from './sheet/workbook';

const workbookFile = 'xl/workbook.xml';
const relationsFile = 'xl/_rels/workbook.xml.rels';
const stringsFile = 'xl/sharedStrings.xml';
const stylesFile = 'xl/styles.xml';

/** What an Excel workbook shows: each sheet under its name, its rows as CSV, numbers and dates as one sees them. */
export function readSheets(bytes: Uint8Array, limits: DocumentLimits): DocumentReading {
  const unpacked = unpackZip(bytes, (name) => /^xl\/.*\.(?:xml|rels)$/i.test(name), limits.unpacked);
  if (unpacked.kind !== 'files') return trouble(unpacked.kind);
  const { files } = unpacked;
  const [workbookBytes, relationBytes] = [files.get(workbookFile), files.get(relationsFile)];
  if (workbookBytes === undefined || relationBytes === undefined) return trouble('damaged');
  try {
    const { sheets, startsIn1904 } = readWorkbook(workbookBytes);
    const targets = readRelations(relationBytes);
    const [strings, styles] = [files.get(stringsFile), files.get(stylesFile)];
    const context: CellContext = {
      strings: strings ? readSharedStrings(strings) : [],
      formats: styles ? readFormats(styles) : [],
      startsIn1904,
    };
    const hidden = sheets.filter(({ isHidden }) => isHidden).map(({ name }) => name);
    const shown = sheets.filter(({ isHidden }) => !isHidden);
    const sections = hidden.map(
      (name) => `(The sheet “${name}” is hidden in the workbook, so it is not included.)`,
    );
    let [room, rowCount, read, isCut] = [limits.text - bytesOf(sections.join('\n\n')), 0, 0, false];
    for (const { name, relationId } of shown) {
      if (isCut) break;
      const file = files.get(targets.get(relationId) ?? '');
      if (file === undefined) return trouble('damaged');
      const heading = `## ${name}\n\n`;
      const section = readSheet(file, context, room - bytesOf(heading));
      ({ isCut } = section);
      read += 1;
      rowCount += section.rows;
      room -= bytesOf(heading) + section.bytes;
      sections.push(`${heading}${section.text}`);
    }
    if (rowCount === 0) return trouble('empty');
    return reading(
      sections.join('\n\n'),
      'plaintext',
      isCut ? partInWords(read, shown.length, rowCount) : undefined,
    );
  } catch {
    return trouble('damaged');
  }
}

interface Section {
  readonly text: string;
  readonly rows: number;
  readonly bytes: number;
  /** There is more of it than there was room for. */
  readonly isCut: boolean;
}

function readSheet(file: Uint8Array, context: CellContext, room: number): Section {
  const lines: string[] = [];
  let [bytes, isCut] = [0, false];
  const hidden = readRows(file, context, (cells) => {
    const line = csvLine(cells);
    const size = bytesOf(line) + 1;
    if (bytes + size > room) {
      isCut = true;
      return false;
    }
    bytes += size;
    lines.push(line);
    return true;
  });
  const rows = lines.length;
  if (rows === 0) lines.push('(No visible cells have anything in them.)');
  lines.push(...notes(hidden, isCut, rows));
  return { text: lines.join('\n'), rows, bytes, isCut };
}

function notes({ rows, columns }: Hidden, isCut: boolean, included: number): readonly string[] {
  const all: string[] = [];
  const parts = [rows > 0 ? counted(rows, 'row') : '', columns > 0 ? counted(columns, 'column') : ''];
  const what = parts.filter((part) => part !== '').join(' and ');
  if (what !== '') all.push(`(Hidden in the workbook, so not included: ${what}.)`);
  if (isCut) all.push(`(Only the first ${counted(included, 'row')} of this sheet included here.)`);
  return all;
}

function partInWords(read: number, all: number, rows: number): string {
  return all === 1 ? `first ${counted(rows, 'row')}` : `first ${read} of ${all} sheets, the last in part`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')
    .replace(/,+$/, '');
}
