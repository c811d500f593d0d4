import * as vscode from 'vscode';
import { StorageError } from '../core/storage/fileSystem';

/** Does what writes to the person's prompts; says why, and resolves with `undefined`, where the disk does not take it. */
export async function orSay<T>(task: () => Promise<T>): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    void vscode.window.showErrorMessage(reasons[error.kind]);
    return undefined;
  }
}

const reasons: Readonly<Record<StorageError['kind'], string>> = {
  diskFull: 'The disk is full, so the prompt was not saved. Free some space, then try again.',
  notPermitted:
    'The prompt was not saved: VS Code may not write to its own storage. Ask whoever looks after this computer.',
  unexpected: 'The prompt could not be saved. What was there before is still there; please try again.',
};
