import { createHash } from 'node:crypto';
import type * as vscode from 'vscode';
import type { ModelCatalogue } from '../core/inference/modelCatalogue';
import { registerPromptCommands, type Prompts } from './commands';
import type { PromptServices } from './promptServices';

/** What prompts are made of, as the extension has it. */
export interface PromptParts extends Omit<
  PromptServices,
  'models' | 'storage' | 'memory' | 'workspaceMemory' | 'digest'
> {
  readonly catalogue: ModelCatalogue;
  readonly context: vscode.ExtensionContext;
}

/** Prompts: their commands, and what the panel needs of them. Cheap: nothing of them is loaded yet. */
export function createPrompts({ catalogue, context, ...parts }: PromptParts): Prompts {
  return registerPromptCommands({
    ...parts,
    models: async () => {
      if (catalogue.current === undefined) await catalogue.load();
      return catalogue.current?.models;
    },
    storage: context.globalStorageUri,
    memory: context.globalState,
    workspaceMemory: context.workspaceState,
    digest: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  });
}
