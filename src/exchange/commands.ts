import * as vscode from 'vscode';
import { commandIds } from '../platform/commands';
import type { ExchangeActions } from './exchangeActions';
import type { ExchangeServices } from './exchangeServices';

/**
 * Registers Export Chat…, Export All Chats… and Import Chats…. Cheap: what they do, with the Markdown parser and the
 * unpacking, is loaded when one of them is first run.
 */
export function registerExchangeCommands(services: ExchangeServices): vscode.Disposable {
  let actions: Promise<ExchangeActions> | undefined;
  const load = async (): Promise<ExchangeActions> => {
    actions ??= import('./exchangeActions').then(({ createExchangeActions }) =>
      createExchangeActions(services),
    );
    return actions;
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.exportChat, async (argument: unknown) =>
      (await load()).exportChat(argument),
    ),
    vscode.commands.registerCommand(commandIds.exportAllChats, async () => (await load()).exportAllChats()),
    vscode.commands.registerCommand(commandIds.importChats, async () => (await load()).importChats()),
  );
}
