import * as vscode from 'vscode';
import type { PromptEntry } from '../core/prompts/promptLibrary';
import { inWords, readsInWords } from '../core/prompts/promptWords';
import { property } from '../editor/commandArguments';
import type { PromptServices } from './promptServices';

/** By the address of a prompt's file: the SHA-256 of the text that the person has allowed. */
const allowedKey = 'allowedPrompts';

/** Longest text that is shown in the question itself, in UTF-16 units: a dialog does not scroll everywhere. */
const longestShown = 1_200;

/**
 * Whether a prompt may be run. The person's own may. One of a workspace was written by somebody else: before it is
 * first run, and again when its text is another, the person is shown it and what it reads, and decides.
 */
export async function isAllowed(
  services: Pick<PromptServices, 'workspaceMemory' | 'digest'>,
  entry: PromptEntry,
): Promise<boolean> {
  const { source, title, text, file } = entry;
  if (source.kind !== 'workspace') return true;
  if (!vscode.workspace.isTrusted) return false;
  const digest = services.digest(new TextEncoder().encode(text));
  const allowed = services.workspaceMemory.get(allowedKey);
  const before = property(allowed, source.uri);
  if (before === digest) return true;
  const run = 'Run';
  const read = 'Read It First';
  const isWhole = file.body.length <= longestShown;
  const reads = readsInWords(file.template);
  const why =
    before === undefined
      ? `It is in ${source.path} of the folder ${source.folder}, not one of yours.`
      : `${source.path} of the folder ${source.folder} has changed since you last ran it.`;
  const detail = [
    why,
    reads.length === 0 ? 'It reads nothing of yours.' : `It sends the model ${inWords(reads)}.`,
    isWhole ? 'It says:' : 'It is long. It begins:',
    `${file.body.slice(0, longestShown)}${isWhole ? '' : ' …'}`,
  ].join('\n\n');
  const choice = await vscode.window.showInformationMessage(
    `Run the prompt “${title}” of this workspace?`,
    { modal: true, detail },
    run,
    read,
  );
  if (choice === read)
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(source.uri, true));
  if (choice !== run) return false;
  await services.workspaceMemory.update(allowedKey, { ...recordOf(allowed), [source.uri]: digest });
  return true;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
