import * as vscode from 'vscode';
import type { BatchItem } from '../core/batch/batchItem';
import {
  columnNames,
  columnToAdd,
  isEmptyRow,
  newColumnName,
  readCsv,
  withInsertions,
  type CsvTable,
} from '../core/batch/csv/csvTable';
import { rowText } from '../core/batch/itemPrompt';
import type { RunTarget } from '../core/batch/runRecord';
import { decodeText } from '../core/text/decodeText';
import type { OpenSource, TargetOffer, Written } from './openSource';
import {
  equal,
  firstPlace,
  folderOf,
  isWritable,
  nameOf,
  openDocument,
  partsOfName,
  writeNew,
} from './places';

/** Bytes of a table at most: more would not be asked about row by row. */
const largestTable = 50_000_000;

export function isTable(uri: vscode.Uri): boolean {
  return /\.(?:csv|tsv|tab)$/i.test(uri.path);
}

/** Reads a table, or says in a sentence why it can't be. Rejects if the file can't be read. */
export async function openTable(file: vscode.Uri): Promise<OpenSource | string> {
  const name = nameOf(file);
  const content = await readTable(file);
  if (content === undefined)
    return `“${name}” is no text that can be read as a table. Save it as CSV in UTF-8, and try again.`;
  const table = readCsv(content.text, delimiterFor(file));
  if (table === undefined)
    return `The rows of “${name}” can’t be told apart: a quotation mark is opened in it and never closed. Mend that, and try again.`;
  const source = new TableSource(file, name, table, content.hasMark);
  return source.items.length > 0 ? source : `There is no row in “${name}” yet.`;
}

/** Where a file's name tells what stands between its cells. */
function delimiterFor({ path }: vscode.Uri): string | undefined {
  return /\.(?:tsv|tab)$/i.test(path) ? '\t' : undefined;
}

class TableSource implements OpenSource {
  readonly form = 'cell';
  readonly source;
  readonly items: readonly BatchItem[];
  readonly columns: readonly string[];
  /** The row of each item, from 0. */
  readonly #rows: readonly number[];
  /** What was written where, so that more answers can take its place while nobody else touched it. */
  #written: { readonly uri: vscode.Uri; readonly bytes: Uint8Array } | undefined;
  #inserted: { readonly before: CsvTable; readonly after: string } | undefined;

  constructor(
    readonly file: vscode.Uri,
    readonly name: string,
    readonly table: CsvTable,
    readonly hasMark: boolean,
  ) {
    this.source = { kind: 'table', file: file.toString() } as const;
    this.columns = columnNames(table);
    this.#rows = rowsToAsk(table);
    this.items = this.#rows.map((row) => itemOf(table, this.columns, row));
  }

  async offers(): Promise<readonly TargetOffer[]> {
    const { stem, ending } = partsOfName(this.name);
    const isUntitled = this.file.scheme === 'untitled';
    const copy: TargetOffer = {
      target: { kind: 'copy' },
      label: isUntitled ? 'into a new document' : `into a new file, “${stem} with answers${ending}”`,
      detail: `${this.name} itself stays as it is`,
    };
    if (openDocument(this.file) === undefined) return Promise.resolve([copy]);
    const within: TargetOffer = {
      target: { kind: 'source' },
      label: `into ${this.name} itself`,
      detail: 'as a new column, when all are there; Undo takes it back',
    };
    return Promise.resolve([copy, within]);
  }

