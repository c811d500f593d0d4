import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Log } from '../../core/log';
import { focusChatViewCommand } from '../../platform/commands';
import type { HostMessage, ViewIntent } from '../../protocol';
import type { ChatPresenter } from './chatPresenter';
import { chatPage } from './html';
import { parseIntent } from './parseIntent';

export interface ChatViewServices {
  readonly extensionUri: vscode.Uri;
  readonly presenter: ChatPresenter;
  readonly log: Log;
  /** Resolves when the conversation is there to be shown. */
  prepare(): Promise<void>;
  handle(intent: Exclude<ViewIntent, { type: 'ready' }>): Promise<void>;
  /** The panel has just got its conversation. */
  filled(): void;
}

/** The chat view: puts the page into the webview, and carries messages to and fro. */
export class ChatViewProvider implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #services: ChatViewServices;
  readonly #visibilityChanged = new vscode.EventEmitter<boolean>();
  #view: vscode.WebviewView | undefined;
  #focusWhenReady = false;
  #historyWhenReady = false;

  /** True when the view appears, false when it goes. */
  readonly onDidChangeVisibility = this.#visibilityChanged.event;

  constructor(services: ChatViewServices) {
    this.#services = services;
  }

  get isVisible(): boolean {
    return this.#view?.visible === true;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { extensionUri, presenter } = this.#services;
    const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    const { webview } = view;
    this.#view = view;
    const subscriptions = [
      webview.onDidReceiveMessage((message: unknown) => this.#receive(view, message)),
      view.onDidChangeVisibility(() => {
        // A hidden webview is emptied; when it is shown again, its page is loaded anew and says that it is ready.
        if (!view.visible) presenter.detach();
        this.#visibilityChanged.fire(view.visible);
      }),
      view.onDidDispose(() => {
        for (const subscription of subscriptions) subscription.dispose();
        if (this.#view !== view) return;
        this.#view = undefined;
        presenter.detach();
        this.#visibilityChanged.fire(false);
      }),
    ];
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [folder] };
    webview.html = chatPage({
      cspSource: webview.cspSource,
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'chat.js')).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'chat.css')).toString(),
      nonce: randomBytes(16).toString('base64url'),
    });
    this.#visibilityChanged.fire(view.visible);
  }

  /** Reveals the view and puts the keyboard into its composer. */
  async show(): Promise<void> {
    this.#focusWhenReady = true;
    await vscode.commands.executeCommand(focusChatViewCommand);
    if (this.#services.presenter.isAttached) this.#focusComposer();
  }

  /** Reveals the view with the list of earlier conversations in it, and the keyboard there. */
  async showHistory(): Promise<void> {
    this.#historyWhenReady = true;
    await vscode.commands.executeCommand(focusChatViewCommand);
    if (this.#services.presenter.isAttached) this.#showHistory();
  }

  dispose(): void {
    this.#services.presenter.detach();
    this.#visibilityChanged.dispose();
  }

  #receive(view: vscode.WebviewView, message: unknown): void {
    const { log } = this.#services;
    const intent = parseIntent(message);
    if (intent === undefined) {
      log.warn('The chat view sent something that is no message of ours. It is ignored.');
      return;
    }
    const done = intent.type === 'ready' ? this.#fill(view) : this.#services.handle(intent);
    done.catch((error: unknown) => {
      log.error(`“${intent.type}” failed: ${error instanceof Error ? error.name : 'unknown reason'}.`);
      void vscode.window.showErrorMessage(
        'Something went wrong in Huggingphaze; what you wrote is kept. Please try again.',
      );
    });
  }

  async #fill(view: vscode.WebviewView): Promise<void> {
    await this.#services.prepare();
    if (this.#view !== view || !view.visible) return;
    this.#services.presenter.attach((message) => this.#post(view, message));
    this.#services.filled();
    if (this.#focusWhenReady) this.#focusComposer();
    if (this.#historyWhenReady) this.#showHistory();
  }

  #showHistory(): void {
    this.#historyWhenReady = false;
    this.#focusWhenReady = false;
    this.#services.presenter.post({ type: 'showHistory' });
  }

  #focusComposer(): void {
    this.#focusWhenReady = false;
    this.#services.presenter.post({ type: 'focusComposer' });
  }

  #post(view: vscode.WebviewView, message: HostMessage): void {
    view.webview.postMessage(message).then(undefined, () => {
      this.#services.log.warn('The chat view could not be reached. It is filled again when it is shown.');
    });
  }
}
