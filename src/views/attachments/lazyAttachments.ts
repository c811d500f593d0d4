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
