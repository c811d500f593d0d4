import * as vscode from 'vscode';
import { beginningOf } from '../../core/continuation/gap';
import { contextInWords, costInWords, costOf } from '../../core/inference/modelWords';
import { estimateTokens } from '../../core/inference/tokenEstimate';
import { endingInWords } from '../../core/text/endingWords';
import { summaryPlan, usageOf, type SummaryPlan } from '../../core/text/summary/summaryPlan';
import {
  partSummaryMessages,
  summaryOfNotesPrompt,
  summaryPrompt,
} from '../../core/text/summary/summaryPrompts';
import { commandIds } from '../../platform/commands';
import { streamAnswer, type AnswerOutcome } from '../ask/answerStream';
import { sendToChat } from '../chatHandover';
import type { AnsweringModel, EditorServices } from '../editorServices';
import { documentToSummarise, type DocumentToSummarise } from './documentToSummarise';

type InParts = Extract<SummaryPlan, { kind: 'inParts' }>;

/**
 * Summarise This Document: the summary is an answer in the chat, where further questions go on from it. A document that
 * is longer than what the model takes in is read in parts, with their number and price said first.
 */
export async function summariseDocument(services: EditorServices, place: unknown): Promise<void> {
  const document = await documentToSummarise(services, place);
  if (document === undefined || !(await services.ensureToken())) return;
  const model = await services.selection.resolve();
  const plan = summaryPlan(document.text, model.contextLength, document);
  switch (plan.kind) {
    case 'atOnce':
      await sendToChat(services, {
        text: `Summarise ${document.name}`,
        promptText: summaryPrompt(document.name, document.text),
      });
      return;
    case 'inParts':
      if (await agrees(document, plan, model)) await readInParts(services, document, plan, []);
      return;
    case 'tooLong':
      await refuse(document, model);
  }
}

async function agrees(document: DocumentToSummarise, plan: InParts, model: AnsweringModel): Promise<boolean> {
  const cost = costInWords(costOf(usageOf(document.text, plan), model.pricing));
  const count = plan.parts.length;
  const summarise = `Read it in ${count} parts`;
  const choice = await vscode.window.showInformationMessage(
    `${document.name} is long: ${contextInWords(estimateTokens(document.text))}.`,
    {
      modal: true,
      detail: `${model.name} reads it in ${count} parts, one after the other, and makes the summary from its notes on them${cost === '' ? '' : `: ${cost}`}. You can stop at any time.`,
    },
    summarise,
  );
  return choice === summarise;
}

/** @param notes on the first parts, from an attempt that failed later */
async function readInParts(
  services: EditorServices,
  document: DocumentToSummarise,
  plan: InParts,
  notes: readonly string[],
): Promise<void> {
  const { name } = document;
  const count = plan.parts.length;
  const abort = new AbortController();
  const done = [...notes];
  const failure = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: `Reading ${name}`, cancellable: true },
    async (progress, token): Promise<AnswerOutcome | undefined> => {
      token.onCancellationRequested(() => abort.abort());
      progress.report({ increment: (done.length / count) * 100 });
      for (const [index, text] of plan.parts.entries()) {
        if (index < done.length) continue;
        progress.report({ message: `part ${index + 1} of ${count}` });
        const { customInstructions } = services.settings();
        const part = { name, text, index, count };
        const messages = partSummaryMessages(part, plan.tokensOfSummary, customInstructions);
        let answer = '';
        const outcome = await streamAnswer(services, messages, abort.signal, (soFar) => (answer = soFar));
        // Notes that their limit cut are notes still.
        const isUsable =
          outcome.type === 'ended' && (outcome.ending === 'stop' || outcome.ending === 'length');
        if (!isUsable || answer.trim() === '') return outcome;
        // Some write more than they were asked for; together the notes must fit.
        done.push(beginningOf(answer, plan.tokensOfSummary));
        progress.report({ increment: 100 / count });
      }
      return undefined;
    },
  );
  if (failure === undefined) {
    await sendToChat(services, {
      text: `Summarise ${name}\n\n(It was read in ${count} parts.)`,
      promptText: summaryOfNotesPrompt(name, done),
    });
    return;
  }
  const again = (): void => void readInParts(services, document, plan, done);
  if (failure.type === 'failed') {
    services.reportError(failure.error, failure.modelName, again);
    return;
  }
  await offerToGoOn(
    failure.ending === 'stopped' ? undefined : endingInWords(failure.ending),
    done.length,
    count,
    again,
  );
}

/** @param why absent: the person stopped it */
async function offerToGoOn(
  why: string | undefined,
  done: number,
  count: number,
  again: () => void,
): Promise<void> {
  const goOn = 'Go on';
  const words = `${why ?? 'Stopped.'} ${done} of ${count} parts are read.`;
  const choice = await vscode.window.showInformationMessage(words, goOn);
  if (choice === goOn) again();
}

async function refuse(document: DocumentToSummarise, model: AnsweringModel): Promise<void> {
  const chooseModel = 'Choose another model';
  const choice = await vscode.window.showWarningMessage(
    `${document.name} is too long for ${model.name}, even in parts: ${contextInWords(estimateTokens(document.text))}. Choose a model that takes longer texts.`,
    chooseModel,
  );
  if (choice === chooseModel) await vscode.commands.executeCommand(commandIds.selectModel);
}
