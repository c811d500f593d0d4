import * as vscode from 'vscode';

/** What the person chose: one of the items, or the words that they typed (never blank, without blanks around). */
export type PickedOrTyped<Item> =
  { readonly kind: 'item'; readonly item: Item } | { readonly kind: 'typed'; readonly text: string };

export interface PickOrTypeOptions<Item> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
  /** The line that stands for what is typed. It is there whatever is typed. */
  readonly typed: {
    readonly label: string;
    readonly description?: string;
    readonly icon: string;
    /** `first`: Enter means the typed words unless another line is chosen; `last`: the first line that matches. */
    readonly place: 'first' | 'last';
    /** Said in a box of its own if the line is chosen while nothing is typed; without it the list stays open. */
    readonly prompt?: string;
  };
  /** What stands in the box at first. */
  readonly value?: string;
}

/**
 * A pick list whose box takes free text too; `undefined` if the person changed their mind.
 *
 * Its lines never change while it is open. VS Code names the chosen line by its place, and hears of new lines a moment
 * after the key that asked for them: with a line made of the typed words, who types fast and presses Enter would choose
 * from the lines of a moment ago, and send another question than the one that they see.
 */
export async function pickOrType<Item extends vscode.QuickPickItem>(
  options: PickOrTypeOptions<Item>,
): Promise<PickedOrTyped<Item> | undefined> {
  const { title, placeholder, items, typed } = options;
  const typedLine: vscode.QuickPickItem = {
    label: typed.label,
    ...(typed.description !== undefined && { description: typed.description }),
    iconPath: new vscode.ThemeIcon(typed.icon),
    alwaysShow: true,
  };
  const lines = typed.place === 'first' ? [typedLine, ...items] : [...items, typedLine];
  const pick = vscode.window.createQuickPick();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.items = lines;
  if (options.value !== undefined) pick.value = options.value;
  let chosen: PickedOrTyped<Item> | 'nothingTyped' | undefined;
  try {
    chosen = await new Promise<typeof chosen>((resolve) => {
      pick.onDidAccept(() => {
        const line = pick.selectedItems[0] ?? pick.activeItems[0] ?? typedLine;
        const item = items.find((candidate) => candidate === line);
        const text = pick.value.trim();
        if (item !== undefined) resolve({ kind: 'item', item });
        else if (text !== '') resolve({ kind: 'typed', text });
        else if (typed.prompt !== undefined) resolve('nothingTyped');
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
  if (chosen !== 'nothingTyped') return chosen;
  const text = await vscode.window.showInputBox({ title, prompt: typed.prompt ?? '' });
  return text === undefined || text.trim() === '' ? undefined : { kind: 'typed', text: text.trim() };
}
