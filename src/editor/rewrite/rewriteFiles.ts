import * as vscode from 'vscode';

interface VirtualFile {
  readonly created: number;
  modified: number;
  bytes: Uint8Array;
  text: string;
  /** What was read last, and before: an editor shows one of these while nobody edits it by hand. */
  served: readonly string[];
}

/** How many texts an editor may be behind. */
const mostServed = 4;

/**
 * Keeps the suggestions as files in memory, so that VS Code can show and edit them as it does any file, and reads
 * them anew when they grow: an editor that is updated in this way is not marked as unsaved.
 */
export class RewriteFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #files = new Map<string, VirtualFile>();
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #reads = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChangeFile = this.#changes.event;
  /** Fires when VS Code has read a file. */
  readonly onDidRead = this.#reads.event;
  readonly #restored: Promise<void>;

  /** @param restored resolves when the files of an earlier window are there: one that is asked for waits for it */
  constructor(restored: Promise<void>) {
    this.#restored = restored;
  }

  /** Makes a file or changes its text; editors that show it follow. */
  set(uri: vscode.Uri, text: string): void {
    const file = this.#files.get(uri.toString());
    // A change with the same time and size would not be noticed.
    const modified = Math.max(Date.now(), (file?.modified ?? 0) + 1);
    const bytes = new TextEncoder().encode(text);
    if (file === undefined) {
      this.#files.set(uri.toString(), { created: modified, modified, bytes, text, served: [text] });
      return;
    }
    Object.assign(file, { modified, bytes, text });
    this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  /** True if `text` is something that an editor got from here, and not of somebody's own hand. */
  isServed(uri: vscode.Uri, text: string): boolean {
    return this.#files.get(uri.toString())?.served.includes(text) === true;
  }

  /** What somebody's hand made of a file is from now on as if it came from here. */
  adopt(uri: vscode.Uri, text: string): void {
    const file = this.#files.get(uri.toString());
    if (file !== undefined) Object.assign(file, { text, served: [...file.served, text].slice(-mostServed) });
  }

  /** Lets go of the text. VS Code may look at the file once more after its tab is closed, and finds it empty. */
  forget(uri: vscode.Uri): void {
    const file = this.#files.get(uri.toString());
    if (file !== undefined) Object.assign(file, { bytes: new Uint8Array(), text: '', served: [] });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (!this.#files.has(uri.toString())) await this.#restored;
    const { created, modified, bytes } = this.#file(uri);
    return { type: vscode.FileType.File, ctime: created, mtime: modified, size: bytes.length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    if (!this.#files.has(uri.toString())) await this.#restored;
    const file = this.#file(uri);
    if (!file.served.includes(file.text)) file.served = [...file.served, file.text].slice(-mostServed);
    this.#reads.fire(uri);
    return file.bytes;
  }

  /** The person saved a suggestion that they had edited by hand. */
  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const file = this.#file(uri);
    file.bytes = content;
    file.modified = Math.max(Date.now(), file.modified + 1);
    this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#changes.dispose();
    this.#reads.dispose();
    this.#files.clear();
  }

  #file(uri: vscode.Uri): VirtualFile {
    const file = this.#files.get(uri.toString());
    if (file === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return file;
  }
}
