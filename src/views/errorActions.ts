import * as vscode from 'vscode';
import { serviceAddress } from '../core/inference/serviceAddress';
import { settingDefaults, settingsSection } from '../platform/settings';
import type { Settings } from '../platform/settings';
import type { ErrorActionId } from '../protocol';

export interface ErrorActionServices {
  readonly settings: { readonly current: Settings };
  readonly modelPicker: { pick(): Promise<boolean> };
  readonly signIn: { run(): Promise<boolean> };
  newChat(): Promise<void>;
  showLog(): void;
}

/** What the button of an error is about. */
export interface ErrorActionTarget {
  /** Repository id of the model that did not answer. */
  readonly model: string;
  retry(): Promise<void>;
}

/** Opens VS Code's settings where those of ours that need a look are. */
export async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', settingsSection);
}

/** What the buttons of an error do, on its card in the chat and on a notification alike. */
export class ErrorActions {
  readonly #services: ErrorActionServices;

  constructor(services: ErrorActionServices) {
    this.#services = services;
  }

  async run(action: ErrorActionId, target: ErrorActionTarget): Promise<void> {
    const { modelPicker, signIn } = this.#services;
    switch (action) {
      case 'tryAgain':
        return target.retry();
      case 'chooseModel':
        if (await modelPicker.pick()) await target.retry();
        return;
      case 'setToken':
        if (await signIn.run()) await target.retry();
        return;
      case 'addCredits':
        return this.#openOnHub('/settings/billing');
      case 'openProviderSettings':
        return this.#openOnHub('/settings/inference-providers');
      case 'openModelPage':
        return this.#openOnHub(`/${target.model.split('/').map(encodeURIComponent).join('/')}`);
      case 'newChat':
        return this.#services.newChat();
      case 'openSettings':
        return openSettings();
      case 'showLog':
        this.#services.showLog();
        return;
    }
  }

  async #openOnHub(path: string): Promise<void> {
    const hubUrl = serviceAddress(this.#services.settings.current.hubUrl) ?? settingDefaults.hubUrl;
    await vscode.env.openExternal(vscode.Uri.parse(hubUrl + path, true));
  }
}
