import * as vscode from 'vscode';
import { registerOffers } from './editor/offers/registration';
import { rewriteScheme } from './editor/rewrite/rewriteScheme';
import { chatViewId, commandIds } from './platform/commands';
import type { Services, TestApi } from './services';

/** What `deactivate` waits for: VS Code calls it without any argument. */
let close: (() => Promise<void>) | undefined;

/**
 * Registers a stand-in for each command, for the chat view and for what is offered in documents, and does nothing else:
 * this runs in every window, whether or not we are used there. The first use of a command or the view loads the
 * services, which put the real ones in their place.
 * Integration tests get a look at the services; everybody else gets nothing.
 */
export function activate(context: vscode.ExtensionContext): Promise<TestApi> | undefined {
  let services: Promise<Services> | undefined;
  const build = async (): Promise<Services> => {
    const { createServices } = await import('./services');
    for (const command of commands) command.dispose();
    const created = createServices(context);
    close = async () => created.close();
    return created;
  };
  const load = async (): Promise<Services> => (services ??= build());
  /** As `load`, for a person: a failure is said, and the next use tries again. */
  const loadOrSay = async (): Promise<Services | undefined> => {
    try {
      return await load();
    } catch {
      services = undefined;
      // The reason is a broken or half-replaced installation; its message would help nobody.
      void vscode.window.showErrorMessage(
        'Huggingphaze could not be started. Install it again; your chats are kept.',
      );
      return undefined;
    }
  };
  const commands = Object.values(commandIds).map((id) =>
    vscode.commands.registerCommand(id, async (...parameters: unknown[]) => {
      if ((await loadOrSay()) === undefined) return undefined;
      return vscode.commands.executeCommand(id, ...parameters);
    }),
  );
  context.subscriptions.push(
    ...commands,
    vscode.window.registerWebviewViewProvider(chatViewId, {
      resolveWebviewView: async (view) => (await loadOrSay())?.chatView.resolveWebviewView(view),
    }),
    registerOffers(),
  );
  if (hasSuggestionOfEarlierWindow()) void loadOrSay();
  return context.extensionMode === vscode.ExtensionMode.Test
    ? load().then(({ testApi }) => testApi)
    : undefined;
}

export async function deactivate(): Promise<void> {
  await close?.();
}

/** A reloaded window may bring back a suggestion's tab, which the services then close: suggestions are not kept. */
function hasSuggestionOfEarlierWindow(): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.scheme === rewriteScheme,
    ),
  );
}
