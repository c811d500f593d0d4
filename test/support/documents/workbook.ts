import { strToU8, zipSync } from 'fflate';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A cell: a text, a number, or a number with the pattern that it is shown by. */
export type Cell =
  string | number | { readonly value: number; readonly format: string } | { readonly xml: string };

export interface SheetToMake {
  readonly name: string;
  readonly state?: 'hidden' | 'veryHidden';
  readonly rows: readonly (readonly Cell[])[];
  /** Rows that are hidden, from 0. */
  readonly hiddenRows?: readonly number[];
  /** Columns that are hidden, from 0. */
  readonly hiddenColumns?: readonly number[];
}

/** Makes an Excel workbook; texts are shared, as Excel has it. */
export function makeWorkbook(sheets: readonly SheetToMake[], date1904 = false): Uint8Array {
  const strings: string[] = [];
  const formats: string[] = [];
  const indexIn = (list: string[], entry: string): number => {
    const index = list.indexOf(entry);
    return index >= 0 ? index : list.push(entry) - 1;
  };
  const cellXml = (cell: Cell): string => {
    if (typeof cell === 'string') return cell === '' ? '' : `t="s"><v>${indexIn(strings, cell)}</v></c>`;
    if (typeof cell === 'number') return `><v>${cell}</v></c>`;
    if ('xml' in cell) return cell.xml;
    return `s="${indexIn(formats, cell.format) + 1}"><v>${cell.value}</v></c>`;
  };
  const rowXml = (row: readonly Cell[], index: number, sheet: SheetToMake): string => {
    const cells = row.map((cell, column) => {
      const xml = cellXml(cell);
      return xml === '' ? '' : `<c r="${String.fromCharCode(65 + column)}${index + 1}" ${xml}`;
    });
    const hidden = sheet.hiddenRows?.includes(index) === true ? ' hidden="1"' : '';
    return `<row r="${index + 1}"${hidden}>${cells.join('')}</row>`;
  };
  const sheetXml = (sheet: SheetToMake): string => {
    const hidden = (sheet.hiddenColumns ?? []).map(
      (column) => `<col min="${column + 1}" max="${column + 1}" width="0" hidden="1"/>`,
    );
    const columns = hidden.length > 0 ? `<cols>${hidden.join('')}</cols>` : '';
    const rows = sheet.rows.map((row, index) => rowXml(row, index, sheet)).join('');
    return `${head}<worksheet xmlns="${main}">${columns}<sheetData>${rows}</sheetData></worksheet>`;
  };
  const sheetFiles = sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)]);
  const entries = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
  );
  const files: Record<string, string> = {
    ...(Object.fromEntries(sheetFiles) as Record<string, string>),
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${relations}">${sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`,
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${strings.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts>${formats.map((format, index) => `<numFmt numFmtId="${164 + index}" formatCode="${escaped(format)}"/>`).join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map((_, index) => `<xf numFmtId="${164 + index}"/>`).join('')}<xf numFmtId="14"/></cellXfs></styleSheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
