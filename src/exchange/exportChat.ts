import * as vscode from 'vscode';
import { titleInWords } from '../core/exchange/documentWords';
import { fileNameFrom } from '../core/exchange/fileNames';
import { htmlDocument } from '../core/exchange/htmlDocument';
import { markdownDocument } from '../core/exchange/markdownDocument';
import { formatOurs } from '../core/exchange/ourFormat';
import type { PortableConversation } from '../core/exchange/portableConversation';
import type { ExchangeServices } from './exchangeServices';
import { tellExported } from './exportEnd';
import { endings, filters, pickFormat, type ExportFormat } from './exportFormats';
import { firstPlace, reasonInWords } from './places';
import { readForExport } from './readForExport';
import { textForms } from './textForms';

/** Export Chat…: asks for a format and a file, and writes one conversation. Says how it went; never rejects. Resolves when nothing more is asked. */
export async function exportChat(services: ExchangeServices, argument: unknown): Promise<void> {
  await services.chat.load();
  const conversation = await readOrSay(services, idIn(argument) ?? services.chat.current.id);
  if (!conversation) return;
  const format = await pickFormat('Export Chat', false);
  if (format === undefined) return;
  const title = titleInWords(conversation);
  const content = new TextEncoder().encode(await documentOf(conversation, format));
  let place = vscode.Uri.joinPath(firstPlace(), `${fileNameFrom(title)}${endings[format]}`);
  for (;;) {
    const chosen = await vscode.window.showSaveDialog({
      title: 'Export Chat',
      saveLabel: 'Export',
      defaultUri: place,
      filters: filters[format],
    });
    if (!chosen) return;
    place = chosen;
    try {
      await vscode.workspace.fs.writeFile(chosen, content);
    } catch (error) {
      const again = 'Choose Another Place';
      const sentence = `“${title}” could not be exported: ${reasonInWords(error)}`;
      if ((await vscode.window.showErrorMessage(sentence, again)) === again) continue;
      return;
    }
    // Nobody waits until the message about it is closed.
    services.inBackground(tellExported(`“${title}” was exported.`, chosen, format));
    return;
  }
}

/** A conversation as the text of a file. */
export async function documentOf(conversation: PortableConversation, format: ExportFormat): Promise<string> {
  switch (format) {
    case 'markdown':
      return markdownDocument(conversation, textForms);
    case 'html':
      return htmlDocument(conversation, textForms);
    case 'json':
      return [...formatOurs([conversation], new Date())].join('');
  }
}

async function readOrSay(
  services: ExchangeServices,
  conversationId: string,
): Promise<PortableConversation | undefined> {
  try {
    const conversation = await readForExport(services, conversationId);
    if (conversation && conversation.messages.length > 0) return conversation;
    void vscode.window.showInformationMessage(
      'There is nothing in this chat to export yet. Send a message first, or open another chat.',
    );
  } catch {
    void vscode.window.showErrorMessage(
      'This chat could not be read from disk. Its file is kept as it is; please try again in a while.',
    );
  }
  return undefined;
}

function idIn(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('conversationId' in argument)) return undefined;
  return typeof argument.conversationId === 'string' ? argument.conversationId : undefined;
}
