import * as vscode from 'vscode';
import { isUnderWay } from '../../core/text/rewriteState';
import { commandIds } from '../../platform/commands';
import type { Rewrite } from './rewrite';

/** Context keys for the buttons in a suggestion's title bar and for the palette. */
const keys = {
  active: 'huggingphaze.rewriteActive',
  streaming: 'huggingphaze.rewriteStreaming',
  hasPrevious: 'huggingphaze.rewriteHasPrevious',
  hasNext: 'huggingphaze.rewriteHasNext',
} as const;

/** Tells VS Code which buttons make sense, and the person in the status bar which suggestion this is and how many wait. */
export class RewriteStatus implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem(
    'huggingphaze.suggestion',
    vscode.StatusBarAlignment.Right,
    90,
  );
  /** What VS Code was told last: it is asked to show the status at each word that arrives, and told of changes alone. */
  readonly #told = new Map<string, boolean>();
  #text = '';

  constructor() {
    this.#item.name = 'Huggingphaze: Suggestion';
  }

  /** @param waiting how many suggestions wait for an answer */
  show(active: Rewrite | undefined, waiting: number): void {
    const isStreaming = active !== undefined && isUnderWay(active.session.state);
    const { count, shown } = active?.session.versions ?? { count: 1, shown: 0 };
    this.#tell(keys.active, active !== undefined);
    this.#tell(keys.streaming, isStreaming);
    this.#tell(keys.hasPrevious, !isStreaming && shown > 0);
    this.#tell(keys.hasNext, !isStreaming && shown < count - 1);
    if (active === undefined) this.#showCount(waiting);
    else if (count > 1) this.#showVersion(shown, count);
    else this.#setText('');
  }

  dispose(): void {
    this.#item.dispose();
  }

  #tell(key: string, value: boolean): void {
    if (this.#told.get(key) === value) return;
    this.#told.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }

  #showCount(waiting: number): void {
    this.#item.tooltip = 'Waiting for you to accept or discard them';
    this.#item.command = commandIds.showSuggestions;
    this.#setText(
      waiting === 0 ? '' : `$(edit) ${waiting === 1 ? '1 suggestion' : `${waiting} suggestions`}`,
    );
  }

  #showVersion(shown: number, count: number): void {
    this.#item.tooltip = 'Previous and next are in the title bar of the editor';
    this.#item.command = undefined;
    this.#setText(`$(layers) Suggestion ${shown + 1} of ${count}`);
  }

  #setText(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#item.text = text;
    if (text === '') this.#item.hide();
    else this.#item.show();
  }
}
