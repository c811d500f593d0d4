import * as vscode from 'vscode';
import type { Releasable } from '../../core/emitter';
import { lastTextEditor } from '../chat/documents';
import { selectionLabel } from './editors';

/** Milliseconds of rest until a selection is offered: while it is being drawn, nothing moves in the panel. */
const restTime = 250;

export interface SelectionOfferServices {
  /** False where the person does not want selections offered. */
  isWanted(): boolean;
  /** Whether this text is attached already under this label. */
  isAttached(label: string, text: string): boolean;
  /** Shows what is offered, as in "letter.md, lines 3–9"; empty: nothing. */
  show(label: string): void;
}

/** Offers what is selected in the editor to go along with the next message. It never goes along by itself. */
export class SelectionOffer implements Releasable {
  readonly #services: SelectionOfferServices;
  readonly #subscriptions: readonly vscode.Disposable[];
  #shown = '';
  #declined = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(services: SelectionOfferServices) {
    this.#services = services;
    this.#subscriptions = [
      vscode.window.onDidChangeTextEditorSelection(() => this.changed()),
      vscode.window.onDidChangeActiveTextEditor(() => this.changed()),
      // The lines that are selected may say something else now than when they were attached.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === lastTextEditor()?.document) this.changed();
      }),
    ];
  }

  /** To be called when what is attached, or the setting, changed. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#update(), restTime);
  }

  /** Tells a panel that shows nothing yet. */
  showAgain(): void {
    this.#shown = this.#label();
    this.#services.show(this.#shown);
  }

  /** This selection is not wanted. */
  decline(): void {
    this.#declined = this.#shown;
    this.#update();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #update(): void {
    const label = this.#label();
    if (label === this.#shown) return;
    this.#shown = label;
    this.#services.show(label);
  }

  #label(): string {
    const editor = lastTextEditor();
    if (editor === undefined || editor.selection.isEmpty || !this.#services.isWanted()) {
      this.#declined = '';
      return '';
    }
    const label = selectionLabel(editor);
    if (label !== this.#declined) this.#declined = '';
    if (label === this.#declined) return '';
    return this.#services.isAttached(label, editor.document.getText(editor.selection)) ? '' : label;
  }
}
