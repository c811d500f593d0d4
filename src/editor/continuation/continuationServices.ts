import type { ContinuationAsker } from '../../core/continuation/askForContinuation';
import type { CostGuard } from '../../core/continuation/costGuard';
import type { InferenceError } from '../../core/inference/inferenceError';
import type { CompletionClient, ModelClient } from '../../core/inference/modelClient';
import type { FileSystem } from '../../core/storage/fileSystem';
import type { Listen } from '../../core/emitter';
import type { AnsweringModel, EditorServices } from '../editorServices';

/** What continuing needs of the settings. */
export interface ContinuationSettings {
  readonly continueAutomatically: boolean;
  /** Requests a day that nobody asked for. */
  readonly continueAtMost: number;
}

/** All that continuing needs from the rest of the extension. */
export interface ContinuationServices extends Pick<
  EditorServices,
  'log' | 'settings' | 'ensureToken' | 'reportError'
> {
  readonly client: ModelClient & CompletionClient;
  readonly fileSystem: FileSystem;
  /** The model that continues: one of its own, where the person chose one. */
  resolve(): Promise<AnsweringModel>;
  continuing(): ContinuationSettings;
  /** The token or a setting changed: what was wrong may be right now. */
  readonly onDidMend: Listen<undefined>;
  /** Says once why nothing is continued by itself any more. `resume` is called when that is mended. */
  reportPause(error: InferenceError, modelName: string, resume: () => void): void;
}

/** What the parts of this room share. */
export interface ContinuationTools {
  readonly services: ContinuationServices;
  readonly asker: ContinuationAsker;
  readonly guard: CostGuard;
}
