import * as vscode from 'vscode';
import type { ChatHistory } from '../core/chat/chatHistory';
import type { PromptHistory } from './promptHistory';

const yes = 'Delete All Chats';

/** "Delete All Chats…": asks in plain words, then removes for good whatever a person wrote and received. */
export async function deleteAllChats(
  history: Pick<ChatHistory, 'removeAll'>,
  prompts: Pick<PromptHistory, 'clear'>,
): Promise<void> {
  const answer = await vscode.window.showWarningMessage(
    'Delete all chats for good?',
    {
      modal: true,
      detail:
        'All your chats go, with their drafts and pictures, what you deleted lately, and the list of what you asked through “Ask…”. An answer that is on its way is stopped. This cannot be undone.',
    },
    yes,
  );
  if (answer !== yes) return;
  const trouble = await history.removeAll();
  await prompts.clear();
  if (trouble === undefined) {
    void vscode.window.showInformationMessage('All chats were deleted.');
  } else {
    void vscode.window.showErrorMessage(
      'Not all chats could be deleted, as VS Code may not write into its own folder. Please try again when it may.',
    );
  }
}
