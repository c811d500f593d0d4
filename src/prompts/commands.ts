import * as vscode from 'vscode';
import type { Releasable } from '../core/emitter';
import { commandIds } from '../platform/commands';
import type { PromptActions } from './promptActions';
import type { PromptServices } from './promptServices';

/** Prompts, as the rest of the extension reaches them. */
export interface Prompts extends Releasable {
  load(): Promise<PromptActions>;
  /** False if this message from the composer calls no prompt. Nothing is loaded for a message that can't. */
  runFromComposer(text: string): Promise<boolean>;
}

/**
 * Registers Run Prompt…, New Prompt…, Prompts…, Import Prompts… and Export Prompts…. Cheap: what they do is loaded when
 * one of them is first run, or somebody types a `/` in the composer.
 */
export function registerPromptCommands(services: PromptServices): Prompts {
  let actions: Promise<PromptActions> | undefined;
  let loaded: PromptActions | undefined;
  const load = async (): Promise<PromptActions> => {
    actions ??= import('./promptActions').then(({ createPromptActions }) => {
      loaded = createPromptActions(services);
      return loaded;
    });
    return actions;
  };
  const registrations = [
    vscode.commands.registerCommand(commandIds.runPrompt, async (options: unknown) =>
      (await load()).run(options),
    ),
    vscode.commands.registerCommand(commandIds.newPrompt, async () => (await load()).newPrompt()),
    vscode.commands.registerCommand(commandIds.managePrompts, async () => (await load()).manage()),
    vscode.commands.registerCommand(commandIds.importPrompts, async () => (await load()).importPrompts()),
    vscode.commands.registerCommand(commandIds.exportPrompts, async () => (await load()).exportPrompts()),
  ];
  return {
    load,
    runFromComposer: async (text) => /^\/\S/.test(text) && (await load()).runFromComposer(text),
    dispose: () => {
      for (const registration of registrations) registration.dispose();
      loaded?.dispose();
    },
  };
}
