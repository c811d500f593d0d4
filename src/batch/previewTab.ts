import * as vscode from 'vscode';

/** Documents that nobody can change and that lie on no disk: a window that comes back does not show them again. */
const scheme = 'huggingphaze-run';

/** The first answers beside what is open, while the person decides. */
export class PreviewTab implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  #uri: vscode.Uri | undefined;
  #text = '';
  #count = 0;

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => this.#text,
    });
  }

  /** Shows a new text. The keyboard stays where it is. */
  async show(name: string, text: string): Promise<void> {
    await this.close();
    this.#text = text;
    this.#count += 1;
    this.#uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query: String(this.#count) });
    const document = await vscode.workspace.openTextDocument(this.#uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }

  update(text: string): void {
    this.#text = text;
    if (this.#uri !== undefined) this.#changed.fire(this.#uri);
  }

  async close(): Promise<void> {
    const address = this.#uri?.toString();
    this.#uri = undefined;
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === address);
    if (tabs.length > 0) await vscode.window.tabGroups.close(tabs, true);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
