import * as vscode from 'vscode';
import type { ChatService } from '../core/chat/chatService';

/** "Open Chat…": asks which earlier conversation to open. True if one was opened. */
export async function pickConversation(
  chat: Pick<ChatService, 'list' | 'open' | 'current' | 'storageTrouble'>,
): Promise<boolean> {
  const list = await chat.list();
  if (list.length === 0 && chat.storageTrouble === 'unreadable') {
    void vscode.window.showErrorMessage(
      'Your earlier chats could not be read from disk. Their files are kept as they are; please try again in a while.',
    );
    return false;
  }
  if (list.length === 0) {
    void vscode.window.showInformationMessage('There is no earlier chat yet.');
    return false;
  }
  const chosen = await vscode.window.showQuickPick(
    list.map(({ id, title, updatedAt, messageCount }) => ({
      id,
      label: id === chat.current.id ? `$(check) ${title}` : title,
      description: whenInWords(updatedAt, new Date()),
      detail: messagesInWords(messageCount),
    })),
    { title: 'Open Chat', placeHolder: 'Search by title', matchOnDescription: true },
  );
  if (chosen === undefined) return false;
  await chat.open(chosen.id);
  return true;
}

function messagesInWords(count: number): string {
  if (count === 0) return 'Not sent yet';
  return count === 1 ? '1 message' : `${count} messages`;
}

/** As in "today, 14:05", "yesterday, 09:30", "3 November 2026", in the computer's time zone. */
export function whenInWords(milliseconds: number, now: Date): string {
  const date = new Date(milliseconds);
  const startOfToday = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const startOfYesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  if (date >= startOfToday) return `today, ${time}`;
  if (date >= startOfYesterday) return `yesterday, ${time}`;
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
