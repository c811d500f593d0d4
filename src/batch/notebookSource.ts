import * as vscode from 'vscode';
import type { BatchItem } from '../core/batch/batchItem';
import { answersDocument } from '../core/batch/runDocuments';
import type { CellKinds, RunTarget } from '../core/batch/runRecord';
import type { OpenSource, TargetOffer, Written } from './openSource';
import { nameOf } from './places';

export function isNotebook(uri: vscode.Uri): boolean {
  return /\.ipynb$/i.test(uri.path);
}

/** The cells of these kinds with something in them. */
export function cellsOf(notebook: vscode.NotebookDocument, kinds: CellKinds): readonly vscode.NotebookCell[] {
  return notebook.getCells().filter(({ kind, document }) => {
    if (document.getText().trim() === '') return false;
    return kinds === 'all' || (kind === vscode.NotebookCellKind.Markup) === (kinds === 'markdown');
  });
}

/** Reads the cells of a notebook, or says in a sentence why there are none. Rejects if it can't be opened. */
export async function openNotebook(file: vscode.Uri, kinds: CellKinds): Promise<OpenSource | string> {
  const notebook = await vscode.workspace.openNotebookDocument(file);
  const cells = cellsOf(notebook, kinds);
  if (cells.length === 0) return `There is no cell with text in “${nameOf(file)}” to ask about.`;
  return new NotebookSource(notebook, kinds, cells);
}

class NotebookSource implements OpenSource {
  readonly form = 'notebook';
  readonly source;
  readonly name: string;
  readonly items: readonly BatchItem[];
  readonly columns = [];
  /** Answers that stand in the notebook already. */
  readonly #inserted = new Set<number>();

  constructor(
    readonly notebook: vscode.NotebookDocument,
    kinds: CellKinds,
    readonly cells: readonly vscode.NotebookCell[],
  ) {
    this.source = { kind: 'notebook', file: notebook.uri.toString(), cells: kinds } as const;
    this.name = nameOf(notebook.uri);
    this.items = cells.map(({ index, document }) => ({
      name: `Cell ${index + 1}`,
      text: document.getText(),
      languageId: document.languageId,
    }));
  }

  async offers(): Promise<readonly TargetOffer[]> {
    const copy: TargetOffer = {
      target: { kind: 'copy' },
      label: 'into a new notebook',
      detail: `${this.name} itself stays as it is`,
    };
    const within: TargetOffer = {
      target: { kind: 'source' },
      label: `into ${this.name} itself`,
      detail: 'as a new cell below each, when all are there; Undo takes them back',
    };
    return Promise.resolve((await isReadOnly(this.notebook)) ? [copy] : [within, copy]);
  }

  async saveAll(answers: ReadonlyMap<number, string>, target: RunTarget): Promise<Written> {
    if (target.kind !== 'source') return { uri: await this.saveElsewhere(answers) };
    const notebook = await vscode.workspace.openNotebookDocument(this.notebook.uri);
    const left: number[] = [];
    const edits: vscode.NotebookEdit[] = [];
    const inserted: number[] = [];
    for (const [index, text] of answers) {
      if (this.#inserted.has(index)) continue;
      const cell = this.cells[index];
      const place = cell === undefined ? -1 : notebook.getCells().indexOf(cell);
      if (place < 0) left.push(index);
      else {
        edits.push(vscode.NotebookEdit.insertCells(place + 1, [answerCell(text)]));
        inserted.push(index);
      }
    }
    // From the end, so that every place is still true when its turn comes.
    edits.sort((one, other) => other.range.start - one.range.start);
    const edit = new vscode.WorkspaceEdit();
    edit.set(notebook.uri, edits);
    if (edits.length > 0 && !(await vscode.workspace.applyEdit(edit))) {
      const uri = await this.saveElsewhere(answers);
      return { uri, remark: `${this.name} can’t be changed, so the answers went into a new notebook.` };
    }
    for (const index of inserted) this.#inserted.add(index);
    await vscode.window.showNotebookDocument(notebook, { preview: false });
    return left.length === 0 ? {} : this.#keepApart(left, answers);
  }

  /** A new notebook is not on any disk yet: the person saves it where they like. */
  async saveElsewhere(answers: ReadonlyMap<number, string>): Promise<vscode.Uri> {
    const cells = this.notebook.getCells().flatMap((cell) => {
      const text = answers.get(this.cells.indexOf(cell));
      return text === undefined ? [copyOf(cell)] : [copyOf(cell), answerCell(text)];
    });
    const data = new vscode.NotebookData(cells);
    data.metadata = { ...this.notebook.metadata };
    const copy = await vscode.workspace.openNotebookDocument(this.notebook.notebookType, data);
    await vscode.window.showNotebookDocument(copy, { preview: false });
    return copy.uri;
  }

  async #keepApart(left: readonly number[], answers: ReadonlyMap<number, string>): Promise<Written> {
    const content = answersDocument(
      left.map((index) => ({ name: this.items[index]?.name ?? '', text: answers.get(index) ?? '' })),
    );
    const { uri } = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
    const which = left.length === 1 ? '1 cell was' : `${left.length} cells were`;
    return { uri, remark: `${which} deleted meanwhile. What was answered about them is in a new document.` };
  }
}

function answerCell(text: string): vscode.NotebookCellData {
  return new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, text, 'markdown');
}

function copyOf({ kind, document, metadata, outputs }: vscode.NotebookCell): vscode.NotebookCellData {
  const data = new vscode.NotebookCellData(kind, document.getText(), document.languageId);
  data.metadata = { ...metadata };
  data.outputs = [...outputs];
  return data;
}

async function isReadOnly({ uri }: vscode.NotebookDocument): Promise<boolean> {
  if (uri.scheme === 'untitled') return false;
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) return true;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    // What is gone from the disk can still be changed in its editor.
    return false;
  }
}
