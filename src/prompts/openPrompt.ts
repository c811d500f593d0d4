import * as vscode from 'vscode';
import { ownPromptsFolder } from '../core/prompts/ownPrompts';
import type { PromptEntry } from '../core/prompts/promptLibrary';
import type { PromptServices } from './promptServices';

/** The file of a prompt; `undefined` for a built-in one, which has none. */
export function uriOf(
  { storage }: Pick<PromptServices, 'storage'>,
  { source }: Pick<PromptEntry, 'source'>,
): vscode.Uri | undefined {
  switch (source.kind) {
    case 'builtIn':
      return undefined;
    case 'own':
      return vscode.Uri.joinPath(storage, ownPromptsFolder, source.fileName);
    case 'workspace':
      return vscode.Uri.parse(source.uri, true);
  }
}

/** Opens the file of a prompt to be changed. */
export async function openPrompt(
  services: Pick<PromptServices, 'storage'>,
  entry: Pick<PromptEntry, 'source'>,
): Promise<void> {
  const uri = uriOf(services, entry);
  if (uri !== undefined) await vscode.commands.executeCommand('vscode.open', uri);
}
