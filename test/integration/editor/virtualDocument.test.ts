import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeEverything,
  startEditorBench,
  suggestion,
  suggestionTabs,
  until,
  type EditorBench,
} from './editorBench';

/** A place of documents that are no files, as a repository on a server is. */
class VirtualFiles implements vscode.FileSystemProvider {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #files = new Map<string, Uint8Array>();

  put(uri: vscode.Uri, text: string): void {
    this.#files.set(uri.path, new TextEncoder().encode(text));
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const bytes = this.#files.get(uri.path);
    if (bytes) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (uri.path === '/') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const bytes = this.#files.get(uri.path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(uri);
    return bytes;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.#files.set(uri.path, content);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [...this.#files.keys()].map((path) => [path.slice(1), vscode.FileType.File]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }
  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
}

suite('A document that is no file', () => {
  const text = 'First paragraph.\n\nSecond paragraph.\n';
  let bench: EditorBench;
  let provider: vscode.Disposable;
  const files = new VirtualFiles();

  suiteSetup(async () => {
    provider = vscode.workspace.registerFileSystemProvider('virtual-test', files);
    bench = await startEditorBench();
  });
  suiteTeardown(async () => {
    await bench.close();
    provider.dispose();
  });
  setup(async () => {
    bench.model.prepare();
    await bench.api.chat.newChat();
  });
  teardown(closeEverything);

  async function open(name: string): Promise<vscode.TextEditor> {
    const uri = vscode.Uri.from({ scheme: 'virtual-test', path: `/${name}` });
    files.put(uri, text);
    const editor = await vscode.window.showTextDocument(uri, { preview: false });
    editor.selection = new vscode.Selection(2, 0, 2, 17);
    return editor;
  }

  /** Has a command ask the model, which then says this. */
  async function answered(command: string, argument: unknown, says: string): Promise<string> {
    const asked = bench.model.asked();
    const done = vscode.commands.executeCommand(command, argument);
    const { body } = await asked;
    bench.model.says(says);
    bench.model.ends();
    await done;
    return body;
  }

  test('is explained', async () => {
    await open('explained.md');
    const body = await answered('huggingphaze.explainSelection', undefined, 'It is the second.');
    assert.match(body, /<text>\\nSecond paragraph\.\\n<\/text>/);
    assert.equal(bench.api.chat.current.messages[1]?.text, 'It is the second.');
  });

  test('can be attached to a question in the chat', async () => {
    const { document } = await open('attached.md');
    await vscode.commands.executeCommand('huggingphaze.addToChat', document.uri, [document.uri]);
    await until('it is attached', () => bench.api.chat.current.attachments.length === 1);
    assert.match(bench.api.chat.current.attachments[0]?.label ?? '', /attached\.md/);
    const body = await answered('huggingphaze.ask', { prompt: 'Why?', target: 'chat' }, 'Because.');
    assert.match(body, /Second paragraph\./);
    for (const { id } of bench.api.chat.current.attachments) await bench.api.chat.removeAttachment(id);
  });

  test('is rewritten, and saved where it belongs', async () => {
    const editor = await open('rewritten.md');
    await answered('huggingphaze.rewriteSelection', { instruction: 'shorter' }, 'Second.');
    await until('the suggestion is shown', () => suggestion()?.getText().includes('Second.') === true);
    await vscode.commands.executeCommand('huggingphaze.acceptRewrite');
    assert.equal(suggestionTabs().length, 0);
    assert.equal(editor.document.getText(), 'First paragraph.\n\nSecond.\n');
    assert.ok(await editor.document.save());
    assert.equal(
      new TextDecoder().decode(files.readFile(editor.document.uri)),
      'First paragraph.\n\nSecond.\n',
    );
  });
});
