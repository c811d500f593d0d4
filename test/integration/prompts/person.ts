import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const messageKinds = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** Whoever answers VS Code's dialogs and lists while a test runs. What nobody has an answer for is closed. */
export class Person {
  readonly #originals = new Map<string, unknown>();
  /** What was said, with the detail of a dialog behind it. */
  said: string[] = [];
  /** The buttons that are pressed, in their order; one that a message has not is kept for the next. */
  presses: string[] = [];
  /** The lines that are chosen from lists, by how they begin. */
  picks: string[] = [];
  /** What is typed into boxes. */
  types: string[] = [];
  /** What is chosen in the dialogs for files. */
  opens: vscode.Uri[][] = [];

  begin(): void {
    for (const kind of messageKinds) {
      this.#replace(kind, async (sentence: string, ...rest: unknown[]) => {
        const [options] = rest;
        const detail = isOptions(options) ? (options.detail ?? '') : '';
        this.said.push(detail === '' ? sentence : `${sentence}\n${detail}`);
        const pressed = rest.includes(this.presses[0]) ? this.presses.shift() : undefined;
        return Promise.resolve(pressed);
      });
    }
    this.#replace('showQuickPick', async (items: readonly vscode.QuickPickItem[], options: unknown) => {
      const wanted = this.picks.shift();
      if (wanted === undefined) return Promise.resolve(undefined);
      const found = items.find(({ label }) => label.startsWith(wanted));
      assert.ok(found, `${wanted} is not among ${items.map(({ label }) => label).join(', ')}`);
      const isMany = typeof options === 'object' && options !== null && 'canPickMany' in options;
      return Promise.resolve(isMany ? [found] : found);
    });
    this.#replace('showInputBox', async () => Promise.resolve(this.types.shift()));
    this.#replace('showOpenDialog', async () => Promise.resolve(this.opens.shift()));
  }

  end(): void {
    for (const [name, value] of this.#originals) define(name, value);
    this.#originals.clear();
  }

  #replace(name: keyof typeof vscode.window, value: unknown): void {
    if (!this.#originals.has(name)) this.#originals.set(name, vscode.window[name]);
    define(name, value);
  }
}

function define(name: string, value: unknown): void {
  Object.defineProperty(vscode.window, name, { value, configurable: true, writable: true });
}

function isOptions(value: unknown): value is vscode.MessageOptions {
  return typeof value === 'object' && value !== null;
}
