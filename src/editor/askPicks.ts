import * as vscode from 'vscode';
import { askTargetFrom, type AskTarget } from './commandArguments';
import type { Memory, PromptHistory } from './editorServices';

/** How many earlier prompts the list offers. */
const mostRecent = 30;

interface PromptItem extends vscode.QuickPickItem {
  readonly prompt: string;
}

/** Lets the person type a prompt or take an earlier one; `undefined` if they changed their mind. */
export async function pickPrompt(
  history: PromptHistory,
  about: string | undefined,
): Promise<string | undefined> {
  const recent = history.list().slice(0, mostRecent);
  return pickOrType<PromptItem>({
    title: about === undefined ? 'Ask a Hugging Face model' : `Ask about ${about}`,
    placeholder:
      recent.length === 0
        ? 'Type what you want to ask'
        : 'Type what you want to ask, or choose an earlier prompt',
    itemsFor: (typed) => [
      ...(typed === '' ? [] : [{ label: typed, description: 'Ask this', alwaysShow: true, prompt: typed }]),
      ...recent
        .filter((prompt) => oneLine(prompt) !== typed)
        .map((prompt) => ({ label: oneLine(prompt), iconPath: new vscode.ThemeIcon('history'), prompt })),
    ],
  }).then((item) => item?.prompt);
}

interface TargetItem extends vscode.QuickPickItem {
  readonly target: AskTarget;
}

const lastTargetKey = 'askTarget';

/** Asks where the answer goes; the place that was chosen last is on top. */
export async function pickTarget(
  memory: Memory,
  atCursor: string | undefined,
): Promise<AskTarget | undefined> {
  const items: TargetItem[] = [
    {
      target: 'chat',
      label: 'In the chat',
      iconPath: new vscode.ThemeIcon('comment-discussion'),
      description: 'where you can go on asking',
    },
    ...(atCursor === undefined
      ? []
      : [
          {
            target: 'cursor' as const,
            label: 'At the cursor',
            iconPath: new vscode.ThemeIcon('edit'),
            description: atCursor,
          },
        ]),
    { target: 'newDocument', label: 'In a new document', iconPath: new vscode.ThemeIcon('new-file') },
    { target: 'clipboard', label: 'Copied, to paste anywhere', iconPath: new vscode.ThemeIcon('clippy') },
  ];
  const last = askTargetFrom(memory.get(lastTargetKey)) ?? 'chat';
  items.sort((a, b) => Number(b.target === last) - Number(a.target === last));
  const choice = await vscode.window.showQuickPick(items, {
    title: 'Where should the answer go?',
    placeHolder: 'Choose where the answer goes',
  });
  if (choice !== undefined) await memory.update(lastTargetKey, choice.target);
  return choice?.target;
}

/**
 * A pick list whose box takes free text too: its items are made anew from what is typed. The item that stands for the
 * typed words is the one with `alwaysShow`.
 */
export async function pickOrType<Item extends vscode.QuickPickItem>(options: {
  readonly title: string;
  readonly placeholder: string;
  readonly itemsFor: (typed: string) => readonly Item[];
}): Promise<Item | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = options.title;
  pick.placeholder = options.placeholder;
  pick.matchOnDescription = true;
  pick.items = options.itemsFor('');
  try {
    return await new Promise<Item | undefined>((resolve) => {
      pick.onDidChangeValue((value) => {
        pick.items = options.itemsFor(value.trim());
      });
      pick.onDidAccept(() => {
        const item = meantItem(pick);
        if (item !== undefined) resolve(item);
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/**
 * The item that Enter or a click means. Who types fast presses Enter before VS Code has taken up the items for the last
 * letters: what it takes for chosen is then of an earlier list, or nothing.
 */
function meantItem<Item extends vscode.QuickPickItem>(pick: vscode.QuickPick<Item>): Item | undefined {
  const chosen = pick.selectedItems[0] ?? pick.activeItems[0];
  const known = pick.items.find(({ label }) => label === chosen?.label);
  return known ?? pick.items.find(({ alwaysShow }) => alwaysShow === true);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
