import * as vscode from 'vscode';
import { Emitter, type Releasable } from '../../core/emitter';
import { describeError } from '../../core/inference/errorWords';
import type { InferenceError } from '../../core/inference/inferenceError';
import type { CompletionClient, ModelClient } from '../../core/inference/modelClient';
import type { FileSystem } from '../../core/storage/fileSystem';
import type { TokenStore } from '../../platform/secrets';
import { settingsSection, type SettingsReader } from '../../platform/settings';
import type { AnsweringModel, EditorServices } from '../editorServices';
import { registerContinuations, type ContinuationCommands } from './commands';
import { turnContinuingOff } from './turnOff';

/** What the rest of the extension gives to continuing at the cursor. */
export interface ContinuationSurroundings {
  readonly editor: EditorServices;
  readonly client: ModelClient & CompletionClient;
  /** The model of a setting; without a name the one that answers everywhere. */
  resolve(modelId?: string): Promise<AnsweringModel>;
  readonly settings: SettingsReader;
  readonly tokens: Pick<TokenStore, 'onDidChange'>;
  readonly fileSystem: FileSystem;
}

/** Registers continuing at the cursor; loads nothing of it yet. */
export function createContinuation(surroundings: ContinuationSurroundings): ContinuationCommands {
  const { editor, client, settings, tokens, fileSystem } = surroundings;
  const mended = new Emitter<undefined>();
  const registrations: Releasable[] = [
    tokens.onDidChange(() => mended.fire(undefined)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingsSection)) mended.fire(undefined);
    }),
  ];
  const commands = registerContinuations({
    log: editor.log,
    settings: () => editor.settings(),
    ensureToken: async () => editor.ensureToken(),
    reportError: (error, modelName, retry) => editor.reportError(error, modelName, retry),
    client,
    fileSystem,
    resolve: async () => {
      const { continueModel } = settings.current;
      return surroundings.resolve(continueModel === '' ? undefined : continueModel);
    },
    continuing: () => settings.current,
    onDidMend: mended.event,
    reportPause: (error, modelName, resume) => {
      void tellOfPause(error, modelName).then((choice) => {
        if (choice === 'turnOff') return turnContinuingOff();
        if (choice === 'mend') editor.reportError(error, modelName, resume);
        return undefined;
      });
    },
  });
  return {
    provide: commands.provide,
    stop: () => commands.stop(),
    dispose: () => {
      commands.dispose();
      for (const registration of registrations) registration.dispose();
      mended.dispose();
    },
  };
}

/** Says what is wrong; what mends it has buttons of its own, on request: nobody asked for anything here. */
async function tellOfPause(
  error: InferenceError,
  modelName: string,
): Promise<'mend' | 'turnOff' | undefined> {
  const { sentence } = describeError(error, { modelName });
  const mend = 'What can I do?';
  const turnOff = 'Turn off';
  const choice = await vscode.window.showWarningMessage(
    `Continuing by itself pauses. ${sentence}`,
    mend,
    turnOff,
  );
  return choice === mend ? 'mend' : choice === turnOff ? 'turnOff' : undefined;
}
