import * as vscode from 'vscode';
import type { TextAttachment } from '../../core/chat/message';

/** Documents that show what is attached. Nobody can change them: what the model was sent stays as it was. */
export const previewScheme = 'huggingphaze-attachment';

/** Shows attached texts in read-only editors. */
export class AttachmentPreview implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor() {
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(previewScheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === previewScheme) this.#texts.delete(uri.toString());
      }),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? 'This text is no longer here. Open it from the chat again.';
  }

  async show({ id, label, languageId, text }: TextAttachment): Promise<void> {
    const name = label.replace(/[/\\]+/g, ' › ');
    const uri = vscode.Uri.from({ scheme: previewScheme, path: `/${id}/${name}` });
    this.#texts.set(uri.toString(), text);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
    const known = await vscode.languages.getLanguages();
    if (known.includes(languageId)) await vscode.languages.setTextDocumentLanguage(document, languageId);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
