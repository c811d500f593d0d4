import * as vscode from 'vscode';
import { defaultTemperature, type ContinuationOutcome } from '../../core/continuation/askForContinuation';
import type { ContinuationCache } from '../../core/continuation/continuationCache';
import { gapBounds } from '../../core/continuation/gap';
import { commandIds, contextKeys } from '../../platform/commands';
import { documentName, notebookOf } from '../documentWords';
import { maySend } from '../secretQuestion';
import { whyReadOnly } from '../writability';
import type { ContinuationTools } from './continuationServices';
import { gapOf, placeOf, withLineEndsOf } from './surroundings';
import { chooseModelForContinuing } from './turnOff';

/** Most tokens of a continuation that was asked for, where the person set no lower limit. */
const mostTokens = 200;

/** Milliseconds for which the keys are named. */
const namedFor = 10_000;

/** Why a preparation ended: the person went on by themselves. */
const leftAlone = 'leftAlone';

/** Continue Writing: prepares what comes next at the cursor, and then shows it as ghost text. */
export class ContinuationOnDemand {
  readonly #tools: ContinuationTools;
  readonly #cache: ContinuationCache;
  readonly #show: () => Promise<void>;
  #running: AbortController | undefined;

  constructor(tools: ContinuationTools, cache: ContinuationCache, show: () => Promise<void>) {
    this.#tools = tools;
    this.#cache = cache;
    this.#show = show;
  }

  stop(): boolean {
    const { isRunning } = this;
    this.#running?.abort();
    return isRunning;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Says in plain words whatever keeps it from being shown. */
  async run(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) {
      void vscode.window.showInformationMessage(
        'Open a document and put the cursor where the text should go on.',
      );
      return;
    }
    if (!(await this.#mayGoOn(editor.document)) || !(await this.#tools.services.ensureToken())) return;
    // The cursor may have moved while something was asked.
    const position = editor.selection.active;
    editor.selection = new vscode.Selection(position, position);
    const place = placeOf(editor.document, position);
    const known = this.#cache.find(place);
    // Whoever asks again where nothing was found may hope for more this time.
    if (known === undefined || known.text === '') {
      if (!(await this.#prepare(editor, position))) return;
    }
    if (vscode.window.activeTextEditor !== editor) return;
    await vscode.commands.executeCommand('hideSuggestWidget');
    await this.#show();
    vscode.window.setStatusBarMessage(
      'Tab takes the suggestion, Ctrl+→ (⌘→ on a Mac) its next word, Esc none of it',
      namedFor,
    );
  }

  async #mayGoOn(document: vscode.TextDocument): Promise<boolean> {
    const name = documentName(document);
    const why = await whyReadOnly(document);
    if (why !== undefined) {
      void vscode.window.showWarningMessage(`${why} Nothing can be written into it.`);
      return false;
    }
    const isEmpty = document.getText().trim() === '' && notebookOf(document) === undefined;
    if (isEmpty) {
      const ask = 'Ask…';
      const choice = await vscode.window.showInformationMessage(
        `${name} is empty, so there is nothing to continue. Write the first words, or say with Ask… what should stand there.`,
        ask,
      );
      if (choice === ask) await vscode.commands.executeCommand(commandIds.ask);
      return false;
    }
    return maySend(name, document.uri.path);
  }

  /** True if something to show is known now. */
  async #prepare(editor: vscode.TextEditor, position: vscode.Position): Promise<boolean> {
    const { services, asker } = this.#tools;
    const { document } = editor;
    this.#running?.abort();
    const abort = new AbortController();
    this.#running = abort;
    const place = placeOf(document, position);
    const leave = (): void => abort.abort(leftAlone);
    const subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) leave();
      }),
      vscode.window.onDidChangeTextEditorSelection((event) => {
        if (event.textEditor === editor && !event.textEditor.selection.active.isEqual(position)) leave();
      }),
      vscode.window.onDidChangeActiveTextEditor((now) => {
        if (now !== undefined && now !== editor) leave();
      }),
    ];
    let modelName = '';
    let outcome: ContinuationOutcome;
    await setContinuing(true);
    try {
      outcome = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: 'Preparing what comes next… (Esc stops)' },
        async () => {
          const model = await services.resolve();
          modelName = model.name;
          const settings = services.settings();
          return asker.ask(
            {
              model: model.routedId,
              gap: gapOf(document, position, gapBounds.onDemand),
              maxTokens: Math.min(settings.maxTokens ?? mostTokens, mostTokens),
              temperature: settings.temperature ?? defaultTemperature,
              customInstructions: settings.customInstructions,
            },
            abort.signal,
          );
        },
      );
    } finally {
      for (const subscription of subscriptions) subscription.dispose();
      if (this.#running === abort) {
        this.#running = undefined;
        await setContinuing(false);
      }
    }
    if (outcome.kind === 'text') {
      this.#cache.add(place, withLineEndsOf(document, outcome.text));
      return !abort.signal.aborted;
    }
    if (abort.signal.reason === leftAlone)
      vscode.window.setStatusBarMessage('Not continued, because you went on yourself', 5_000);
    else this.#say(outcome, modelName);
    return false;
  }

  #say(outcome: Exclude<ContinuationOutcome, { readonly kind: 'text' }>, modelName: string): void {
    switch (outcome.kind) {
      case 'nothing': {
        const ask = 'Ask…';
        void vscode.window
          .showInformationMessage(
            `${modelName} has nothing to add here. Put the cursor elsewhere, or say with Ask… what you want.`,
            ask,
          )
          .then(async (choice) => {
            if (choice === ask) await vscode.commands.executeCommand(commandIds.ask);
          });
        return;
      }
      case 'onlyThought': {
        const choose = 'Choose another';
        void vscode.window
          .showWarningMessage(
            `${modelName} thought until it had no room left to write. Choose another model for continuing.`,
            choose,
          )
          .then(async (choice) => {
            if (choice === choose) await chooseModelForContinuing();
          });
        return;
      }
      case 'stopped':
        vscode.window.setStatusBarMessage('Stopped', 3_000);
        return;
      case 'failed':
        this.#tools.services.reportError(outcome.error, modelName, () => void this.run());
        return;
    }
  }
}

async function setContinuing(on: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', contextKeys.continuing, on);
}
