import type { Terminal, Uri } from 'vscode';
import type { SendOutcome } from '../core/chat/newMessage';
import type { Pricing } from '../core/inference/modelCatalogue';
import type { InferenceError } from '../core/inference/inferenceError';
import type { ModelClient } from '../core/inference/modelClient';
import type { ExplainLevel } from '../core/text/explain/explainLevel';
import type { TerminalCommand } from '../core/text/terminalText';
import type { Log } from '../core/log';
import type { WholeFile } from '../platform/readWholeFile';
import type { SuggestionStore } from '../core/storage/suggestionStore';

/** The model that answers now, as far as the commands on a document need to know it. */
export interface AnsweringModel {
  /** Repository id with its routing suffix. */
  readonly routedId: string;
  readonly name: string;
  /** Tokens; absent where nobody published it. */
  readonly contextLength?: number | undefined;
  /** Of the provider that will most likely answer; absent where nobody published it. */
  readonly pricing?: Pricing | undefined;
}

/** The part of the chat that Explain and Ask write into. */
export interface ChatSender {
  /** An answer is on its way, perhaps not with its first word yet. */
  readonly busy: boolean;
  /** Resolves when no answer is on its way any more. */
  whenIdle(): Promise<void>;
  /**
   * Resolves when the answer ended, whichever way. What went wrong is shown in the conversation. With `promptText` or
   * `attachments: []` the composer's draft and what is attached there are left alone.
   */
  send(message: {
    readonly text: string;
    readonly promptText?: string;
    readonly attachments?: readonly [];
    readonly modelId?: string;
  }): Promise<SendOutcome>;
  stop(): void;
}

export interface EditorSettings {
  readonly maxTokens?: number | undefined;
  readonly temperature?: number | undefined;
  /** What the person wants every model to know; empty for nothing. */
  readonly customInstructions: string;
  /** False: what was written with a model is not kept on the disk. */
  readonly keepHistory?: boolean | undefined;
  /** For whom Explain explains, unless the person says otherwise. */
  readonly explainLevel: ExplainLevel;
}

/** What the person asked before, the latest first. */
export interface PromptHistory {
  list(): readonly string[];
  add(prompt: string): void;
}

/** A small value remembered across windows and restarts; structurally a `vscode.Memento`. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): Thenable<void>;
}

/** All that the commands on a document need from the rest of the extension. */
export interface EditorServices {
  readonly client: ModelClient;
  /** The model that is chosen, or the one of this id, for one answer. */
  readonly selection: { resolve(modelId?: string): Promise<AnsweringModel> };
  readonly chat: ChatSender;
  readonly promptHistory: PromptHistory;
  /** Holds where the last answer of Ask went, and the like. */
  readonly memory: Memory;
  /** Suggestions that wait for the person, over reloads. */
  readonly suggestions: SuggestionStore;
  /** Stands for what is open in this window, and does not tell its path. */
  readonly workspace: string;
  /** This window among all of this machine, and whether another is still open. */
  readonly thisWindow: number;
  windowIsOpen(window: number): boolean;
  readonly log: Log;
  /** The last command of a terminal; `undefined` where the shell does not tell. */
  lastCommandOf(terminal: Terminal): TerminalCommand | undefined;
  /** A file of any kind as what it says. Never rejects. */
  readFile(uri: Uri, signal: AbortSignal): Promise<WholeFile>;
  settings(): EditorSettings;
  /** Reveals the chat view. */
  showChat(): Promise<void>;
  /** Walks the person through setting a token if there is none; false if there is still none afterwards. */
  ensureToken(): Promise<boolean>;
  /** Says in plain words what went wrong, with the buttons that mend it. `retry` is called by "Try again". */
  reportError(error: InferenceError, modelName: string, retry: () => void): void;
}
