import * as vscode from 'vscode';
import type { PromptEntry } from '../core/prompts/promptLibrary';
import { shortcutFrom, shortcutInWords, withKeybinding } from '../core/prompts/keybindings';
import { commandIds } from '../platform/commands';

/**
 * Gives a prompt a key. VS Code's own editor of shortcuts can give a key to a command, but not say which prompt it is
 * to run; once such a shortcut stands in its file, that editor shows it, and can change its keys. So it is put there,
 * and shown.
 */
export async function assignShortcut(entry: PromptEntry): Promise<void> {
  const keys = await vscode.window.showInputBox({
    title: `Shortcut for “${entry.title}”`,
    prompt: 'Write the keys with + between them. You can change them by pressing keys in the next step.',
    placeHolder: 'such as ctrl+alt+g',
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' || shortcutFrom(value) !== undefined
        ? undefined
        : 'Write one of ctrl, alt, cmd, win or meta (shift can be added), and a key: such as ctrl+alt+g.',
  });
  const shortcut = keys === undefined ? undefined : shortcutFrom(keys);
  if (shortcut === undefined) return;
  const args = { name: entry.name };
  const document = await openKeybindings();
  const text = document?.getText();
  const changed =
    text === undefined
      ? undefined
      : withKeybinding(text, { key: shortcut, command: commandIds.runPrompt, args });
  if (document === undefined || changed === undefined) {
    await handOver({ key: shortcut, command: commandIds.runPrompt, args });
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(changed.offset), changed.text);
  const isDone = (await vscode.workspace.applyEdit(edit)) && (await document.save());
  if (!isDone) {
    void vscode.window.showWarningMessage(
      'The shortcut stands in this file, but could not be saved. Save the file to use it.',
    );
    return;
  }
  const change = 'Change the Keys';
  const choice = await vscode.window.showInformationMessage(
    `${shortcutInWords(shortcut)} now runs “${entry.title}”, unless something else in VS Code has these keys too.`,
    change,
  );
  if (choice === change) {
    await vscode.commands.executeCommand('workbench.action.openGlobalKeybindings', commandIds.runPrompt);
  }
}

/** How long VS Code may take to open a file, in milliseconds. */
const patience = 3_000;

/** The file with the person's shortcuts, opened; VS Code tells its place to nobody. */
async function openKeybindings(): Promise<vscode.TextDocument | undefined> {
  await vscode.commands.executeCommand('workbench.action.openGlobalKeybindingsFile');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let listener: vscode.Disposable | undefined;
  try {
    // We may hear of it a moment after it is there.
    return await new Promise<vscode.TextDocument | undefined>((resolve) => {
      const look = (): void => {
        const document = vscode.window.activeTextEditor?.document;
        if (document && /(?:^|\/)keybindings\.json$/.test(document.uri.path)) resolve(document);
      };
      timer = setTimeout(() => resolve(undefined), patience);
      listener = vscode.window.onDidChangeActiveTextEditor(look);
      look();
    });
  } finally {
    clearTimeout(timer);
    listener?.dispose();
  }
}

/** Where the file can't be found or read: the shortcut to paste, and how. */
async function handOver(keybinding: object): Promise<void> {
  await vscode.env.clipboard.writeText(`${JSON.stringify(keybinding, undefined, 2)},\n`);
  void vscode.window.showInformationMessage(
    'The shortcut was copied, as the file with your shortcuts could not be read. Paste it into that file, behind its first [.',
  );
}
