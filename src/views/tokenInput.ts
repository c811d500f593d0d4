import * as vscode from 'vscode';

/** What came of a pasted token. A refused one stays in the box, to be mended. */
export type TokenVerdict =
  | { readonly kind: 'accepted'; readonly sentence: string }
  | {
      readonly kind: 'refused';
      readonly sentence: string;
      /** A new token is the way out: what the link to its page says. */
      readonly newTokenLabel?: string;
    };

export interface TokenInputOptions {
  /** The form for a new token, with the right permission ticked. */
  readonly pageUrl: vscode.Uri;
  judge(pasted: string, signal: AbortSignal): Promise<TokenVerdict>;
}

/** Asks for a token until one is accepted (true) or the person leaves (false). */
export async function askForToken(options: TokenInputOptions): Promise<boolean> {
  const { pageUrl } = options;
  const openPage: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: 'Make a token with the right permission on Hugging Face',
  };
  const input = vscode.window.createInputBox();
  input.title = 'Set Hugging Face Token (2/2)';
  input.prompt = 'It is kept in the password store of your computer.';
  input.placeholder = 'Paste your token (it begins with hf_)';
  input.password = true;
  input.ignoreFocusOut = true;
  input.buttons = [openPage];

  const leaving = new AbortController();
  let checking = false;
  const listeners: vscode.Disposable[] = [];
  const accepted = await new Promise<boolean>((resolve, reject) => {
    const check = async (): Promise<void> => {
      if (checking) return;
      checking = true;
      input.busy = true;
      // Disabled rather than read-only, so that what is checked and what stands in the box stay the same.
      input.enabled = false;
      const verdict = await options.judge(input.value, leaving.signal);
      checking = false;
      if (leaving.signal.aborted) return;
      input.busy = false;
      input.enabled = true;
      if (verdict.kind === 'accepted') {
        void vscode.window.showInformationMessage(verdict.sentence);
        resolve(true);
        return;
      }
      // VS Code shows a link in this place as one; the button in the title bar does the same.
      const link =
        verdict.newTokenLabel === undefined ? '' : ` [${verdict.newTokenLabel}](${pageUrl.toString(true)})`;
      input.validationMessage = verdict.sentence + link;
    };
    listeners.push(
      input.onDidAccept(() => void check().catch(reject)),
      input.onDidChangeValue(() => {
        input.validationMessage = undefined;
      }),
      input.onDidTriggerButton(() => void vscode.env.openExternal(pageUrl)),
      input.onDidHide(() => resolve(false)),
    );
    input.show();
  }).finally(() => {
    leaving.abort();
    for (const listener of listeners) listener.dispose();
    input.dispose();
  });
  return accepted;
}
