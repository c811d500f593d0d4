import type { PromptEntry } from '../core/prompts/promptLibrary';
import { promptsLike } from '../core/prompts/promptLibrary';
import type { PromptIntent } from '../protocol/prompts';
import { isAllowed } from './allowPrompt';
import { exportPrompts, importPrompts } from './exchangePrompts';
import { askInputs } from './inputForm';
import { managePrompts } from './managePrompts';
import { newPrompt, savePrompt } from './newPrompt';
import { pickPrompt } from './pickPrompt';
import type { PromptServices } from './promptServices';
import { PromptShelf } from './promptShelf';
import { promptView } from './promptView';
import { runFromComposer, runPrompt } from './runPrompt';
import { SentTexts } from './sentTexts';

/** What the commands and the panel do with prompts. Loaded when one of them is first needed. */
export interface PromptActions {
  /** @param options `{name?, inputs?, result?}`, see `runPrompt` */
  run(options: unknown): Promise<void>;
  newPrompt(): Promise<void>;
  manage(): Promise<void>;
  importPrompts(): Promise<void>;
  exportPrompts(): Promise<void>;
  /** False if this message from the composer calls no prompt. */
  runFromComposer(text: string): Promise<boolean>;
  handle(intent: PromptIntent): Promise<void>;
  /**
   * Asks for a prompt, for other rooms to run it in their own way. `undefined` if the person changed their mind, or
   * does not want this prompt of a workspace to be run.
   */
  choose(options: { readonly title: string; readonly placeholder: string }): Promise<PromptEntry | undefined>;
  /** Asks for a prompt's inputs; `undefined` if the person changed their mind. */
  askInputs(entry: PromptEntry): Promise<Readonly<Record<string, string>> | undefined>;
  dispose(): void;
}

export function createPromptActions(services: PromptServices): PromptActions {
  const shelf = new PromptShelf(services);
  const sentTexts = new SentTexts(services);
  const handle = async (intent: PromptIntent): Promise<void> => {
    switch (intent.type) {
      case 'findPrompts': {
        const { query } = intent;
        // Whoever begins to type a name sees what is there at this moment.
        const entries = await (query === '' ? shelf.list() : shelf.recent());
        services.post({ type: 'promptsFound', query, prompts: promptsLike(entries, query).map(promptView) });
        return;
      }
      case 'savePrompt': {
        const message = services.chat.current.messages.find(({ id }) => id === intent.messageId);
        if (message === undefined || message.text.trim() === '') return;
        await savePrompt(services, shelf, message.text);
        services.post({ type: 'focusComposer' });
        return;
      }
      case 'showSentText':
        return sentTexts.show(intent.messageId);
    }
  };
  return {
    run: async (options) => runPrompt(services, shelf, options),
    newPrompt: async () => newPrompt(services, shelf),
    manage: async () => managePrompts(services, shelf),
    importPrompts: async () => importPrompts(services, shelf),
    exportPrompts: async () => exportPrompts(services, shelf),
    runFromComposer: async (text) => runFromComposer(services, shelf, text),
    handle,
    choose: async (options) => {
      const entry = await pickPrompt(await shelf.list(), options);
      return entry !== undefined && (await isAllowed(services, entry)) ? entry : undefined;
    },
    askInputs: async (entry) => askInputs(services.memory, entry, {}),
    dispose: () => sentTexts.dispose(),
  };
}
