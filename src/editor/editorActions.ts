import type { Releasable } from '../core/emitter';
import { ask } from './ask/askCommand';
import { DocumentStreams } from './ask/documentStreams';
import { documentCode } from './code/documentCode';
import { writeTests } from './code/writeTests';
import { CommitMessages } from './commits/writeCommitMessage';
import type { EditorServices } from './editorServices';
import { explainProblem } from './explain/explainProblem';
import { explainTerminal, explainTerminalSelection } from './explain/explainTerminal';
import { explainAs, explainSelection } from './explain/explainSelection';
import { fixProblem } from './problems/fixProblem';
import { Rewrites } from './rewrite/rewrites';
import { summariseDocument } from './summary/summariseDocument';

/** What the commands on the open document do. Loaded when one of them is first run. */
export interface EditorActions extends Releasable {
  ask(options: unknown): Promise<void>;
  explainSelection(options: unknown): Promise<void>;
  explainAs(): Promise<void>;
  explainProblem(parameters: readonly unknown[]): Promise<void>;
  explainTerminal(): Promise<void>;
  explainTerminalSelection(): Promise<void>;
  fixProblem(parameters: readonly unknown[]): Promise<void>;
  documentCode(parameters: readonly unknown[]): Promise<void>;
  writeTests(parameters: readonly unknown[]): Promise<void>;
  rewriteSelection(options: unknown): Promise<void>;
  rewriteCommitMessage(repository: unknown): Promise<void>;
  acceptRewrite(options: unknown): Promise<void>;
  discardRewrite(): Promise<void>;
  acceptChange(options: unknown): Promise<void>;
  discardChange(): Promise<void>;
  refineRewrite(options: unknown): Promise<void>;
  showSuggestion(by: -1 | 1): Promise<void>;
  showSuggestions(): Promise<void>;
  writeCommitMessage(place: unknown): Promise<void>;
  summariseDocument(place: unknown): Promise<void>;
  stop(): boolean;
  /** Resolves when the suggestions of an earlier window are there. Never rejects. */
  readonly restored: Promise<void>;
  /** Writes down what is not written down yet. */
  close(): Promise<void>;
}

export function createEditorActions(services: EditorServices): EditorActions {
  const streams = new DocumentStreams(services);
  const rewrites = new Rewrites(services);
  const commits = new CommitMessages(services);
  return {
    ask: async (options) => ask(services, streams, options),
    explainSelection: async (options) => explainSelection(services, options),
    explainAs: async () => explainAs(services),
    explainProblem: async (parameters) => explainProblem(services, parameters),
    explainTerminal: async () => explainTerminal(services),
    explainTerminalSelection: async () => explainTerminalSelection(services),
    fixProblem: async (parameters) => fixProblem(rewrites, parameters),
    documentCode: async (parameters) => documentCode(rewrites, parameters),
    writeTests: async (parameters) => writeTests(services, streams, parameters),
    rewriteSelection: async (options) => rewrites.start(options),
    rewriteCommitMessage: async (repository) => rewrites.startCommitMessage(repository),
    acceptRewrite: async (options) => rewrites.accept(options),
    discardRewrite: async () => rewrites.discard(),
    acceptChange: async (options) => rewrites.acceptChange(options),
    discardChange: async () => rewrites.discardChange(),
    refineRewrite: async (options) => rewrites.refine(options),
    showSuggestion: async (by) => rewrites.showVersion(by),
    showSuggestions: async () => rewrites.showSuggestions(),
    summariseDocument: async (place) => summariseDocument(services, place),
    writeCommitMessage: async (place) => commits.write(place),
    stop: () => {
      const stopped = [streams.stop(), rewrites.stop(), commits.stop()];
      return stopped.includes(true);
    },
    restored: rewrites.restored,
    close: async () => rewrites.close(),
    dispose: () => {
      streams.dispose();
      rewrites.dispose();
      commits.stop();
    },
  };
}
