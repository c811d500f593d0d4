import type * as vscode from 'vscode';
import type { InferenceError } from '../core/inference/inferenceError';
import type { ModelClient } from '../core/inference/modelClient';
import type { ModelSelection } from '../core/inference/modelSelection';
import type { Log } from '../core/log';
import type { Timers } from '../core/storage/clock';
import type { FileSystem } from '../core/storage/fileSystem';
import type { PromptActions } from '../prompts/promptActions';
import type { WholeFile } from '../platform/readWholeFile';

/** All that running a prompt over many things needs from the rest of the extension. */
export interface BatchServices {
  /** One that makes no call twice by itself: a run knows better when it is time to. */
  readonly client: ModelClient;
  readonly selection: Pick<ModelSelection, 'resolve'>;
  /** Where runs are kept. */
  readonly fileSystem: FileSystem;
  readonly timers: Timers;
  readonly log: Log;
  /** What a file says: a text as it stands, a document as what it says. Never rejects. */
  readonly readFile: (uri: vscode.Uri, signal: AbortSignal) => Promise<WholeFile>;
  /** False: nothing of a run stays on disk once it came to its end. */
  keepsHistory(): boolean;
  /** Tells the workspace of this window from others. */
  workspace(): string;
  digest(text: string): string;
  newId(): string;
  settings(): {
    readonly maxTokens?: number | undefined;
    readonly temperature?: number | undefined;
    readonly customInstructions: string;
  };
  /** The person's prompts. */
  readonly prompts: () => Promise<Pick<PromptActions, 'choose' | 'askInputs'>>;
  /** What the person asked before, the latest first. */
  readonly promptHistory: { list(): readonly string[]; add(prompt: string): void };
  /** Walks the person through setting a token if there is none; false if there is still none afterwards. */
  ensureToken(): Promise<boolean>;
  /** What went wrong, in a sentence. */
  describeError(error: InferenceError, modelName: string): string;
  /** Says what went wrong, with the buttons that mend it; `retry` is called once it is. Resolves when it was answered. */
  reportError(error: InferenceError, modelName: string, retry: () => void): Promise<void>;
  /** Takes care of what nobody waits for, should it fail. */
  inBackground(work: Promise<unknown>): void;
}

/** Reads what a file says. */
export type ReadFile = BatchServices['readFile'];
