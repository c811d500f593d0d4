import { format } from 'numfmt';
import { readXml } from './readXml';

/** What the cells of a workbook's sheets refer to. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly formats: readonly string[];
  readonly startsIn1904: boolean;
}

/** What a sheet does not show, and therefore does not go along. */
export interface Hidden {
  readonly rows: number;
  readonly columns: number;
}

/** Days from 1900 to 1904, as spreadsheets count them. */
const daysTo1904 = 1462;

/** The last column that a spreadsheet can have. */
const mostColumns = 16_384;

/**
 * Reads a sheet row by row, each cell as it is seen, hidden rows and columns left out, until `onRow` returns false.
 * Rows without anything in them are passed over.
 */
export function readRows(
  bytes: Uint8Array,
  context: CellContext,
  onRow: (cells: readonly string[]) => boolean,
): Hidden {
  const hiddenColumns = new Set<number>();
  let [hiddenRows, isHidden, row] = [0, false, [] as string[]];
  let [column, type, style] = [-1, 'n', 0];
  let [value, formula, part] = ['', '', ''];
  readXml(bytes, (stop) => ({
    open: (name, attribute) => {
      switch (name) {
        case 'col': {
          if (!isOn(attribute('hidden'))) break;
          const last = Math.min(Number(attribute('max')), mostColumns);
          for (let each = Number(attribute('min')); each <= last; each += 1) hiddenColumns.add(each - 1);
          break;
        }
        case 'row':
          isHidden = isOn(attribute('hidden'));
          row = [];
          column = -1;
          break;
        case 'c':
          column = columnOf(attribute('r')) ?? column + 1;
          type = attribute('t') ?? 'n';
          style = Number(attribute('s') ?? 0);
          [value, formula] = ['', ''];
          break;
        // Text that is read aloud (`rPh`) begins with another name, and is never a part.
        case 'v':
        case 'f':
        case 't':
          part = name;
          break;
        default:
          part = '';
      }
    },
    text: (text) => {
      if (part === 'f') formula += text;
      else if (part !== '') value += text;
    },
    close: (name) => {
      part = '';
      if (name === 'c' && column < mostColumns && !isHidden) {
        row[column] = value === '' && formula !== '' ? `=${formula}` : cellText(value, type, style, context);
      }
      if (name !== 'row') return;
      const cells = Array.from(row, (cell: string | undefined) => cell ?? '');
      const seen = cells.filter((_, index) => !hiddenColumns.has(index));
      if (isHidden) hiddenRows += 1;
      else if (seen.some((cell) => cell.trim() !== '') && !onRow(seen)) stop();
    },
  }));
  return { rows: hiddenRows, columns: hiddenColumns.size };
}

function cellText(value: string, type: string, style: number, context: CellContext): string {
  switch (type) {
    case 's':
      return context.strings[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'n':
      return value === '' ? '' : numberText(Number(value), context.formats[style] ?? 'General', context);
    default:
      return value;
  }
}

/** A number as its cell shows it; a pattern that nobody understands leaves it as it is. */
function numberText(value: number, pattern: string, { startsIn1904 }: CellContext): string {
  if (!Number.isFinite(value)) return '';
  try {
    const isDay = startsIn1904 && /[ymdhs]/i.test(pattern.replace(/"[^"]*"|\\.|\[[^\]]*\]|General/gi, ''));
    return format(pattern, isDay ? value + daysTo1904 : value, { nbsp: false, dateErrorNumber: true }).trim();
  } catch {
    return String(value);
  }
}

/** As in `AB12` → 27. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function isOn(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
