import * as vscode from 'vscode';

/**
 * What is selected in the active terminal; empty where nothing is, and `undefined` where the person would rather not.
 * VS Code gives it to extensions through the clipboard alone, so what is there is put back. Only text can be read there
 * and put back: where the clipboard holds none, it may hold a picture or files, and the person is asked.
 */
export async function terminalSelection(): Promise<string | undefined> {
  const { clipboard } = vscode.env;
  const before = await clipboard.readText();
  if (before === '' && !(await mayBeReplaced())) return undefined;
  let selection = '';
  try {
    // Whatever is there afterwards is the selection, even where it was copied before.
    await clipboard.writeText('');
    await vscode.commands.executeCommand('workbench.action.terminal.copySelection');
    selection = await clipboard.readText();
  } finally {
    // Unless somebody has copied something else meanwhile.
    if ((await clipboard.readText()) === selection) await clipboard.writeText(before);
  }
  return selection;
}

async function mayBeReplaced(): Promise<boolean> {
  const goOn = 'Use the clipboard';
  const choice = await vscode.window.showWarningMessage(
    'What is selected in a terminal can be read through the clipboard alone.',
    {
      modal: true,
      detail:
        'Your clipboard is empty, or holds a picture or files, which would then be gone. Text that you had copied is put back.',
    },
    goOn,
  );
  return choice === goOn;
}
