import * as vscode from 'vscode';

type Answer = string | RegExp | undefined;

/** Answers what VS Code asks, in place of a person: lists, boxes and notifications, each by the words that they look for. */
export class Person {
  readonly #originals = new Map<string, unknown>();
  /** Every notification and dialog that was shown, its buttons behind it. */
  shown: string[] = [];
  /** What they choose in lists, one after the other; `undefined` changes their mind. */
  picks: Answer[] = [];
  /** What they do while a list is open, before they choose in it. */
  beforePick: () => Promise<void> = () => Promise.resolve();
  /** What they type as a prompt. */
  prompt = 'Greet';
  /** Which button they press on what they are told, by the words of it. */
  readonly buttons = new Map<string, string>();
  folder: vscode.Uri | undefined;
  saveTo: vscode.Uri | undefined;

  catch(): void {
    for (const kind of ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const)
      this.#replace(kind, async (sentence: string, ...rest: unknown[]) => {
        const buttons = rest.filter((button) => typeof button === 'string');
        this.shown.push([sentence, ...buttons].join(' | '));
        const found = [...this.buttons].find(([words]) => sentence.includes(words));
        return Promise.resolve(buttons.find((button) => button === found?.[1]));
      });
    this.#replace('showQuickPick', async (items: readonly vscode.QuickPickItem[]) => {
      await this.beforePick();
      const wanted = this.picks.shift();
      const found = items.find(({ label }) => wanted !== undefined && new RegExp(wanted).test(label));
      if (found === undefined && wanted !== undefined)
        throw new Error(`There is no ${String(wanted)} in ${items.map(({ label }) => label).join(' | ')}`);
      return Promise.resolve(found);
    });
    this.#replace('createQuickPick', () => this.#promptBox());
    this.#replace('showOpenDialog', async () => Promise.resolve(this.folder && [this.folder]));
    this.#replace('showSaveDialog', async () => Promise.resolve(this.saveTo));
  }

  release(): void {
    for (const [name, value] of this.#originals)
      Object.defineProperty(vscode.window, name, { value, configurable: true, writable: true });
    this.#originals.clear();
  }

  /** The box of `pickOrType`, into which they type the prompt and press Enter. */
  #promptBox(): unknown {
    let accept = (): void => undefined;
    const box = {
      value: '',
      items: [],
      selectedItems: [],
      activeItems: [],
      onDidAccept: (listener: () => void) => (accept = listener),
      onDidHide: () => undefined,
      show: () => {
        box.value = this.prompt;
        accept();
      },
      dispose: () => undefined,
    };
    return box;
  }

  #replace(
    name:
      | 'showInformationMessage'
      | 'showWarningMessage'
      | 'showErrorMessage'
      | 'showQuickPick'
      | 'createQuickPick'
      | 'showOpenDialog'
      | 'showSaveDialog',
    value: unknown,
  ): void {
    if (!this.#originals.has(name)) this.#originals.set(name, vscode.window[name]);
    Object.defineProperty(vscode.window, name, { value, configurable: true, writable: true });
  }
}
