import * as vscode from 'vscode';
import { hasSuggestionOfEarlierWindow } from './editor/earlierSuggestions';
import { standInForContinuing } from './editor/continuation/automaticStandIn';
import { registerOffers } from './editor/offers/registration';
import { TerminalCommands } from './editor/terminal/terminalCommands';
import { chatViewId, commandIds } from './platform/commands';
import type { Services, TestApi } from './services';

/** What `deactivate` waits for: VS Code calls it without any argument. */
let close: (() => Promise<void>) | undefined;

/**
 * Registers a stand-in for each command, for the chat view and for what is offered in documents, and listens to
 * terminals, as nobody could be asked afterwards. It does nothing else: this runs in every window, whether or not we are
 * used there. The first use of a command or the view loads the services, which put the real ones in their place.
 * Integration tests get a look at the services; everybody else gets nothing.
 */
export function activate(context: vscode.ExtensionContext): Promise<TestApi | undefined> | undefined {
  let services: Promise<Services> | undefined;
  const terminals = new TerminalCommands();
  const build = async (): Promise<Services> => {
    const { createServices } = await import('./services');
    for (const standIn of standIns) standIn.dispose();
    const created = createServices(context, terminals);
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
  const standIns = [...commands, standInForContinuing(async () => (await loadOrSay())?.continueByItself)];
  context.subscriptions.push(
    ...standIns,
    vscode.window.registerWebviewViewProvider(chatViewId, {
      resolveWebviewView: async (view) => (await loadOrSay())?.chatView.resolveWebviewView(view),
    }),
    registerOffers(),
    terminals,
  );
  if (hasSuggestionOfEarlierWindow()) return restored();
  return context.extensionMode === vscode.ExtensionMode.Test ? testApi() : undefined;

  /** VS Code waits with a tab that it brought back until this is done: by then the tab has its file. */
  async function restored(): Promise<TestApi | undefined> {
    const loaded = await loadOrSay();
    await loaded?.restored;
    return context.extensionMode === vscode.ExtensionMode.Test ? testApi() : undefined;
  }

  async function testApi(): Promise<TestApi> {
    return (await load()).testApi;
  }
}

export async function deactivate(): Promise<void> {
  await close?.();
}
