import * as vscode from 'vscode';
import type { BatchItem } from '../core/batch/batchItem';
import type { RunTarget } from '../core/batch/runRecord';
import type { ReadFile } from './batchServices';
import type { OpenSource, TargetOffer } from './openSource';
import { firstPlace, folderOf, isWritable, nameOf, partsOfName, writeNew } from './places';

/** Files at most, and characters of all their texts together. */
const mostFiles = 1_000;
const mostCharacters = 100_000_000;

/** What a run wrote before is none of what it goes over next. */
const isAnswer = /\.answer(?: \(\d+\))?\.md$/i;

/** The files of a folder, in the order of their names: `direct` those in it, `all` with those in its folders. */
export async function filesIn(
  folder: vscode.Uri,
): Promise<{ readonly direct: readonly vscode.Uri[]; readonly all: readonly vscode.Uri[] }> {
  const direct: vscode.Uri[] = [];
  const below: vscode.Uri[] = [];
  const entries = await vscode.workspace.fs.readDirectory(folder);
  entries.sort(([one], [other]) => one.localeCompare(other, undefined, { numeric: true }));
  for (const [name, type] of entries) {
    if (name.startsWith('.') || name === 'node_modules' || isAnswer.test(name)) continue;
    const uri = vscode.Uri.joinPath(folder, name);
    // Links to folders may lead in circles.
    if (type === vscode.FileType.Directory && below.length <= mostFiles)
      below.push(...(await filesIn(uri)).all);
    else if ((type & vscode.FileType.File) !== 0) direct.push(uri);
  }
  return { direct, all: [...direct, ...below] };
}

/**
 * Reads files, or says in a sentence why none of them can be asked about; `undefined` if the person did not want to wait.
 *
 * @param areNamed the person chose each of them: one that can't be read is told of, not passed over
 */
export async function openFiles(
  files: readonly vscode.Uri[],
  areNamed: boolean,
  read: ReadFile,
): Promise<OpenSource | string | undefined> {
  if (files.length > mostFiles)
    return `${files.length.toLocaleString('en-US')} files are more than can be run over at once: ${mostFiles.toLocaleString('en-US')}. Choose fewer.`;
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Reading files', cancellable: true },
    async (progress, cancellation) => {
      const abort = new AbortController();
      cancellation.onCancellationRequested(() => abort.abort());
      const items: { readonly uri: vscode.Uri; readonly item: BatchItem }[] = [];
      let characters = 0;
      for (const [index, uri] of files.entries()) {
        progress.report({ message: `${index + 1} of ${files.length}`, increment: 100 / files.length });
        const file = await read(uri, abort.signal);
        if (abort.signal.aborted) return undefined;
        const name = nameOf(uri);
        if (file.kind === 'text') {
          items.push({ uri, item: { name, text: file.text, languageId: file.languageId } });
          characters += file.text.length;
        } else if (areNamed || file.isText) {
          items.push({ uri, item: { name, text: '', languageId: 'plaintext', refusal: file.sentence } });
        }
        if (characters > mostCharacters) return 'tooMuch';
      }
      return items;
    },
  );
  if (found === undefined) return undefined;
  if (found === 'tooMuch')
    return 'There is more in these files than can be run over at once. Choose fewer of them.';
  if (found.every(({ item }) => item.refusal !== undefined))
    return found[0]?.item.refusal ?? 'There is no text in this folder to ask about. Choose another.';
  return new FilesSource(
    found.map(({ uri }) => uri),
    found.map(({ item }) => item),
  );
}

class FilesSource implements OpenSource {
  readonly form = 'file';
  readonly source;
  readonly name: string;
  readonly columns = [];
  #folder: vscode.Uri | undefined;
  /** One file after the other, so that two answers never take the same name. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    readonly files: readonly vscode.Uri[],
    readonly items: readonly BatchItem[],
  ) {
    this.source = { kind: 'files', files: files.map((uri) => uri.toString()) } as const;
    const [only] = files;
    this.name = files.length === 1 && only ? nameOf(only) : `${files.length} files`;
  }

  async offers(): Promise<readonly TargetOffer[]> {
    const example = this.#answerName(0);
    const beside: TargetOffer = {
      target: { kind: 'beside' },
      label: 'into a new file beside each',
      detail: `as in “${example}”, as the answers come`,
    };
    const folder: TargetOffer = {
      target: undefined,
      label: 'into new files in another folder…',
      detail: 'you choose which',
    };
    return Promise.resolve(
      this.files.every((file) => isWritable(folderOf(file))) ? [beside, folder] : [folder],
    );
  }

  async saveOne(index: number, text: string, target: RunTarget): Promise<vscode.Uri> {
    const file = this.files[index];
    const folder =
      this.#folder ??
      (target.kind === 'folder' ? vscode.Uri.parse(target.folder, true) : file && folderOf(file));
    if (folder === undefined) throw vscode.FileSystemError.FileNotFound();
    const { stem, ending } = partsOfName(this.#answerName(index));
    const bytes = new TextEncoder().encode(text.endsWith('\n') ? text : `${text}\n`);
    const writing = this.#writing.then(async () => writeNew(folder, stem, ending, bytes));
    this.#writing = writing.catch(() => undefined);
    return writing;
  }

  async saveElsewhere(answers: ReadonlyMap<number, string>): Promise<vscode.Uri | undefined> {
    const folder = await pickFolder();
    if (folder === undefined) return undefined;
    this.#folder = folder;
    let first: vscode.Uri | undefined;
    for (const [index, text] of answers) {
      const uri = await this.saveOne(index, text, { kind: 'beside' });
      first ??= uri;
    }
    return first;
  }

  /** `letter.md` → `letter.answer.md`; with its whole name where two files differ in the end of it alone. */
  #answerName(index: number): string {
    const name = this.#nameAt(index);
    const { stem } = partsOfName(name);
    const isShared = this.files.some(
      (_, other) => other !== index && partsOfName(this.#nameAt(other)).stem === stem,
    );
    return `${isShared ? name : stem}.answer.md`;
  }

  #nameAt(index: number): string {
    const file = this.files[index];
    return file === undefined ? 'file' : nameOf(file);
  }
}

/** Asks for the folder that the answers go into. */
export async function pickFolder(): Promise<vscode.Uri | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Where should the answers go?',
      openLabel: 'Save Here',
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: firstPlace(),
    })) ?? [];
  return folder;
}
