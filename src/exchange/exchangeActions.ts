import { exportAllChats } from './exportAllChats';
import { exportChat } from './exportChat';
import type { ExchangeServices } from './exchangeServices';
import { importChatsFromFiles } from './importChatsFromFiles';

/** What Export Chat…, Export All Chats… and Import Chats… do. Loaded when one of them is first run. */
export interface ExchangeActions {
  /** @param argument `{ conversationId }`; without one, it is the conversation that is shown */
  exportChat(argument: unknown): Promise<void>;
  exportAllChats(): Promise<void>;
  importChats(): Promise<void>;
}

export function createExchangeActions(services: ExchangeServices): ExchangeActions {
  return {
    exportChat: async (argument) => exportChat(services, argument),
    exportAllChats: async () => exportAllChats(services),
    importChats: async () => importChatsFromFiles(services),
  };
}
