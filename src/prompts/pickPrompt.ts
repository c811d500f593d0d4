import * as vscode from 'vscode';
import { sourceInWords, type PromptEntry } from '../core/prompts/promptLibrary';

interface PromptItem extends vscode.QuickPickItem {
  readonly entry?: PromptEntry;
}

/** Asks for a prompt, the person's own first; `undefined` if they changed their mind. */
export async function pickPrompt(
  entries: readonly PromptEntry[],
  options: { readonly title: string; readonly placeholder: string },
): Promise<PromptEntry | undefined> {
  const chosen = await vscode.window.showQuickPick<PromptItem>(promptItems(entries), {
    title: options.title,
    placeHolder: options.placeholder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.entry;
}

const groups = ['own', 'workspace', 'builtIn'] as const;
const groupNames = { own: 'Yours', workspace: 'From this workspace', builtIn: 'Built in' } as const;

/** A line for each prompt, in groups by where they come from. */
export function promptItems(
  entries: readonly PromptEntry[],
): (vscode.QuickPickItem & { readonly entry?: PromptEntry })[] {
  return groups.flatMap((kind) => {
    const items = entries.filter(({ source }) => source.kind === kind).map(promptItem);
    if (items.length === 0) return [];
    return [{ label: groupNames[kind], kind: vscode.QuickPickItemKind.Separator }, ...items];
  });
}

function promptItem(entry: PromptEntry): PromptItem {
  const { name, title, source, file } = entry;
  const from = source.kind === 'workspace' ? ` · ${sourceInWords(source)}` : '';
  return {
    label: title,
    description: `/${name}${from}`,
    detail: file.description || firstWords(file.body),
    entry,
  };
}

/** The beginning of a prompt that has no description. */
export function firstWords(body: string): string {
  const line = body.slice(0, 400).replace(/\s+/g, ' ').trim();
  return line.length <= 80 ? line : `${line.slice(0, 79).trimEnd()}…`;
}
