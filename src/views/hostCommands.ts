import * as vscode from 'vscode';
import type { ChatService } from '../core/chat/chatService';
import { commandIds } from '../platform/commands';
import type { CommandName } from '../platform/commands';
import type { ChatViewProvider } from './chat/chatViewProvider';
import type { ModelPicker } from './modelPicker';
import type { SignIn } from './signIn';

export interface HostCommandServices {
  readonly chat: ChatService;
  readonly chatView: ChatViewProvider;
  readonly signIn: SignIn;
  readonly modelPicker: ModelPicker;
  newChat(): Promise<void>;
  deleteAllChats(): Promise<void>;
  /** Ends what streams into a document; false if nothing did. */
  stopEditor(): boolean;
  editChatSettings(): Promise<void>;
  showLog(): void;
}

/** The commands that are not about an open document about files of chats or about many things at once; those rooms register theirs. */
type HostCommandName = Exclude<
  CommandName,
  | 'addToChat'
  | 'addProblemsToChat'
  | 'ask'
  | 'explainSelection'
  | 'explainAs'
  | 'explainProblem'
  | 'explainTerminal'
  | 'explainTerminalSelection'
  | 'fixProblem'
  | 'documentCode'
  | 'writeTests'
  | 'rewriteSelection'
  | 'acceptRewrite'
  | 'discardRewrite'
  | 'rewriteCommitMessage'
  | 'acceptChange'
  | 'discardChange'
  | 'refineRewrite'
  | 'previousSuggestion'
  | 'nextSuggestion'
  | 'showSuggestions'
  | 'exportChat'
  | 'exportAllChats'
  | 'importChats'
  | 'runPrompt'
  | 'newPrompt'
  | 'managePrompts'
  | 'importPrompts'
  | 'exportPrompts'
  | 'runOverMany'
  | 'continueWriting'
  | 'writeCommitMessage'
  | 'summariseDocument'
>;

export function registerHostCommands(services: HostCommandServices): vscode.Disposable {
  const { chat, chatView, signIn, modelPicker } = services;
  const handlers: Readonly<Record<HostCommandName, (argument?: unknown) => unknown>> = {
    signIn: async () => signIn.run(),
    signOut: async () => signIn.signOut(),
    selectModel: async () => modelPicker.pick(),
    newChat: async () => services.newChat(),
    openChat: async () => chatView.showHistory(),
    deleteAllChats: async () => services.deleteAllChats(),
    chatSettings: async () => services.editChatSettings(),
    stop: (options) => {
      services.stopEditor();
      // Escape in a document ends what is written there, and nothing else.
      if (!isAboutEditor(options)) chat.stop();
    },
    showLog: () => services.showLog(),
  };
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([name, handler]) =>
      vscode.commands.registerCommand(commandIds[name as HostCommandName], handler),
    ),
  );
}

function isAboutEditor(options: unknown): boolean {
  return typeof options === 'object' && options !== null && 'where' in options && options.where === 'editor';
}
