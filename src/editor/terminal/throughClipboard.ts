import * as vscode from 'vscode';

/**
 * What is selected in the active terminal; empty where nothing is, and `undefined` where the person would rather not.
 * VS Code gives it to extensions through the clipboard alone, so what is there is put back. Only text can be read there
 * and put back: where the clipboard holds none, it may hold a picture or files, and the person is asked.
 */
export async function terminalSelection(): Promise<string | undefined> {
  const before = await vscode.env.clipboard.readText();
  if (before === '' && !(await mayBeReplaced())) return undefined;
  return copied('workbench.action.terminal.copySelection', before);
}

/**
 * What the last command of the active terminal wrote, as it stands there; empty where VS Code does not know, and where
 * the clipboard holds no text that could be put back.
 */
export async function lastOutput(): Promise<string> {
  const before = await vscode.env.clipboard.readText();
  return before === '' ? '' : copied('workbench.action.terminal.copyLastCommandOutput', before);
}

async function copied(command: string, before: string): Promise<string> {
  const { clipboard } = vscode.env;
  let text = '';
  try {
    // Whatever is there afterwards was copied now, even where it had been copied before.
    await clipboard.writeText('');
    await vscode.commands.executeCommand(command);
    text = await clipboard.readText();
  } finally {
    // Unless somebody has copied something else meanwhile.
    if ((await clipboard.readText()) === text) await clipboard.writeText(before);
  }
  return text;
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
