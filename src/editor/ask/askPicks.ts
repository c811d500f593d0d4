import * as vscode from 'vscode';
import { askTargetFrom, type AskTarget } from '../commandArguments';
import type { Memory, PromptHistory } from '../editorServices';
import { pickOrType } from '../pickOrType';

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
  const picked = await pickOrType<PromptItem>({
    title: about === undefined ? 'Ask a Hugging Face model' : `Ask about ${about}`,
    placeholder:
      recent.length === 0
        ? 'Type what you want to ask'
        : 'Type what you want to ask, or choose an earlier prompt',
    // As a description: VS Code puts lines whose label matches what is typed above all others, also above the first.
    items: recent.map((prompt) => ({ label: '$(history)', description: oneLine(prompt), prompt })),
    typed: { label: 'Ask', description: 'what you type above', icon: 'sparkle', place: 'first' },
  });
  return picked?.kind === 'item' ? picked.item.prompt : picked?.text;
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

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
