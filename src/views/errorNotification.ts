import * as vscode from 'vscode';
import { describeError } from '../core/inference/errorWords';
import type { InferenceError } from '../core/inference/inferenceError';
import type { ErrorActions, ErrorActionTarget } from './errorActions';

/** Says in a notification what went wrong outside the chat, with the buttons that mend it. */
export async function notifyOfError(
  error: InferenceError,
  modelName: string,
  target: ErrorActionTarget,
  errorActions: ErrorActions,
): Promise<void> {
  const { sentence, actions } = describeError(error, { modelName });
  const label = await vscode.window.showErrorMessage(sentence, ...actions.map((action) => action.label));
  const chosen = actions.find((action) => action.label === label);
  if (chosen !== undefined) await errorActions.run(chosen.id, target);
}
