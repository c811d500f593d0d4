import * as vscode from 'vscode';
import { fitsInContext } from '../core/text/textSize';
import type { EditorServices } from './editorServices';

/**
 * True, after saying so, if a text and an answer of `answerShare` times its length are more than the model can take
 * in at once.
 */
export async function saysTooLong(
  services: EditorServices,
  text: string,
  answerShare: number,
): Promise<boolean> {
  const model = await services.selection.resolve();
  const { fits, share } = fitsInContext(text, answerShare, model.contextLength);
  if (fits) return false;
  const percent = Math.max(1, Math.floor(share * 100));
  const chooseModel = 'Choose another model';
  const choice = await vscode.window.showWarningMessage(
    `This text is too long for ${model.name}: about ${percent}% of it fits. Select a shorter part, or choose a model that takes longer texts.`,
    chooseModel,
  );
  if (choice === chooseModel) await vscode.commands.executeCommand('huggingphaze.selectModel');
  return true;
}