  async saveAll(answers: ReadonlyMap<number, string>, target: RunTarget): Promise<Written> {
    if (target.kind === 'source') {
      if (await this.#insert(answers)) return {};
      const written = await this.#writeCopy(answers);
      return {
        ...written,
        remark: `${this.name} was changed meanwhile, so the answers went into a new file.`,
      };
    }
    return this.#writeCopy(answers);
  }

  async saveElsewhere(answers: ReadonlyMap<number, string>): Promise<vscode.Uri | undefined> {
    const { stem, ending } = partsOfName(this.name);
    const file = await vscode.window.showSaveDialog({
      title: 'Save the Answers',
      defaultUri: vscode.Uri.joinPath(firstPlace(), `${stem} with answers${ending || '.csv'}`),
    });
    if (file === undefined) return undefined;
    await vscode.workspace.fs.writeFile(file, this.#bytes(answers));
    return file;
  }

  async #writeCopy(answers: ReadonlyMap<number, string>): Promise<Written> {
    if (this.file.scheme === 'untitled' || !isWritable(folderOf(this.file))) {
      const content = this.#text(this.table, answers);
      const document = await vscode.workspace.openTextDocument({ content, language: 'csv' });
      return {
        uri: document.uri,
        ...(this.file.scheme !== 'untitled' && {
          remark: `Nothing can be written beside ${this.name}, so the answers are in a new document. Save it where you like.`,
        }),
      };
    }
    const bytes = this.#bytes(answers);
    const { stem, ending } = partsOfName(this.name);
    const earlier = this.#written;
    let uri: vscode.Uri;
    if (earlier !== undefined && (await isAsWritten(earlier))) {
      ({ uri } = earlier);
      await vscode.workspace.fs.writeFile(uri, bytes);
    } else uri = await writeNew(folderOf(this.file), `${stem} with answers`, ending, bytes);
    this.#written = { uri, bytes };
    return { uri };
  }

  /** Puts the column into the document itself; false where it is not the one any more that was asked about. */
  async #insert(answers: ReadonlyMap<number, string>): Promise<boolean> {
    const document = openDocument(this.file);
    if (document === undefined) return false;
    const text = document.getText();
    const earlier = this.#inserted;
    const table = earlier?.after === text ? earlier.before : readCsv(text, delimiterFor(this.file));
    if (table === undefined || !this.#isSame(table)) return false;
    const insertions = columnToAdd(table, newColumnName(table, 'Answer'), this.#byRow(answers));
    const after = withInsertions(table.text, insertions);
    const edit = new vscode.WorkspaceEdit();
    if (table.text === text) {
      for (const { at, text: added } of insertions) edit.insert(document.uri, document.positionAt(at), added);
    } else {
      const whole = new vscode.Range(document.positionAt(0), document.positionAt(text.length));
      edit.replace(document.uri, whole, after);
    }
    if (!(await vscode.workspace.applyEdit(edit))) return false;
    this.#inserted = { before: table, after: document.getText() };
    await vscode.window.showTextDocument(document, { preview: false });
    return true;
  }

  #isSame(table: CsvTable): boolean {
    const rows = rowsToAsk(table);
    const columns = columnNames(table);
    return (
      rows.length === this.#rows.length &&
      rows.every((row, index) => itemOf(table, columns, row).text === this.items[index]?.text)
    );
  }

  #byRow(answers: ReadonlyMap<number, string>): ReadonlyMap<number, string> {
    return new Map([...answers].map(([index, text]) => [this.#rows[index] ?? -1, text]));
  }

  #text(table: CsvTable, answers: ReadonlyMap<number, string>): string {
    return withInsertions(
      table.text,
      columnToAdd(table, newColumnName(table, 'Answer'), this.#byRow(answers)),
    );
  }

  #bytes(answers: ReadonlyMap<number, string>): Uint8Array {
    const mark = this.hasMark ? '\ufeff' : '';
    return new TextEncoder().encode(mark + this.#text(this.table, answers));
  }
}

async function isAsWritten({
  uri,
  bytes,
}: {
  readonly uri: vscode.Uri;
  readonly bytes: Uint8Array;
}): Promise<boolean> {
  if (openDocument(uri)?.isDirty === true) return false;
  try {
    return equal(await vscode.workspace.fs.readFile(uri), bytes);
  } catch {
    return false;
  }
}

/** The text as it lies on disk, or with its unsaved words. */
async function readTable(
  file: vscode.Uri,
): Promise<{ readonly text: string; readonly hasMark: boolean } | undefined> {
  const document = openDocument(file);
  if (document !== undefined && (document.isDirty || document.isUntitled))
    return { text: document.getText(), hasMark: false };
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > largestTable) return undefined;
  const bytes = await vscode.workspace.fs.readFile(file);
  const text = decodeText(bytes);
  if (text === undefined) return undefined;
  // What was saved in other letters than UTF-8 is written in UTF-8, and with its mark, by which Excel knows it.
  const isUtf8 = equal(new TextEncoder().encode(text), bytes);
  return { text, hasMark: !isUtf8 };
}

function rowsToAsk(table: CsvTable): readonly number[] {
  return table.rows.flatMap((row, index) =>
    isEmptyRow(row) || (table.hasNames && index === 0) ? [] : [index],
  );
}

function itemOf(table: CsvTable, names: readonly string[], row: number): BatchItem {
  const cells = table.rows[row]?.cells ?? [];
  const columns = new Map(names.map((name, index) => [name, cells[index] ?? '']));
  return { name: `Row ${row + 1}`, text: rowText(columns), languageId: 'plaintext', columns };
}
