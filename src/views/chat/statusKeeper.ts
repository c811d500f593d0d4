import type { ChatService } from '../../core/chat/chatService';
import type { Releasable } from '../../core/emitter';
import type { ModelSelection } from '../../core/inference/modelSelection';
import type { TokenStore } from '../../platform/secrets';
import type { SettingsReader } from '../../platform/settings';
import type { PanelStatus } from '../../protocol';
import { panelStatus } from './panelStatus';

export interface StatusSources {
  readonly tokens: TokenStore;
  readonly selection: ModelSelection;
  readonly settings: SettingsReader;
  readonly chat: ChatService;
}

/** Keeps the panel's status true while token, model, settings and disk change. */
export class StatusKeeper implements Releasable {
  readonly #sources: StatusSources;
  readonly #apply: (status: PanelStatus) => void;
  readonly #subscriptions: readonly Releasable[];
  #hasToken = true;

  constructor(sources: StatusSources, apply: (status: PanelStatus) => void) {
    this.#sources = sources;
    this.#apply = apply;
    const { tokens, selection, chat } = sources;
    this.#subscriptions = [
      tokens.onDidChange(() => void this.refresh()),
      selection.onDidChange(() => apply(this.current)),
      chat.onDidChange((event) => {
        if (event.type === 'storageTrouble' || event.type === 'opened') apply(this.current);
      }),
    ];
  }

  /** The status as far as it is known without asking anybody. */
  get current(): PanelStatus {
    const { selection, settings, chat } = this.#sources;
    return panelStatus({
      hasToken: this.#hasToken,
      model: selection.resolveNow(),
      settings: settings.current,
      problems: settings.problems,
      storageTrouble: chat.storageTrouble,
      isKept: chat.isKept,
    });
  }

  /** Looks whether there is a token, which only the password store knows. Never rejects. */
  async refresh(): Promise<boolean> {
    this.#hasToken = (await this.#sources.tokens.get()) !== undefined;
    this.#apply(this.current);
    return this.#hasToken;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
