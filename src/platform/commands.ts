/**
 * Every command, view and context key that `package.json` and the code share, named once. A test holds
 * `package.json` against these maps.
 */
export const commandIds = {
  signIn: 'huggingphaze.signIn',
  signOut: 'huggingphaze.signOut',
  selectModel: 'huggingphaze.selectModel',
  newChat: 'huggingphaze.newChat',
  openChat: 'huggingphaze.openChat',
  addToChat: 'huggingphaze.addToChat',
  addProblemsToChat: 'huggingphaze.addProblemsToChat',
  deleteAllChats: 'huggingphaze.deleteAllChats',
  chatSettings: 'huggingphaze.chatSettings',
  ask: 'huggingphaze.ask',
  explainSelection: 'huggingphaze.explainSelection',
  explainAs: 'huggingphaze.explainAs',
  explainProblem: 'huggingphaze.explainProblem',
  explainTerminal: 'huggingphaze.explainTerminal',
  explainTerminalSelection: 'huggingphaze.explainTerminalSelection',
  fixProblem: 'huggingphaze.fixProblem',
  documentCode: 'huggingphaze.documentCode',
  writeTests: 'huggingphaze.writeTests',
  rewriteSelection: 'huggingphaze.rewriteSelection',
  rewriteCommitMessage: 'huggingphaze.rewriteCommitMessage',
  stop: 'huggingphaze.stop',
  acceptRewrite: 'huggingphaze.acceptRewrite',
  discardRewrite: 'huggingphaze.discardRewrite',
  acceptChange: 'huggingphaze.acceptChange',
  discardChange: 'huggingphaze.discardChange',
  refineRewrite: 'huggingphaze.refineRewrite',
  previousSuggestion: 'huggingphaze.previousSuggestion',
  nextSuggestion: 'huggingphaze.nextSuggestion',
  showSuggestions: 'huggingphaze.showSuggestions',
  showLog: 'huggingphaze.showLog',
  exportChat: 'huggingphaze.exportChat',
  exportAllChats: 'huggingphaze.exportAllChats',
  importChats: 'huggingphaze.importChats',
  runPrompt: 'huggingphaze.runPrompt',
  newPrompt: 'huggingphaze.newPrompt',
  managePrompts: 'huggingphaze.managePrompts',
  importPrompts: 'huggingphaze.importPrompts',
  exportPrompts: 'huggingphaze.exportPrompts',
  runOverMany: 'huggingphaze.runOverMany',
  continueWriting: 'huggingphaze.continueWriting',
  writeCommitMessage: 'huggingphaze.writeCommitMessage',
  summariseDocument: 'huggingphaze.summariseDocument',
} as const;

export type CommandName = keyof typeof commandIds;

/** The chat's view, and the command that VS Code makes for it, which reveals it with the keyboard in it. */
export const chatViewId = 'huggingphaze.chat';
export const focusChatViewCommand = `${chatViewId}.focus`;

/** Context keys that the host sets, for `when` clauses and the walkthrough. */
export const contextKeys = {
  signedIn: 'huggingphaze.signedIn',
  streamingToChat: 'huggingphaze.streamingToChat',
  answered: 'huggingphaze.answered',
  continuing: 'huggingphaze.continuing',
} as const;
