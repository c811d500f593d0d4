import * as vscode from 'vscode';
import type { ChatService } from '../core/chat/chatService';
import type { Releasable } from '../core/emitter';
import type { ModelSelection } from '../core/inference/modelSelection';
import { contextKeys } from '../platform/commands';
import type { TokenStore } from '../platform/secrets';
import type { ChatViewProvider } from './chat/chatViewProvider';
import { StatusBar } from './statusBar';

export interface ContextSources {
  readonly chat: ChatService;
  readonly chatView: ChatViewProvider;
  readonly selection: ModelSelection;
  readonly tokens: TokenStore;
}

/** Keeps the context keys of `when` clauses and the status bar true. */
export class ContextKeeper implements vscode.Disposable {
  readonly #sources: ContextSources;
  readonly #statusBar = new StatusBar();
  readonly #subscriptions: readonly Releasable[];
  readonly #values = new Map<string, boolean>();

  constructor(sources: ContextSources) {
    this.#sources = sources;
    const { chat, chatView, selection, tokens } = sources;
    this.#subscriptions = [
      chat.onDidChange((event) => {
        if (event.type === 'delta') return;
        if (event.type === 'messageChanged' && event.message.role === 'assistant') {
          if (event.message.state === 'done') this.#set(contextKeys.answered, true);
        }
        this.#update();
      }),
      chatView.onDidChangeVisibility(() => this.#update()),
      selection.onDidChange(() => this.#update()),
      tokens.onDidChange(() => void this.#readToken()),
    ];
    void this.#readToken();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#statusBar.dispose();
  }

  #update(): void {
    const { chat, chatView, selection } = this.#sources;
    this.#set(contextKeys.streamingToChat, chat.busy);
    this.#statusBar.show({
      answering: chat.busy,
      chatIsVisible: chatView.isVisible,
      modelName: selection.resolveNow().name,
    });
  }

  async #readToken(): Promise<void> {
    this.#set(contextKeys.signedIn, (await this.#sources.tokens.get()) !== undefined);
  }

  #set(key: string, value: boolean): void {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }
}
