import * as vscode from 'vscode';
import { contextInWords, costInWords, costOf } from '../core/inference/modelWords';
import { estimateTokens } from '../core/inference/tokenEstimate';
import type { LossContext } from '../core/text/losses';
import { inPieces } from '../core/text/pieces';
import { fitsInContext, tokensAroundPart, tokensOfPart } from '../core/text/textSize';
import type { EditorServices } from './editorServices';

/**
 * A passage in the parts in which it is rewritten. Where it is long the person is told beforehand how many, and what
 * they will about cost; `undefined` where they decline, or where the model takes in next to nothing.
 */
export async function partsToRewrite(
  services: EditorServices,
  text: string,
  context: LossContext,
  modelId?: string,
): Promise<readonly string[] | undefined> {
  const model = await services.selection.resolve(modelId);
  const most = tokensOfPart(model.contextLength, services.settings().maxTokens);
  const tokens = estimateTokens(text);
  if (most === 0) return (await saysTooLong(services, text, 1, modelId)) ? undefined : [text];
  const parts = inPieces(text, most, context);
  if (parts.length === 1) return parts;
  const usage = { promptTokens: tokens + parts.length * tokensAroundPart, completionTokens: tokens };
  const cost = costInWords(costOf(usage, model.pricing));
  const rewrite = `Rewrite in ${parts.length} parts`;
  const choice = await vscode.window.showInformationMessage(
    `This text is long: ${contextInWords(tokens)}.`,
    {
      modal: true,
      detail: `${model.name} rewrites it in ${parts.length} parts, one after the other${cost === '' ? '' : `: ${cost}`}. You can read the first while it writes the next, and stop at any time; what is rewritten stays.`,
    },
    rewrite,
  );
  return choice === rewrite ? parts : undefined;
}

/**
 * True, after saying so, if a text and an answer of `answerShare` times its length are more than the model can take
 * in at once.
 */
export async function saysTooLong(
  services: EditorServices,
  text: string,
  answerShare: number,
  modelId?: string,
): Promise<boolean> {
  const model = await services.selection.resolve(modelId);
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
