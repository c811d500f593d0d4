import * as vscode from 'vscode';
import { commandIds, focusChatViewCommand } from '../platform/commands';

export interface StatusBarState {
  /** An answer is being written into the chat. */
  readonly answering: boolean;
  /** The chat can be seen. */
  readonly chatIsVisible: boolean;
  /** Name of the model that answers; undefined until it is known. */
  readonly modelName: string | undefined;
}

/**
 * Our place in the status bar. Not there until a model was asked for the first time in this window; then it names
 * the model, and says so when an answer is written where nobody looks.
 */
export class StatusBar implements vscode.Disposable {
  #item: vscode.StatusBarItem | undefined;

  show({ answering, chatIsVisible, modelName }: StatusBarState): void {
    if (this.#item === undefined && !answering) return;
    this.#item ??= vscode.window.createStatusBarItem(
      'huggingphaze.status',
      vscode.StatusBarAlignment.Right,
      100,
    );
    const item = this.#item;
    item.name = 'Huggingphaze';
    if (answering && !chatIsVisible) {
      item.text = '$(comment-discussion) Answering…';
      item.tooltip = 'An answer is being written in the chat. Click to see it.';
      item.command = focusChatViewCommand;
    } else {
      item.text = `$(comment-discussion) ${modelName ?? 'Huggingphaze'}`;
      item.tooltip = 'The model that answers. Click to choose another.';
      item.command = commandIds.selectModel;
    }
    item.accessibilityInformation = { label: `Huggingphaze: ${item.text.replace(/^\$\([a-z-]+\) /, '')}` };
    item.show();
  }

  dispose(): void {
    this.#item?.dispose();
  }
}
