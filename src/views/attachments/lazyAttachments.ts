import * as vscode from 'vscode';
import { commandIds } from '../../platform/commands';
import type { AttachmentActions, AttachmentServices } from './attachmentActions';

/** Attaching, loaded when something is first attached: most questions go without. */
export class LazyAttachments implements vscode.Disposable {
  readonly #services: AttachmentServices;
  readonly #registrations: readonly vscode.Disposable[];
  #actions: Promise<AttachmentActions> | undefined;
  #loaded: AttachmentActions | undefined;
  #isDisposed = false;

  constructor(services: AttachmentServices) {
    this.#services = services;
    this.#registrations = [
      vscode.commands.registerCommand(commandIds.addToChat, async (...parameters: unknown[]) =>
        (await this.load()).addToChat(parameters),
      ),
      vscode.commands.registerCommand(commandIds.addProblemsToChat, async (...parameters: unknown[]) =>
        (await this.load()).addProblems(parameters),
      ),
      vscode.languages.registerCodeActionsProvider({ scheme: '*' }, problemAction, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    ];
  }

  load(): Promise<AttachmentActions> {
    this.#actions ??= import('./attachmentActions').then(({ createAttachmentActions }) => {
      const actions = createAttachmentActions(this.#services);
      this.#loaded = actions;
      if (this.#isDisposed) actions.dispose();
      return actions;
    });
    return this.#actions;
  }

  /** The panel has just got its conversation, and can make pictures ready. */
  panelFilled(): void {
    // Until something is attached, nothing waits for it.
    this.#loaded?.panelFilled();
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const registration of this.#registrations) registration.dispose();
    this.#actions?.then(
      (actions) => actions.dispose(),
      // What could not be loaded holds nothing.
      () => undefined,
    );
  }
}

/**
 * "Add to Chat" in the lightbulb of a problem: the list of problems has no menu that extensions may add to. VS Code asks
 * running extensions alone, and ours does not run before somebody uses it: starting with every window, for this, would
 * cost all who never ask.
 */
const problemAction: vscode.CodeActionProvider = {
  provideCodeActions({ uri }, range, { diagnostics }) {
    if (diagnostics.length === 0) return [];
    const title = diagnostics.length === 1 ? 'Add Problem to Chat' : 'Add Problems to Chat';
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [...diagnostics];
    action.command = {
      title,
      command: commandIds.addProblemsToChat,
      arguments: [uri, new vscode.Range(range.start, range.end)],
    };
    return [action];
  },
};
