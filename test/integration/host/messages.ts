import * as vscode from 'vscode';

const kinds = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** Catches the notifications that the code of a test shows, in place of the person, who closes each at once. */
export class Messages {
  readonly #originals = new Map<string, unknown>();
  #waiting: ((sentence: string) => void)[] = [];
  shown: string[] = [];

  catch(): void {
    this.shown = [];
    for (const kind of kinds) {
      this.#originals.set(kind, vscode.window[kind]);
      this.#replace(kind, async (sentence: string) => {
        this.shown.push(sentence);
        for (const waiting of this.#waiting.splice(0)) waiting(sentence);
        return Promise.resolve(undefined);
      });
    }
  }

  /** The next one that is shown. */
  next(): Promise<string> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  release(): void {
    for (const [kind, original] of this.#originals) this.#replace(kind, original);
    this.#originals.clear();
  }

  #replace(kind: string, value: unknown): void {
    Object.defineProperty(vscode.window, kind, { value, configurable: true, writable: true });
  }
}
