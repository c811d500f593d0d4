import * as vscode from 'vscode';
import type { PromptServices } from './promptServices';

const scheme = 'huggingphaze-sent';

/** Shows what the model was sent in the place of a short message, in an editor that changes nothing. */
export class SentTexts implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #services: Pick<PromptServices, 'chat'>;
  readonly #texts = new Map<string, string>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(services: Pick<PromptServices, 'chat'>) {
    this.#services = services;
    this.#subscriptions = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? 'This text is no longer here. Open it from the chat again.';
  }

  async show(messageId: string): Promise<void> {
    const message = this.#services.chat.current.messages.find(({ id }) => id === messageId);
    if (message?.role !== 'user' || message.promptText === undefined) return;
    const uri = vscode.Uri.from({ scheme, path: `/${messageId}/What the model was sent` });
    this.#texts.set(uri.toString(), message.promptText);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
