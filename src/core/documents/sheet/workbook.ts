import { readXml } from './readXml';

export interface SheetEntry {
  readonly name: string;
  readonly isHidden: boolean;
  /** Under which the workbook's relations tell its file. */
  readonly relationId: string;
}

export interface Workbook {
  readonly sheets: readonly SheetEntry[];
  /** Its days count from 1904, as those of old Macs do, and not from 1900. */
  readonly startsIn1904: boolean;
}

export function readWorkbook(bytes: Uint8Array): Workbook {
  const sheets: SheetEntry[] = [];
  let startsIn1904 = false;
  readXml(bytes, () => ({
    open: (name, attribute) => {
      if (name === 'workbookPr') startsIn1904 = isTrue(attribute('date1904'));
      if (name !== 'sheet') return;
      const state = attribute('state');
      sheets.push({
        name: attribute('name') ?? '',
        isHidden: state === 'hidden' || state === 'veryHidden',
        relationId: attribute('id') ?? '',
      });
    },
  }));
  return { sheets, startsIn1904 };
}

/** The files that a workbook's relations name, from the ZIP's root, by their ids. */
export function readRelations(bytes: Uint8Array): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  readXml(bytes, () => ({
    open: (name, attribute) => {
      const [id, target] = [attribute('Id'), attribute('Target')];
      if (name !== 'Relationship' || id === undefined || target === undefined) return;
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  }));
  return targets;
}

/** The texts that cells name by their number. */
export function readSharedStrings(bytes: Uint8Array): readonly string[] {
  const strings: string[] = [];
  let [text, isText, reading] = ['', false, true];
  readXml(bytes, () => ({
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') reading = false;
      isText = name === 't';
    },
    // How Japanese is to be read aloud (`rPh`) stands in no cell.
    text: (part) => {
      if (isText && reading) text += part;
    },
    close: (name) => {
      if (name === 'rPh') reading = true;
      if (name === 'si') strings.push(text);
      isText = false;
    },
  }));
  return strings;
}

/** How cells show their numbers: patterns such as `0.00%`, by the number of the cell's style. */
export function readFormats(bytes: Uint8Array): readonly string[] {
  const own = new Map<string, string>();
  const formats: string[] = [];
  let isOfCells = false;
  readXml(bytes, () => ({
    open: (name, attribute) => {
      if (name === 'numFmt') own.set(attribute('numFmtId') ?? '', attribute('formatCode') ?? '');
      if (name === 'cellXfs') isOfCells = true;
      if (name !== 'xf' || !isOfCells) return;
      const id = attribute('numFmtId') ?? '0';
      formats.push(own.get(id) ?? builtInFormats[Number(id)] ?? 'General');
    },
    close: (name) => {
      if (name === 'cellXfs') isOfCells = false;
    },
  }));
  return formats;
}

/**
 * Formats that files name by number alone (ECMA-376, part 1, 18.8.30). Dates that Excel shows as the computer's
 * region has them are written in a way that nobody reads wrong.
 */
const builtInFormats: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy-mm-dd',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
};

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
