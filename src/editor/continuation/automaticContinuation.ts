import * as vscode from 'vscode';
import { defaultTemperature } from '../../core/continuation/askForContinuation';
import { AutomaticPause } from '../../core/continuation/automaticPause';
import { gapBounds, isWithinLine } from '../../core/continuation/gap';
import { costInWords, costOf } from '../../core/inference/modelWords';
import { estimateTokens } from '../../core/inference/tokenEstimate';
import type { Releasable } from '../../core/emitter';
import { isSecretFile } from '../../core/text/secretFiles';
import { isDisabledFor } from '../../platform/disabledFor';
import { rewriteScheme } from '../rewrite/rewriteScheme';
import type { ContinuationTools } from './continuationServices';
import { gapOf, withLineEndsOf } from './surroundings';
import { chooseModelForContinuing, turnContinuingOff } from './turnOff';

/** Milliseconds without a key that tell a pause from typing. */
const pauseInTyping = 400;

/** Most tokens of a continuation that nobody asked for, and of the words around the text in its request. */
const maxTokens = 64;
const tokensAround = 250;

/** Characters that must stand before the cursor: from less, nobody can tell what comes next. */
const leastBefore = 10;

/** Longest line, in UTF-16 code units; what is longer was made by a machine. */
const longestLine = 4_000;

/** Continues by itself, where the person turned that on: in pauses, within a limit a day, and not while it fails. */
export class AutomaticContinuation implements Releasable {
  readonly #tools: ContinuationTools;
  readonly #pause = new AutomaticPause(Date.now);
  readonly #subscription: Releasable;
  /** The limit that the person was told of. */
  #toldOfLimit = '';

  constructor(tools: ContinuationTools) {
    this.#tools = tools;
    this.#subscription = tools.services.onDidMend(() => this.#pause.resume());
  }

  /** What comes next, empty for nothing; `undefined` where it was not asked for or nobody waits any more. */
  async ask(
    document: vscode.TextDocument,
    position: vscode.Position,
    { triggerKind }: vscode.InlineCompletionContext,
    token: vscode.CancellationToken,
  ): Promise<string | undefined> {
    const { services, asker, guard } = this.#tools;
    if (!services.continuing().continueAutomatically || this.#pause.isOn) return undefined;
    if (!isOffered(document, position)) return undefined;
    const isAsked = triggerKind === vscode.InlineCompletionTriggerKind.Invoke;
    if (!isAsked && !(await pauses(token))) return undefined;
    if (!(await guard.mayAsk(services.continuing().continueAtMost))) {
      await this.#tellOfLimit();
      return undefined;
    }
    const model = await services.resolve();
    if (token.isCancellationRequested) return undefined;
    const abort = new AbortController();
    const subscription = token.onCancellationRequested(() => abort.abort());
    try {
      const gap = gapOf(document, position, gapBounds.automatic);
      const promptTokens = estimateTokens(gap.before) + estimateTokens(gap.after) + tokensAround;
      await guard.asked(costOf({ promptTokens, completionTokens: maxTokens / 2 }, model.pricing));
      const { temperature = defaultTemperature, customInstructions } = services.settings();
      const request = { model: model.routedId, gap, maxTokens, temperature, customInstructions };
      const outcome = await asker.ask(request, abort.signal);
      switch (outcome.kind) {
        case 'text':
          this.#pause.succeeded();
          return withLineEndsOf(document, outcome.text);
        case 'nothing':
          this.#pause.succeeded();
          return '';
        case 'stopped':
          return undefined;
        case 'onlyThought':
          this.#pause.hold();
          tellThatItThinks(model.name);
          return undefined;
        case 'failed':
          if (this.#pause.failed(outcome.error))
            services.reportPause(outcome.error, model.name, () => this.#pause.resume());
          return undefined;
      }
    } finally {
      subscription.dispose();
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #tellOfLimit(): Promise<void> {
    const { guard } = this.#tools;
    const { count, cost, extensions } = await guard.today();
    const key = `${new Date().toDateString()} ${extensions}`;
    if (this.#toldOfLimit === key) return;
    this.#toldOfLimit = key;
    const price = costInWords(cost);
    const goOn = 'Go on';
    const turnOff = 'Turn off';
    const told = vscode.window.showInformationMessage(
      `Your text was continued by itself ${count} times today${price === '' ? '' : ` (${price})`}, which is your limit. It goes on tomorrow, or now if you like; “Continue Writing” works at any time.`,
      goOn,
      turnOff,
    );
    // Nobody's typing waits for the answer.
    void told.then(async (choice) => {
      if (choice === goOn) await guard.extend();
      if (choice === turnOff) await turnContinuingOff();
    });
  }
}

/** Whether this is a place where a person may like to have something offered, and may have it sent. */
function isOffered(document: vscode.TextDocument, position: vscode.Position): boolean {
  const { scheme, path } = document.uri;
  const isPlain = scheme === 'untitled' || scheme === 'vscode-notebook-cell';
  const isFile = vscode.workspace.fs.isWritableFileSystem(scheme) === true && !notForWriting.has(scheme);
  if ((!isPlain && !isFile) || isDisabledFor(document) || isSecretFile(path)) return false;
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document || editor.selections.length > 1 || !editor.selection.isEmpty)
    return false;
  const { text: line } = document.lineAt(position.line);
  if (line.length > longestLine || isWithinLine({ after: line.slice(position.character) })) return false;
  const first = new vscode.Position(Math.max(0, position.line - 20), 0);
  const near = document.getText(new vscode.Range(first, position));
  return near.replace(/\s+/gu, '').length >= leastBefore;
}

/** File systems of VS Code's own settings, and of our suggestions. */
const notForWriting = new Set(['vscode-userdata', rewriteScheme]);

/** Waits for a pause in typing; false if the person types on. */
function pauses(token: vscode.CancellationToken): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isPause: boolean): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(isPause);
    };
    const timer = setTimeout(() => end(true), pauseInTyping);
    const subscription = token.onCancellationRequested(() => end(false));
    if (token.isCancellationRequested) end(false);
  });
}

function tellThatItThinks(modelName: string): void {
  const choose = 'Choose another';
  const turnOff = 'Turn off';
  void vscode.window
    .showInformationMessage(
      `${modelName} thinks for a long time before it writes, which is no use while you type. Continuing by itself pauses; another model may be quicker.`,
      choose,
      turnOff,
    )
    .then(async (choice) => {
      if (choice === choose) await chooseModelForContinuing();
      if (choice === turnOff) await turnContinuingOff();
    });
}
